import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { changeSettings } from '../../src/settings/change-settings.ts';
import { embeddedModels } from '../../src/settings/chosen-models.ts';
import { loadSettings } from '../../src/settings/settings.ts';
import { temporaryFolder } from '../helpers/command.ts';

const folder = temporaryFolder(afterAll);

test('a change leaves the other fields as they were written, and no half file behind', async () => {
  const file = join(folder, 'state', 'settings.json');
  const models = { ...embeddedModels, planner: 'tinyagent-7b' };
  await changeSettings({ models }, file);
  await changeSettings({ switchedOff: ['Mail'] }, file);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ models, switchedOff: ['Mail'] });
  expect((await loadSettings(file)).models).toEqual(models);
  expect(readdirSync(join(folder, 'state'))).toEqual(['settings.json']);
});

test('a damaged file is not written over', async () => {
  const file = join(folder, 'damaged.json');
  writeFileSync(file, '{"models":');
  await expect(changeSettings({ models: embeddedModels }, file)).rejects.toThrow('is not JSON');
  expect(readFileSync(file, 'utf8')).toBe('{"models":');
});
