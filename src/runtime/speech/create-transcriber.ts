import { msOf, samplesOf } from './audio.ts';
import { orAborted } from './or-aborted.ts';
import { createRecording } from './recording.ts';
import type { SpeechEngine, Transcriber, TranscriptEvent } from './transcriber.ts';
import { vocabularyPrompt } from './vocabulary-prompt.ts';
import { type Segment, speechSegments } from './voice-activity.ts';

/**
 * A transcriber over an engine that hears one stretch of speech at a time. Silence is cut away; a stretch that is
 * over is recognised once; the one still growing is recognised again every so often and at each pause, and when the
 * recording ends with nothing new in it, that text is the final one. No partial text is begun while another is made,
 * so a slow engine gives fewer of them.
 */
export function createTranscriber(engine: SpeechEngine): Transcriber {
  return {
    warm: (options) => engine.load(options),
    dispose: () => engine.dispose(),
    transcribe: (audio, options) => transcribe(engine, audio, options),
  };
}

/** New audio that a new partial text is worth. */
const partialEvery = samplesOf(1000);
/** After so much silence the speaker may be done: what was said is recognised at once. */
const pause = samplesOf(400);
/** A segment whose end moved by less has no new word in it. */
const slack = samplesOf(100);

interface Recognised extends Segment {
  readonly text: string;
}

async function* transcribe(
  engine: SpeechEngine,
  audio: AsyncIterable<Float32Array>,
  { signal, vocabulary = { names: [], titles: [] } }: Parameters<Transcriber['transcribe']>[1],
): AsyncGenerator<TranscriptEvent, void> {
  signal.throwIfAborted();
  const recording = createRecording(audio);
  const prompt = vocabularyPrompt(vocabulary);
  const over: string[] = [];
  let from = 0; // the first sample of what is not over yet
  let speech = 0;
  let latest: Recognised | undefined;
  let heardAt = 0; // length of the recording when the latest text was begun
  let told = '';

  const recognise = async (segment: Segment): Promise<string> => {
    const samples = recording.slice(segment.start, segment.end);
    return said(await engine.recognise(samples, { signal, prompt }));
  };
  const isSame = (segment: Segment): boolean =>
    latest !== undefined && latest.start === segment.start && Math.abs(latest.end - segment.end) < slack;
  const segments = (): Segment[] =>
    speechSegments(recording.slice(from, recording.length())).map(({ start, end, closed }) => ({
      start: start + from,
      end: end + from,
      closed,
    }));

  try {
    for (;;) {
      const ended = recording.ended();
      const all = segments();
      const growing = ended ? undefined : all.find(({ closed }) => !closed);
      for (const segment of all.filter((one) => one !== growing)) {
        over.push(isSame(segment) && latest !== undefined ? latest.text : await recognise(segment));
        from = segment.end;
        speech += segment.end - segment.start;
      }
      if (ended) break;
      const length = recording.length();
      const fresh = growing !== undefined && !isSame(growing);
      const due =
        growing !== undefined && (length - heardAt >= partialEvery || length - growing.end >= pause);
      if (growing !== undefined && fresh && due) {
        heardAt = length;
        latest = { ...growing, text: await recognise(growing) };
      }
      const text = joined([...over, growing === undefined ? '' : (latest?.text ?? '')]);
      if (text !== told) {
        told = text;
        yield { type: 'partial', text };
      }
      await orAborted(recording.more(length), signal);
    }
    yield {
      type: 'final',
      text: joined(over),
      timings: {
        audioMs: msOf(recording.length()),
        speechMs: msOf(speech),
        afterEndMs: performance.now() - recording.endedAt(),
      },
    };
  } finally {
    recording.close();
  }
}

const joined = (texts: readonly string[]): string => texts.filter((text) => text !== '').join(' ');

/** Without what models write that nobody said: "[BLANK_AUDIO]", "(upbeat music)", "♪". */
const said = (text: string): string =>
  text
    .replace(/\[[^\]]*\]|\([^)]*\)|[♪♫]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
