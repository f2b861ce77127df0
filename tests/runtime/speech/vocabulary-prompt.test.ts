import { expect, test } from 'vitest';
import { vocabularyPrompt } from '../../../src/runtime/speech/vocabulary-prompt.ts';

test('names stand nearest to what is said, after titles', () => {
  expect(vocabularyPrompt({ names: ['Sid Raman', 'Lutfi Erdem'], titles: ['Packing list'] })).toBe(
    'Packing list. Sid Raman, Lutfi Erdem.',
  );
});

test('a thousand names give a prompt that fits, the first of them kept whole', () => {
  const names = Array.from({ length: 1000 }, (_, index) => `Person Number${index}`);
  const prompt = vocabularyPrompt({ names, titles: names });
  expect(prompt.length).toBeLessThanOrEqual(480);
  expect(prompt).toContain('Person Number0, Person Number1,');
  expect(prompt).toMatch(/Number\d+\.$/);
});

test('a name cannot smuggle a special token or a line into the prompt', () => {
  expect(vocabularyPrompt({ names: ['A <|endoftext|>\nB', '  '], titles: [] })).toBe('A endoftext B.');
});

test('no words, no prompt', () => {
  expect(vocabularyPrompt({ names: [], titles: [] })).toBe('');
});
