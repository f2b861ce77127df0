import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openLanguageModel } from '../../src/runtime/language-model.ts';
import { collect } from '../helpers/collect.ts';
import { temporaryFolder } from '../helpers/command.ts';
import { type Dimensions, textToAmir, tinyLlama, writeScriptedModel } from '../helpers/gguf.ts';
import { inProcess } from '../helpers/in-process.ts';

const folder = temporaryFolder(afterAll);
const says = textToAmir('running late');
/** TINYAGENT_SLOW=1: all 1.1 billion weights, which takes minutes without a GPU. */
const isSlow = process.env.TINYAGENT_SLOW === '1';
const sizes: [string, Dimensions][] = [
  [
    'a small TinyLlama with the whole vocabulary',
    { ...tinyLlama, width: 256, layers: 2, heads: 4, keyValueHeads: 1, feedForward: 704 },
  ],
  ...(isSlow ? ([['TinyLlama-1.1B', tinyLlama]] as [string, Dimensions][]) : []),
];

test.each(sizes)(
  '%s: loaded, told, kept to the grammar, carried out on the simulated Mac',
  async (name, dimensions) => {
    const state = join(folder, name);
    mkdirSync(state);
    const file = join(state, 'TinyAgent-double.gguf');
    writeScriptedModel(file, { after: '\n', says, dimensions });
    expect((await inProcess(['models', 'use', 'planner', file], state)).status).toBe(0);

    const asked = await inProcess(['ask', 'Text Amir that I am running late'], state);
    expect(asked.stdout).toContain('send_sms(["$1"], "running late")');
    expect(asked.status).toBe(0);
    expect(readdirSync(join(state, 'prefixes'))).toHaveLength(1);
    const mac = await inProcess(['mac', 'show'], state);
    expect(mac.stdout).toContain('running late');

    const model = await openLanguageModel(file, { contextTokens: 2048 });
    const cancel = new AbortController();
    const cancelled = collect(
      model.generate(`${'x'.repeat(1500)}\n`, { signal: cancel.signal, maxTokens: 9 }),
    );
    let abortedAt = 0;
    setTimeout(
      () => {
        abortedAt = performance.now();
        cancel.abort(new Error('enough'));
      },
      isSlow ? 5000 : 50,
    );
    await expect(cancelled).rejects.toThrow('enough');
    expect(performance.now() - abortedAt).toBeLessThan(100);
    await model.dispose();
  },
  isSlow ? 1_200_000 : 60_000,
);
