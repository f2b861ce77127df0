import { samplesOf } from './audio.ts';

/** A stretch of audio worth transcribing, in samples; the end is not in it. */
export interface Segment {
  readonly start: number;
  readonly end: number;
  /** Whether more audio would not change it: a long enough pause, or another segment, comes after it. */
  readonly closed: boolean;
}

/**
 * Where somebody speaks in 16 kHz mono audio, as segments of at most `longestMs` with a little room around the words.
 * By energy against the recording's own noise floor: speech models hear words in silence that nobody said, but a
 * quiet word must not be lost, so doubt counts as speech. Recordings far below speech have no segments.
 */
export function speechSegments(
  samples: Float32Array,
  { longestMs = 28_000 }: { longestMs?: number } = {},
): Segment[] {
  const levels = frameLevels(samples);
  const runs = speechRuns(levels);
  const most = Math.floor(longestMs / frameMs) - roomBefore - roomAfter;
  const joined: Run[] = [];
  for (const run of runs.flatMap((run) => cut(run, levels, most))) {
    const last = joined.at(-1);
    if (last === undefined || run.end - last.start > most || isPause(last, run.start)) joined.push(run);
    else joined[joined.length - 1] = { start: last.start, end: run.end };
  }
  return joined.map((run, index) => {
    const before = joined[index - 1]?.end ?? 0;
    const after = joined[index + 1]?.start ?? levels.length;
    return {
      start: Math.max(before, run.start - roomBefore) * frame,
      end: Math.min(Math.min(after, run.end + roomAfter) * frame, samples.length),
      closed: index < joined.length - 1 || isPause(run, levels.length),
    };
  });
}

/** Frames; the end is not in it. */
interface Run {
  readonly start: number;
  readonly end: number;
}

const frameMs = 20;
const frame = samplesOf(frameMs);
const roomBefore = 200 / frameMs;
const roomAfter = 300 / frameMs;
/** Silence within a word or between two. */
const shortestGap = 240 / frameMs;
/** Anything shorter is a click. */
const shortestRun = 60 / frameMs;
/** A pause of so much ends a segment that is long enough to be understood alone. */
const pause = 800 / frameMs;
const longEnough = 6000 / frameMs;

const isPause = (run: Run, next: number): boolean =>
  next - run.end >= pause && run.end - run.start >= longEnough;

/** The level of each frame in dB of full scale, offsets and rumble below some 100 Hz filtered out. */
function frameLevels(samples: Float32Array): Float32Array {
  const levels = new Float32Array(Math.ceil(samples.length / frame));
  let before = 0;
  let filtered = 0;
  for (let index = 0; index < levels.length; index++) {
    const end = Math.min((index + 1) * frame, samples.length);
    let energy = 0;
    for (let at = index * frame; at < end; at++) {
      const sample = finite(samples[at]);
      filtered = sample - before + 0.96 * filtered;
      energy += filtered ** 2;
      before = sample;
    }
    levels[index] = 10 * Math.log10(energy / (end - index * frame) + 1e-12);
  }
  return levels;
}

const finite = (sample: number | undefined): number =>
  sample !== undefined && Number.isFinite(sample) ? Math.max(-1, Math.min(1, sample)) : 0;

/** In dB of full scale: no microphone at all; a whisper close by; a voice without any quiet around it. */
const nothing = -100;
const quietest = -62;
const steady = -40;
/** Steady noise varies by less from frame to frame; a frame of speech stands so far above the room. In dB. */
const variation = 6;
const distinct = 10;

function speechRuns(levels: Float32Array): Run[] {
  const sorted = levels.filter((level) => level > nothing).sort();
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))] ?? nothing;
  const [floor, peak] = [at(0.1), at(0.98)];
  const threshold =
    peak - floor < variation ? steady : Math.max(quietest, floor + Math.min(distinct, (peak - floor) / 2));
  const runs: Run[] = [];
  for (const [index, level] of levels.entries()) {
    if (level < threshold) continue;
    const last = runs.at(-1);
    if (last !== undefined && index - last.end < shortestGap)
      runs[runs.length - 1] = { start: last.start, end: index + 1 };
    else runs.push({ start: index, end: index + 1 });
  }
  return runs.filter(({ start, end }) => end - start >= shortestRun);
}

/** A run in pieces of at most `most` frames, cut where the later half of each is quietest. */
function cut(run: Run, levels: Float32Array, most: number): Run[] {
  const pieces: Run[] = [];
  let { start } = run;
  while (run.end - start > most) {
    let quiet = start + most;
    for (let at = start + Math.ceil(most / 2); at < start + most; at++) {
      if ((levels[at] ?? 0) < (levels[quiet] ?? 0)) quiet = at;
    }
    pieces.push({ start, end: quiet });
    start = quiet;
  }
  return [...pieces, { start, end: run.end }];
}
