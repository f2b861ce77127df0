import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { loadSettings } from '../../src/settings/settings.ts';
import { temporaryFolder } from '../helpers/command.ts';

const folder = temporaryFolder(afterAll);

test('without a file the defaults hold: only what reaches others is asked about', async () => {
  expect((await loadSettings(join(folder, 'none.json'))).consent.effects).toEqual({
    reads: 'allow',
    creates: 'allow',
    'opens-draft': 'allow',
    'reaches-others': 'ask',
  });
});

test('a file names only what differs', async () => {
  const file = join(folder, 'settings.json');
  writeFileSync(file, '{"consent":{"effects":{"creates":"never"}}}');
  expect((await loadSettings(file)).consent.effects).toMatchObject({ creates: 'never', reads: 'allow' });
});

test.each(['{', '{"consent":{"effects":{"creates":"sometimes"}}}', '{"consnt":{}}'])(
  '%s is not guessed at, and left as it is',
  async (source) => {
    const file = join(folder, 'bad.json');
    writeFileSync(file, source);
    await expect(loadSettings(file)).rejects.toThrow(file);
    expect(readFileSync(file, 'utf8')).toBe(source);
  },
);

test('a file from before a tap could listen and voices knew languages is read as it was meant', async () => {
  const file = join(folder, 'older.json');
  writeFileSync(file, '{"version":1,"app":{"voice":{"run":"at once"}}}');
  const { app, voiceLanguage } = await loadSettings(file);
  expect([app.voice, voiceLanguage]).toEqual([{ run: 'at once', tap: 'type' }, 'en']);
});

test('a language no voice knows is not guessed at', async () => {
  const file = join(folder, 'language.json');
  writeFileSync(file, '{"voiceLanguage":"klingon"}');
  await expect(loadSettings(file)).rejects.toThrow('voiceLanguage');
});

test('a file of a newer version is not read as if it were ours', async () => {
  const file = join(folder, 'newer.json');
  writeFileSync(file, '{"version":2,"telepathy":true}');
  await expect(loadSettings(file)).rejects.toThrow('written by a newer TinyAgent');
});
