import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readGgufInfo } from '../../src/runtime/gguf-info.ts';
import { temporaryFolder } from '../helpers/command.ts';
import { writeScriptedModel } from '../helpers/gguf.ts';

const folder = temporaryFolder(afterAll);
const chatml = '{% for m in messages %}<|im_start|>{{ m.role }}\n{{ m.content }}<|im_end|>{% endfor %}';

test.each([
  ['plain.gguf', undefined, { contextTokens: 8192, template: 'alpaca' }],
  ['chat.gguf', chatml, { contextTokens: 8192, template: 'chatml' }],
  [
    'TinyAgent-1.1B-Q4_K_M.gguf',
    '<|user|>\n{{ messages[0].content }}',
    { contextTokens: 8192, template: 'alpaca' },
  ],
])('%s', async (name, chatTemplate, info) => {
  const file = join(folder, name);
  writeScriptedModel(file, {
    after: '\n',
    says: ['x'],
    ...(chatTemplate === undefined ? {} : { chatTemplate }),
  });
  expect(await readGgufInfo(file)).toEqual(info);
});

test('a chat template we do not know is refused with a sentence', async () => {
  const file = join(folder, 'other.gguf');
  writeScriptedModel(file, {
    after: '\n',
    says: ['x'],
    chatTemplate: '[INST] {{ messages[0].content }} [/INST]',
  });
  await expect(readGgufInfo(file)).rejects.toThrow('is not one we know: ChatML and Alpaca are');
});
