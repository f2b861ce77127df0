import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { msOf } from '../../../src/runtime/speech/audio.ts';
import { readWav } from '../../../src/runtime/speech/read-wav.ts';
import { speechSegments } from '../../../src/runtime/speech/voice-activity.ts';
import { temporaryFolder } from '../../helpers/command.ts';
import { run, say } from '../../helpers/espeak.ts';
import { joinedAudio, noise } from '../../helpers/wav.ts';

const folder = temporaryFolder(afterAll);
const sentence = 'Set up a meeting with Sid and Lutfi tomorrow at three and mail them the budget';
const original = join(folder, 'original.wav');
say(original, sentence);
const sox = (name: string, ...args: readonly string[]): Float32Array => {
  const path = join(folder, name);
  run('sox', [
    '-D',
    '-G',
    original,
    ...args.slice(0, args.indexOf('/')),
    path,
    ...args.slice(args.indexOf('/') + 1),
  ]);
  return readWav(readFileSync(path));
};

/** Signal to noise of `audio` against `reference`, in dB, at the shift within ±`reach` samples that fits best. */
function likeness(audio: Float32Array, reference: Float32Array, reach = 4): number {
  let best = Number.NEGATIVE_INFINITY;
  for (let shift = -reach; shift <= reach; shift++) {
    let power = 0;
    let error = 0;
    for (let at = 1000; at < reference.length - 1000; at++) {
      const wanted = reference[at] ?? 0;
      power += wanted ** 2;
      error += (wanted - (audio[at + shift] ?? 0)) ** 2;
    }
    best = Math.max(best, 10 * Math.log10(power / (error + 1e-20)));
  }
  return best;
}

describe('resampling agrees with sox', () => {
  test.each([
    [8000, 1, ['-b', '16']],
    [11_025, 2, ['-b', '16']],
    [22_050, 1, ['-b', '8']],
    [32_000, 2, ['-b', '24']],
    [44_100, 2, ['-b', '16']],
    [48_000, 1, ['-b', '32']],
    [48_000, 2, ['-b', '32', '-e', 'floating-point']],
    [96_000, 2, ['-b', '24']],
  ])('%i Hz, %i channels, %j', (rate, channels, format) => {
    const ours = sox(
      `${rate}-${channels}-${format.length}.wav`,
      '-r',
      String(rate),
      '-c',
      String(channels),
      ...format,
      '/',
    );
    const theirs = join(folder, `${rate}-${channels}-16k.wav`);
    const same = join(folder, `${rate}-${channels}-${format.length}.wav`);
    run('sox', [
      '-D',
      '-G',
      same,
      '-b',
      '32',
      '-e',
      'floating-point',
      '-c',
      '1',
      theirs,
      'rate',
      '-v',
      '16000',
    ]);
    expect(likeness(ours, readWav(readFileSync(theirs)))).toBeGreaterThan(format[1] === '8' ? 30 : 35);
  });
});

describe('a spoken sentence is found in a recording', () => {
  const room = (ms: number, level: number) => noise({ ms, level });
  const mixed = (speech: Float32Array, level: number) => {
    const all = joinedAudio(new Float32Array(1000 * 16), speech, new Float32Array(1200 * 16));
    const background = room(Math.ceil(msOf(all.length)), level);
    return all.map((sample, index) => sample + (background[index] ?? 0));
  };
  test.each(
    [100, 160, 260].flatMap((speed) => [0, 0.001, 0.005, 0.02].map((level) => [speed, level] as const)),
  )('at %i words a minute, in noise of %f', (speed, level) => {
    const speech = readWav(say(join(folder, `${speed}.wav`), sentence, { speed }));
    const segments = speechSegments(mixed(speech, level));
    expect(segments).toHaveLength(1);
    const [found] = segments;
    const starts = msOf(found?.start ?? 0);
    const ends = msOf(found?.end ?? 0);
    const [first, last] = [1000, 1000 + msOf(speech.findLastIndex((sample) => Math.abs(sample) > 0.03))];
    expect(starts).toBeGreaterThan(first - 300);
    expect(starts).toBeLessThan(first + 100);
    expect(ends).toBeGreaterThan(last);
    expect(ends).toBeLessThan(last + 500);
  });

  test.each(['en-us', 'en-gb', 'en-gb-scotland'])('spoken by %s, whispered and loud', (voice) => {
    const speech = readWav(say(join(folder, `${voice}.wav`), sentence, { voice }));
    for (const gain of [0.03, 0.3, 3]) {
      expect(
        speechSegments(
          mixed(
            speech.map((sample) => sample * gain),
            0.0005,
          ),
        ),
      ).toHaveLength(1);
    }
  });

  test('two sentences with a second of silence between them are one request, three with long pauses are cut between', () => {
    const speech = readWav(say(join(folder, 'two.wav'), sentence));
    const gap = (ms: number) => new Float32Array(ms * 16);
    const long = joinedAudio(
      ...Array.from({ length: 3 }, () => [speech, gap(300), speech, gap(2000)]).flat(),
    );
    const segments = speechSegments(long);
    expect(segments).toHaveLength(3);
    expect(segments.every(({ closed }) => closed)).toBe(true);
  });
});
