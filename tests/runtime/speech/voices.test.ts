import { expect, test } from 'vitest';
import { offeredVoice, voices } from '../../../src/runtime/speech/voices.ts';

test('every voice has a name and a checksum of its own, and the offered one is among them', () => {
  expect(new Set(voices.map(({ id }) => id)).size).toBe(voices.length);
  expect(new Set(voices.map(({ sha1 }) => sha1)).size).toBe(voices.length);
  expect(voices.every(({ sha1 }) => /^[0-9a-f]{40}$/.test(sha1))).toBe(true);
  expect(voices.find(({ id }) => id === offeredVoice)).toMatchObject({
    file: 'ggml-base.en.bin',
    languages: 'English',
  });
});
