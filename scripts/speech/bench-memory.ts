/**
 * Measures the memory of the speech process with a model of Whisper base's size, scripted: loaded, while it hears, and
 * once it was idle (Linux and macOS: `ps`).
 *   npx tsx scripts/speech/bench-memory.ts
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createEngineProcess } from '../../src/runtime/speech/engine-process.ts';
import { voice } from '../../tests/helpers/wav.ts';
import { baseSize, scriptedGgml } from './scripted-ggml.ts';

const idleMs = 500;
const { signal } = new AbortController();
const folder = mkdtempSync(join(tmpdir(), 'tinyagent-'));
const path = join(folder, 'ggml-base-size.bin');
writeFileSync(path, scriptedGgml('text amir', baseSize));
const engine = createEngineProcess({ engine: 'whisper.cpp', path, language: 'en' }, { idleMs });
try {
  await engine.load({ signal });
  tell('loaded');
  await engine.recognise(voice({ ms: 2000 }), { signal, prompt: '' });
  tell('has heard two seconds');
  await sleep(2 * idleMs);
  tell('idle');
} finally {
  await engine.dispose();
  rmSync(folder, { recursive: true, force: true });
}

function tell(when: string): void {
  const pid = engine.pid();
  const kibibytes =
    pid === undefined
      ? 0
      : Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' }));
  process.stdout.write(`${when}: ${Math.round((kibibytes * 1024) / 1e6)} MB\n`);
}
