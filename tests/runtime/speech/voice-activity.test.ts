import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { msOf } from '../../../src/runtime/speech/audio.ts';
import { speechSegments } from '../../../src/runtime/speech/voice-activity.ts';
import { joinedAudio, noise, tone, voice } from '../../helpers/wav.ts';

const silence = (ms: number) => new Float32Array(ms * 16);
const room = (ms: number) => noise({ ms, level: 0.002 });
const inMs = (samples: Float32Array) =>
  speechSegments(samples).map(({ start, end }) => [Math.round(msOf(start)), Math.round(msOf(end))]);

describe('speechSegments', () => {
  test.each([
    ['silence', silence(2000)],
    ['a quiet room', room(2000)],
    ['a click', joinedAudio(room(500), noise({ ms: 20, level: 0.8 }), room(1000))],
    ['mains hum', tone(50, { ms: 2000, level: 0.02 })],
    ['nothing', silence(0)],
    ['one sample', new Float32Array([0.5])],
    ['no numbers', new Float32Array(16_000).fill(Number.NaN)],
  ])('%s has no speech in it', (_, samples) => {
    expect(speechSegments(samples)).toEqual([]);
  });

  test.each([0.05, 0.1, 0.3, 1, 5])(
    'speech at level %f is found whole, with a little room around it',
    (level) => {
      const [segment, ...others] = inMs(joinedAudio(room(1000), voice({ ms: 2000, level }), room(1500)));
      expect(others).toEqual([]);
      expect(segment?.[0]).toBeGreaterThanOrEqual(700);
      expect(segment?.[0]).toBeLessThanOrEqual(1000);
      expect(segment?.[1]).toBeGreaterThanOrEqual(2950);
      expect(segment?.[1]).toBeLessThanOrEqual(3350);
    },
  );

  test('speech that fills the recording is taken whole', () => {
    expect(inMs(voice({ ms: 2000 }))).toEqual([[0, 2000]]);
  });

  test('a short pause is part of the sentence', () => {
    const samples = joinedAudio(room(500), voice({ ms: 1500 }), room(1200), voice({ ms: 1500 }), room(500));
    expect(speechSegments(samples)).toHaveLength(1);
  });

  test('a pause after a long stretch ends a segment, which more audio does not change', () => {
    const first = joinedAudio(room(500), voice({ ms: 7000 }), room(1500));
    const [closed] = speechSegments(first);
    expect(closed?.closed).toBe(true);
    const [again, next] = speechSegments(joinedAudio(first, voice({ ms: 3000 })));
    expect(again?.closed).toBe(true);
    expect(Math.abs(msOf((again?.end ?? 0) - (closed?.end ?? 0)))).toBeLessThan(100);
    expect(next).toMatchObject({ closed: false });
  });

  test('ten minutes without a pause become segments that a model can hear, none of it lost', () => {
    const halfMinute = voice({ ms: 30_000 });
    const segments = speechSegments(joinedAudio(...Array.from({ length: 20 }, () => halfMinute)));
    expect(segments.every(({ start, end }) => msOf(end - start) <= 28_500)).toBe(true);
    expect(segments[0]?.start).toBe(0);
    expect(segments.at(-1)?.end).toBe(600_000 * 16);
    for (const [index, { end }] of segments.slice(0, -1).entries()) {
      expect((segments[index + 1]?.start ?? 0) - end).toBeLessThanOrEqual(0);
    }
  });

  test('segments lie in the recording, in order, whatever is in it', () => {
    const sample = fc.oneof(fc.float(), fc.constantFrom(Number.NaN, Infinity, -Infinity, 1e30, 0));
    fc.assert(
      fc.property(fc.array(fc.tuple(sample, fc.nat(4000)), { maxLength: 30 }), (stretches) => {
        const samples = joinedAudio(
          ...stretches.map(([value, length]) =>
            Float32Array.from({ length }, (_, index) => (index % 3 === 0 ? value : -value)),
          ),
        );
        let before = 0;
        for (const { start, end } of speechSegments(samples)) {
          expect(start).toBeGreaterThanOrEqual(before);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(samples.length);
          before = end;
        }
      }),
    );
  });
});
