import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AudioError, readWav } from '../../../src/runtime/speech/read-wav.ts';
import { resample } from '../../../src/runtime/speech/resample.ts';
import { tone, type WavKind, wav } from '../../helpers/wav.ts';

const sine = tone(440, { ms: 50 });
const largestDifference = (a: Float32Array, b: Float32Array): number =>
  a.reduce((most, value, index) => Math.max(most, Math.abs(value - (b[index] ?? 0))), 0);

test.each<[string, WavKind, number]>([
  ['8-bit', { bits: 8 }, 1 / 128],
  ['16-bit', { bits: 16 }, 1 / 32_768],
  ['24-bit', { bits: 24 }, 1e-6],
  ['32-bit', { bits: 32 }, 1e-6],
  ['32-bit float', { bits: 32, float: true }, 0],
  ['64-bit float', { bits: 64, float: true }, 1e-7],
  ['extensible 24-bit', { bits: 24, extensible: true }, 1e-6],
])('%s samples are read as they were written', (_, kind, tolerance) => {
  const read = readWav(wav([sine], kind));
  expect(read.length).toBe(sine.length);
  expect(largestDifference(read, sine)).toBeLessThanOrEqual(tolerance);
});

test('several channels become their mean', () => {
  const silent = new Float32Array(sine.length);
  const read = readWav(wav([sine, silent], { bits: 32, float: true }));
  expect(
    largestDifference(
      read,
      sine.map((value) => value / 2),
    ),
  ).toBeLessThan(1e-6);
});

test.each([8000, 11_025, 22_050, 32_000, 44_100, 48_000, 96_000, 192_000])(
  'a tone at %i Hz is the same tone at 16 kHz',
  (rate) => {
    const read = readWav(wav([tone(1000, { ms: 300, rate })], { rate, bits: 32, float: true }));
    const wanted = tone(1000, { ms: 300 });
    expect(Math.abs(read.length - wanted.length)).toBeLessThanOrEqual(1);
    const middle = (all: Float32Array) => all.slice(800, 4000);
    expect(largestDifference(middle(read), middle(wanted))).toBeLessThan(0.002);
  },
);

test('what 16 kHz cannot carry does not come back as another tone', () => {
  const read = resample(tone(11_000, { ms: 200, rate: 48_000 }), { from: 48_000, to: 16_000 });
  expect(Math.max(...read.slice(500, -500).map(Math.abs))).toBeLessThan(0.001);
});

test('a file cut short and a stream without a length are read as far as they go', () => {
  const whole = wav([sine]);
  expect(readWav(whole.slice(0, 44 + 200)).length).toBe(100);
  expect(readWav(wav([sine], { claimedBytes: 0xffffffff })).length).toBe(sine.length);
});

test('samples that are no number are silent', () => {
  const broken = Float32Array.from([0.5, Number.NaN, Number.POSITIVE_INFINITY, -0.5]);
  expect([...readWav(wav([broken], { bits: 32, float: true }))]).toEqual([0.5, 0, 0, -0.5]);
});

test.each<[string, Uint8Array, string]>([
  ['an empty file', new Uint8Array(), 'no WAV file'],
  ['another file', Buffer.from('%PDF-1.7 and so on and so on'), 'no WAV file'],
  ['a header without audio', wav([sine]).slice(0, 36), 'no audio'],
  ['zero channels', wav([]), '0 channels'],
  ['a rate of zero', wav([sine], { rate: 0 }), '0 Hz'],
])('%s is refused with a sentence', (_, file, words) => {
  expect(() => readWav(file)).toThrow(AudioError);
  expect(() => readWav(file)).toThrow(words);
});

test('bytes of any kind are read or refused, never more', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat(60), (junk, keep) => {
      const file = Buffer.concat([wav([sine]).slice(0, keep), junk]);
      try {
        expect(readWav(file).every(Number.isFinite)).toBe(true);
      } catch (error) {
        expect(error).toBeInstanceOf(AudioError);
      }
    }),
  );
});
