import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const tools = join(import.meta.dirname, '../../src/tools');
const scripts = readdirSync(tools, { recursive: true, encoding: 'utf8' }).filter((path) =>
  path.endsWith('.applescript'),
);

// each script stands alone, so that it opens in Script Editor as it is: what two of them need is written in both
test('a handler that several scripts have is the same in each', () => {
  const handlers = new Map<string, string[]>();
  for (const path of scripts)
    for (const [text, name = ''] of readFileSync(join(tools, path), 'utf8').matchAll(
      /^on (\w+)\([\s\S]*?^end \1$/gm,
    ))
      handlers.set(name, [...(handlers.get(name) ?? []), text]);
  expect(handlers.get('dateOf')?.length).toBeGreaterThan(1);
  expect([...handlers].filter(([, texts]) => new Set(texts).size > 1).map(([name]) => name)).toEqual([]);
});
