import type { AppState, Message, SpeechCure } from '../../contract.ts';
import { type CaptureEvent, type CaptureFailure, createCapture } from '../../voice/capture.ts';
import workletUrl from '../../voice/capture-worklet.ts?worker&url';
import { createTalkKey, shortestTalkMs } from '../../voice/talk-key.ts';
import { call } from '../bridge.ts';

/** What there is to see of speaking. */
export interface SpeakingView {
  /** `understanding`: the key is up, and the last words are being made out. */
  readonly phase: 'off' | 'listening' | 'understanding';
  /** The loudness of the last moments, 0 to 1, the newest last. */
  readonly levels: readonly number[];
  /** What went wrong and what to do, or which name is not sure; "" when all is well. */
  readonly notice: string;
  /** Where that is put right, if there is such a place. */
  readonly cure: SpeechCure | undefined;
}

export interface Speaking {
  /** Whether something was begun that `cancel` ends: also in the moment before it is shown. */
  readonly isUnderWay: boolean;
  /** The hotkey has gone down. */
  pressed(may: Pick<AppState, 'canListen' | 'whyNot' | 'cure'>): void;
  released(): void;
  /** Forgets what is being said, and takes the notice away. */
  cancel(): void;
  receive(message: Extract<Message, { type: 'voice' }>): void;
}

export const quiet: SpeakingView = { phase: 'off', levels: [], notice: '', cure: undefined };

/** How many moments of loudness are shown. */
const shownLevels = 14;
/** Frames that go to main together: 100 ms. */
const batchFrames = 5;

/**
 * Speaking while the hotkey is held: the microphone opens as it goes down, and main hears of it once it was held for
 * longer than a tap.
 */
export function createSpeaking(tell: {
  show(view: SpeakingView): void;
  /** The words so far; "" as it begins. */
  heard(text: string): void;
  /** The request that was spoken, and whether all its names are sure. */
  ended(text: string, isSure: boolean): void;
}): Speaking {
  let view = quiet;
  /** The recording that main knows of. */
  let id: string | undefined;
  let beganAt = 0;
  let batch: Float32Array[] = [];
  let loudest = 0;
  /** The key, where nobody listens. */
  const unheard = createTalkKey({ tap: 'type' });
  let unheardView = quiet;
  /** The microphone is open, or about to be. */
  let isCapturing = false;

  const show = (next: Partial<SpeakingView>): void => {
    view = { ...view, ...next };
    tell.show(view);
  };
  const fail = (error: Error): void => show({ ...quiet, notice: error.message });

  function step(wanted: 'end' | 'cancel'): void {
    if (id !== undefined) call('listen', { id, step: wanted }).catch(fail);
    if (wanted === 'cancel') id = undefined;
  }

  function send(): void {
    if (batch.length === 0) return;
    if (id === undefined) {
      id = crypto.randomUUID();
      call('listen', { id, step: 'begin' }).catch(fail);
      tell.heard('');
    }
    const samples = new Float32Array(batch.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const frame of batch) {
      samples.set(frame, at);
      at += frame.length;
    }
    batch = [];
    call('hear', { id, samples }).catch(fail);
    show({ phase: 'listening', levels: [...view.levels, loudest].slice(-shownLevels) });
    loudest = 0;
  }

  function onEvent(event: CaptureEvent): void {
    switch (event.type) {
      case 'starting':
        isCapturing = true;
        step('cancel');
        beganAt = performance.now();
        batch = [];
        return;
      case 'listening':
        return; // shown once it is no tap
      case 'frame':
        batch.push(event.samples);
        loudest = Math.max(loudest, event.level);
        if (batch.length >= batchFrames && performance.now() - beganAt >= shortestTalkMs) send();
        return;
      case 'ended':
        isCapturing = false;
        send();
        step('end');
        show({ ...quiet, phase: 'understanding' });
        return;
      case 'discarded':
        isCapturing = false;
        step('cancel');
        show(quiet);
        return;
      case 'failed': {
        isCapturing = false;
        const isOfUse = event.code === 'device-lost' && id !== undefined;
        if (isOfUse) send();
        step(isOfUse ? 'end' : 'cancel');
        show({
          ...quiet,
          phase: isOfUse ? 'understanding' : 'off',
          notice: event.message,
          cure: cures[event.code],
        });
        return;
      }
      default:
        event satisfies never;
    }
  }

  const capture = createCapture({ workletUrl, onEvent, tap: 'type' });
  return {
    get isUnderWay() {
      return isCapturing || id !== undefined;
    },
    pressed({ canListen, whyNot, cure }) {
      show({ notice: '', cure: undefined });
      if (canListen) capture.keyDown();
      else unheard.down();
      unheardView = { ...quiet, notice: whyNot, cure };
    },
    released() {
      capture.keyUp();
      if (unheard.up() === 'finish') show(unheardView);
    },
    cancel() {
      capture.cancel();
      unheard.reset();
      step('cancel');
      show(quiet);
    },
    receive({ id: of, event }) {
      if (of !== id) return;
      if (event.type === 'heard') return tell.heard(event.text);
      id = undefined;
      if (event.type === 'failed') {
        capture.cancel();
        return show({ ...quiet, notice: event.message, cure: event.cure });
      }
      show({ ...quiet, notice: [view.notice, event.unsure].filter((text) => text !== '').join(' ') });
      tell.ended(event.text, event.unsure === '' && view.notice === '');
    },
  };
}

const cures: Readonly<Record<CaptureFailure, SpeechCure | undefined>> = {
  denied: 'microphone',
  'no-device': 'sound',
  muted: 'sound',
  silent: 'sound',
  busy: undefined,
  'device-lost': undefined,
  'too-short': undefined,
  broken: undefined,
};
