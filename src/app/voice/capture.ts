/// <reference lib="dom" />

/** What happens to a recording, from its start on. Nothing comes after `ended`, `discarded` or `failed`. */
export type CaptureEvent =
  /** The microphone is being opened; nothing is heard yet. */
  | { readonly type: 'starting' }
  /** Samples flow. `preRollMs`: from the start to the first of them, which is what was not heard. */
  | { readonly type: 'listening'; readonly preRollMs: number }
  /** 20 ms of 16 kHz mono, and how loud they are, 0 to 1. */
  | { readonly type: 'frame'; readonly samples: Float32Array; readonly level: number }
  | { readonly type: 'ended'; readonly why: 'finished' | 'longest'; readonly audioMs: number }
  /** Frames are to be forgotten. */
  | { readonly type: 'discarded' }
  /** `message` says what to do. Frames that came before are whole and may still be used. */
  | { readonly type: 'failed'; readonly code: CaptureFailure; readonly message: string };

export type CaptureFailure =
  | 'denied'
  | 'no-device'
  | 'busy'
  | 'device-lost'
  | 'muted'
  | 'silent'
  | 'too-short'
  | 'broken';

const messages: Readonly<Record<CaptureFailure, string>> = {
  denied:
    'TinyAgent may not use the microphone. Allow it in System Settings › Privacy & Security › Microphone and start TinyAgent again, or type.',
  'no-device': 'There is no microphone. Connect one, or type.',
  busy: 'The microphone cannot be opened; another app may be using it. Close that app and try again, or type.',
  'device-lost':
    'The microphone was disconnected. Connect it and say it again, or use what was heard so far.',
  muted:
    'The microphone gives no sound at all; it may be muted. Turn it up in System Settings › Sound › Input and try again, or type.',
  silent:
    'Nothing was heard. Speak closer to the microphone, or choose another in System Settings › Sound › Input.',
  'too-short':
    'That was over before the microphone was ready. Wait until “Listening” is shown, and say it again.',
  broken: 'The microphone could not be started. Try again, or type.',
};

/** Longest recording, and the sound taken in after the end: people let go of the key on the last syllable. */
const longestMs = 60_000;
const tailMs = 120;
/** A microphone that gives exact zeros for so long is muted; some give them while they wake. */
const mutedAfterMs = 2000;
/** No frame of speech is as quiet, in dB of full scale. */
const silentBelow = -52;
const sampleRate = 16_000;

export interface Capture {
  /** Loads what can be loaded before there is something to say. Opens no microphone. */
  prepare(): Promise<void>;
  /** Begins a recording; one that is under way is thrown away. */
  start(): void;
  /** Ends the recording, if there is one. */
  finish(): void;
  /** Throws the recording away, if there is one. */
  discard(): void;
  close(): Promise<void>;
}

/**
 * Records from the microphone, which is opened the moment a recording starts and closed when it is over.
 * `workletUrl`: where capture-worklet is served as JavaScript.
 */
export function createCapture({
  workletUrl,
  onEvent,
  devices = navigator.mediaDevices,
}: {
  workletUrl: string | URL;
  onEvent: (event: CaptureEvent) => void;
  devices?: Pick<MediaDevices, 'getUserMedia'>;
}): Capture {
  let prepared: Promise<AudioContext> | undefined;
  let recording: Recording | undefined;

  const prepare = (): Promise<AudioContext> => {
    prepared ??= (async () => {
      const context = new AudioContext({ sampleRate, latencyHint: 'interactive' });
      await context.audioWorklet.addModule(workletUrl);
      return context;
    })();
    prepared.catch(() => {
      prepared = undefined; // the next recording tries again and tells
    });
    return prepared;
  };

  return {
    prepare: async () => void (await prepare()),
    start() {
      recording?.discard();
      recording = startRecording({
        // first of all the microphone: it takes longest
        stream: devices.getUserMedia({ audio: { channelCount: 1, echoCancellation: false } }),
        context: prepare(),
        onEvent,
      });
    },
    finish: () => recording?.finish(),
    discard: () => recording?.discard(),
    async close() {
      recording?.discard();
      await (await prepared)?.close();
    },
  };
}

