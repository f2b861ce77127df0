import type { Settings } from '../../../settings/settings.ts';
import type { AppState, Message, SpeechCure } from '../../contract.ts';
import { type CaptureEvent, type CaptureFailure, createCapture } from '../../voice/capture.ts';
import workletUrl from '../../voice/capture-worklet.ts?worker&url';
import { createTalkKey, shortestTalkMs } from '../../voice/talk-key.ts';
import { call } from '../bridge.ts';

/** What there is to see of speaking. */
export interface SpeakingView {
  /** `understanding`: it has ended, and the last words are being made out. */
  readonly phase: 'off' | 'listening' | 'understanding';
  /** It listens until the next tap, not until the key comes up. */
  readonly untilTap: boolean;
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
  /** The hotkey has gone down; `isOpen`: the window was already there. `tap`: what a tap is for, as the settings say. */
  pressed(
    may: Pick<AppState, 'canListen' | 'whyNot' | 'cure'>,
    options: { isOpen: boolean; tap: Settings['app']['voice']['tap'] },
  ): void;
  released(): void;
  /** Return: what was said so far is all. */
  finish(): void;
  /** Forgets what is being said, and takes the notice away. */
  cancel(): void;
  receive(message: Extract<Message, { type: 'voice' }>): void;
}

export const quiet: SpeakingView = { phase: 'off', untilTap: false, levels: [], notice: '', cure: undefined };

/** How many moments of loudness are shown. */
const shownLevels = 14;
/** Frames that go to main together: 100 ms. */
const batchFrames = 5;

/**
 * Speaking while the hotkey is held, or from tap to tap: the microphone opens as it goes down, and main hears of it once
 * a tap that is for something else would be over.
 */
export function createSpeaking(tell: {
  show(view: SpeakingView): void;
  /** Somebody speaks: the line is for their words. */
  began(): void;
  /** The words so far. */
  heard(text: string): void;
  /** The request that was spoken, and whether all its names are sure. */
  ended(text: string, isSure: boolean): void;
  /** It was a tap that hides the window. */
  hide(): void;
}): Speaking {
  let view = quiet;
  /** The recording that main knows of. */
  let id: string | undefined;
  let beganAt = 0;
  let batch: Float32Array[] = [];
  let loudest = 0;
  const key = createTalkKey();
  /** What there was to hear with when the key went down. */
  let may: Parameters<Speaking['pressed']>[0] = { canListen: false, whyNot: '', cure: undefined };
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
      tell.began();
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
        if (event.why === 'longest') key.over();
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
        key.over();
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

  const capture = createCapture({ workletUrl, onEvent });
  return {
    get isUnderWay() {
      return isCapturing || id !== undefined;
    },
    pressed(now, { isOpen, tap }) {
      show({ notice: '', cure: undefined });
      const other = isOpen ? 'hide' : 'type';
      const action = key.down(tap === 'toggle' && now.canListen ? tap : other);
      if (action === 'start') {
        may = now;
        if (may.canListen) capture.start();
      } else if (action === 'finish') capture.finish();
    },
    released() {
      const action = key.up();
      switch (action) {
        case 'finish':
          if (may.canListen) capture.finish();
          else show({ ...quiet, notice: may.whyNot, cure: may.cure });
          return;
        case 'go-on':
          return show({ untilTap: true });
        case 'hide':
          tell.hide();
          return capture.discard();
        case 'type':
          return capture.discard();
        case 'start':
        case 'none':
          return;
        default:
          action satisfies never;
      }
    },
    finish() {
      key.reset();
      capture.finish();
    },
    cancel() {
      key.reset();
      capture.discard();
      step('cancel');
      show(quiet);
    },
    receive({ id: of, event }) {
      if (of !== id) return;
      if (event.type === 'heard') return tell.heard(event.text);
      id = undefined;
      if (event.type === 'failed') {
        key.over();
        capture.discard();
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
