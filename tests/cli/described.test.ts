import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { temporaryFolder, tinyagent } from '../helpers/command.ts';
import { textToAmir, writeScriptedModel } from '../helpers/gguf.ts';

const state = temporaryFolder(afterAll);
const file = join(state, 'tinyagent-scripted.gguf');

beforeAll(() => {
  writeScriptedModel(file, {
    after: '\n',
    says: textToAmir('late'),
  });
});

describe('a GGUF file by its path', () => {
  test('plans with the described prompt, and is scored', async () => {
    const records = join(state, 'records.jsonl');
    const plan = [
      { tool: 'get_phone_number', args: ['Amir'] },
      { tool: 'send_sms', args: [['$1'], { has: ['late'] }] },
    ];
    const record = { id: 'a', now: '2026-11-20 10:15:00', query: 'Text Amir that I am late', plans: [plan] };
    writeFileSync(records, JSON.stringify(record));
    const { status, stdout, stderr } = await tinyagent(['eval', '--json', '--model', file, records], {
      state,
    });
    expect(stderr).toBe('');
    expect(status).toBe(0);
    const summary = JSON.parse(stdout) as { success: number; exact: number; promptTokens: number };
    expect(summary).toMatchObject({ requests: 1, success: 1, exact: 1 });
    expect(summary.promptTokens).toBeGreaterThan(1000); // this model's tokens are bytes
  });

  test('--show-prompt prints what it would be asked, with the user’s instructions, and how long that is', async () => {
    writeFileSync(join(state, 'settings.json'), '{"instructions": "sign off with Al"}');
    const { status, stdout, stderr } = await tinyagent(
      ['plan', '--show-prompt', '--now', '2026-11-20 10:15', '--model', file, 'Text Amir that I am late'],
      { state },
    );
    expect(stdout).toMatch(/^### Instruction:\n/);
    expect(stdout).toContain('- send_sms(recipients: list[str], message: str) -> str');
    expect(stdout).not.toContain('create_note');
    expect(stdout.match(/^Request: /gm)).toHaveLength(7);
    expect(stdout).toContain('The user always wants: sign off with Al');
    expect(stdout).toContain('It is now Friday, 2026-11-20 10:15:00.');
    expect(stdout).toMatch(/\n### Input:\nRequest: Text Amir that I am late\n\n### Response:\n\n$/);
    expect(stderr).toMatch(/^\d+ tokens\.\n$/);
    expect(status).toBe(0);
  });

  test('that is none is refused with a sentence', async () => {
    const { status, stderr } = await tinyagent(
      ['plan', '--model', join(state, 'nowhere.gguf'), 'Text Amir'],
      { state },
    );
    expect(stderr).toContain('nowhere.gguf cannot be read');
    expect(status).toBe(1);
  });
});

test('the embedded planner has no prompt to show, and says so', async () => {
  const { status, stderr, stdout } = await tinyagent(['plan', '--show-prompt', 'Text Amir'], { state });
  expect([status, stdout]).toEqual([1, '']);
  expect(stderr).toContain('reads the words of the request and no prompt');
});