/** Once it is over, neither does anything. */
interface Recording {
  finish(): void;
  discard(): void;
}

function startRecording({
  stream: opening,
  context: preparing,
  onEvent,
}: {
  stream: Promise<MediaStream>;
  context: Promise<AudioContext>;
  onEvent: (event: CaptureEvent) => void;
}): Recording {
  const startedAt = performance.now();
  let isOver = false;
  let heard = 0; // samples
  let loudest = Number.NEGATIVE_INFINITY;
  let node: AudioWorkletNode | undefined;
  let source: MediaStreamAudioSourceNode | undefined;
  let tail: ReturnType<typeof setTimeout> | undefined;

  const over = (event: CaptureEvent): void => {
    if (isOver) return;
    isOver = true;
    clearTimeout(tail);
    if (node !== undefined) node.port.onmessage = null;
    source?.disconnect();
    // rejections were told of already
    opening.then(stop, () => {});
    preparing.then(
      (context) => context.suspend(),
      () => {},
    );
    onEvent(event);
  };
  const fail = (code: CaptureFailure) => over({ type: 'failed', code, message: messages[code] });
  const end = (why: 'finished' | 'longest') => {
    if (heard === 0) fail('too-short');
    else if (loudest === Number.NEGATIVE_INFINITY) fail('muted');
    else if (loudest < silentBelow) fail('silent');
    else over({ type: 'ended', why, audioMs: (heard * 1000) / sampleRate });
  };

  const onFrame = (samples: Float32Array): void => {
    if (heard === 0) onEvent({ type: 'listening', preRollMs: performance.now() - startedAt });
    heard += samples.length;
    const decibels = loudness(samples);
    loudest = Math.max(loudest, decibels);
    onEvent({ type: 'frame', samples, level: Math.min(1, Math.max(0, (decibels + 60) / 50)) });
    const heardMs = (heard * 1000) / sampleRate;
    if (heardMs >= mutedAfterMs && loudest === Number.NEGATIVE_INFINITY) fail('muted');
    if (heardMs >= longestMs) end('longest');
  };

  const open = async (): Promise<void> => {
    const [stream, context] = await Promise.all([
      opening,
      preparing.catch((cause: unknown) => {
        // a worklet that does not load fails by the same names as a microphone
        throw new Error('The worklet cannot be loaded.', { cause });
      }),
    ]);
    if (isOver) return;
    const [track] = stream.getAudioTracks();
    if (track === undefined) return fail('no-device');
    track.addEventListener('ended', () => fail('device-lost'));
    source = context.createMediaStreamSource(stream);
    node = new AudioWorkletNode(context, 'capture', { numberOfOutputs: 0 });
    node.port.onmessage = ({ data }: MessageEvent<Float32Array>) => onFrame(data);
    source.connect(node);
    await context.resume();
  };

  onEvent({ type: 'starting' });
  open().catch((error: unknown) => fail(failureOf(error)));
  return {
    finish: () => {
      if (!isOver) tail ??= setTimeout(() => end('finished'), heard === 0 ? 0 : tailMs);
    },
    discard: () => over({ type: 'discarded' }),
  };
}

const stop = (stream: MediaStream): void => {
  for (const track of stream.getTracks()) track.stop();
};

/** In dB of full scale; minus infinity for exact zeros. */
function loudness(samples: Float32Array): number {
  let energy = 0;
  for (const sample of samples) energy += sample * sample;
  return 10 * Math.log10(energy / samples.length);
}

/** What getUserMedia means by the name of its error (Media Capture and Streams, W3C). */
function failureOf(error: unknown): CaptureFailure {
  switch (error instanceof DOMException ? error.name : '') {
    case 'NotAllowedError':
    case 'SecurityError':
      return 'denied';
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'no-device';
    case 'NotReadableError':
    case 'AbortError':
      return 'busy';
    default:
      return 'broken';
  }
}
