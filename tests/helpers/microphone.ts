import { vi } from 'vitest';

/** A microphone that does as the test says, and the audio graph of a browser around it. Time stands still meanwhile. */
export interface Microphone {
  /** Answers every request for it that waits. */
  open(): Promise<void>;
  refuse(name: 'NotAllowedError' | 'NotFoundError' | 'NotReadableError'): Promise<void>;
  /** Frames of 20 ms, as loud as `level`, while time passes. */
  hear(ms: number, options?: { level?: number }): void;
  /** Pulls it out. */
  lose(): void;
  /** How many streams of it are open. */
  live(): number;
  /** How often it was asked for. */
  asked(): number;
}

/** Puts a microphone and fake timers in place; `vi.unstubAllGlobals` and `vi.useRealTimers` take them away. */
export function useMicrophone(): Microphone {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  const waiting: { resolve: (stream: object) => void; reject: (error: Error) => void }[] = [];
  let asked = 0;
  const tracks: Track[] = [];
  let node: Node | undefined;
  class Track extends EventTarget {
    readyState = 'live';
    stop() {
      this.readyState = 'ended';
    }
  }
  class Node {
    readonly port: { onmessage: ((message: { data: Float32Array }) => void) | null } = { onmessage: null };
    constructor() {
      node = this;
    }
  }
  class Context {
    readonly audioWorklet = { addModule: async () => {} };
    readonly createMediaStreamSource = () => ({ connect() {}, disconnect() {} });
    async resume() {}
    async suspend() {}
    async close() {}
  }
  vi.stubGlobal('AudioContext', Context);
  vi.stubGlobal('AudioWorkletNode', Node);
  vi.stubGlobal('navigator', {
    mediaDevices: {
      getUserMedia: () =>
        new Promise((resolve, reject) => {
          asked += 1;
          waiting.push({ resolve, reject });
        }),
    },
  });
  return {
    async open() {
      for (const { resolve } of waiting.splice(0)) {
        const track = new Track();
        tracks.push(track);
        resolve({ getTracks: () => [track], getAudioTracks: () => [track] });
      }
      await settled();
    },
    async refuse(name) {
      for (const { reject } of waiting.splice(0)) reject(new DOMException('refused', name));
      await settled();
    },
    hear(ms, { level = 0.2 } = {}) {
      for (let at = 0; at < ms; at += 20) {
        vi.advanceTimersByTime(20);
        node?.port.onmessage?.({ data: new Float32Array(320).fill(level) });
      }
    },
    lose() {
      const track = tracks.at(-1);
      track?.stop();
      track?.dispatchEvent(new Event('ended'));
    },
    live: () => tracks.filter(({ readyState }) => readyState === 'live').length,
    asked: () => asked,
  };
}

/** Once all promises that can have settled. */
export const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
