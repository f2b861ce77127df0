import { expect, test } from 'vitest';
import { appOfTool } from '../../src/app/app-of-tool.ts';
import { effectOfTool } from '../../src/app/effect-of-tool.ts';
import { argumentNames } from '../../src/app/renderer/request/argument-names.ts';
import { tools } from '../../src/tools/index.ts';
import { parameters } from '../../src/tools/tool.ts';

test('the windows know each tool’s app and effect as the tool itself does', () => {
  expect(effectOfTool).toEqual(Object.fromEntries(tools.map(({ name, effect }) => [name, effect])));
  expect(appOfTool).toEqual(Object.fromEntries(tools.map(({ name, app }) => [name, app])));
});

test('each argument of each tool has a name where it can be edited', () => {
  const counts = (of: (name: (typeof tools)[number]) => number) =>
    Object.fromEntries(tools.map((tool) => [tool.name, of(tool)]));
  expect(counts(({ name }) => argumentNames[name].length)).toEqual(counts((tool) => parameters(tool).length));
});
