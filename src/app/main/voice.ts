/**
 * What the app needs of a voice: it listens from `start` to `stop`, and tells what it heard as it goes. Nothing here
 * listens yet; the app is made with a voice or without.
 */
export interface Voice {
  start(listeners: {
    /** Words so far, and the loudness of the last moment, 0 to 1. */
    onHeard(words: string, level: number): void;
    /** The words to be asked; "" when nothing was said. */
    onEnd(words: string): void;
  }): void;
  stop(): void;
}
