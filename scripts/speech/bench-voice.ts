/**
 * Measures the way from the key to the first call, in Chromium with a microphone that plays espeak-ng:
 *   npm run bench:voice -- 10
 * The speech models are scripted ones, so what a real model computes comes on top of "end of speech to text".
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { planOnly } from '../../src/assist.ts';
import { table } from '../../src/cli/bench.ts';
import { openModels, planDeps } from '../../src/cli/way-in.ts';
import { type Measurement, measurement } from '../../src/evaluation/measure.ts';
import { readSpeech } from '../../src/request/speech.ts';
import { readWav } from '../../src/runtime/speech/read-wav.ts';
import { openVoice } from '../../src/runtime/speech/voice-model.ts';
import { say } from '../../tests/helpers/espeak.ts';
import { openVoicePage } from '../../tests/helpers/voice-page.ts';
import { joinedAudio, wav } from '../../tests/helpers/wav.ts';
import { makeScriptedWhisper } from './make-scripted-whisper.ts';

const runs = Number(process.argv[2] ?? 10);
const sentence = "text lutfi that I'm running ten minutes late";
const folder = mkdtempSync(join(tmpdir(), 'tinyagent-'));
const signal = new AbortController().signal;
try {
  const microphone = join(folder, 'microphone.wav');
  const spoken = readWav(say(join(folder, 'said.wav'), sentence));
  writeFileSync(microphone, wav([joinedAudio(spoken, new Float32Array(16_000 * 30))]));
  const models = makeScriptedWhisper(folder, sentence);
  const planner = await openModels();
  const firstSample: number[] = [];
  const all: Measurement[] = [];
  const reading: number[] = [];
  const firstCall: number[] = [];
  for (const [name, path] of Object.entries(models)) {
    const transcriber = await openVoice(path);
    await transcriber.warm({ signal });
    const toText: number[] = [];
    for (let run = 0; run < runs; run++) {
      const page = await openVoicePage({ microphone: { file: microphone } });
      await page.start();
      firstSample.push((await page.event('listening')).preRollMs);
      setTimeout(() => void page.finish(), (1000 * spoken.length) / 16_000 + 200);
      let text = '';
      for await (const event of transcriber.transcribe(page.frames(), { signal })) {
        text = event.text;
        if (event.type === 'final') toText.push(event.timings.afterEndMs);
      }
      await page.close();
      const begun = performance.now();
      const request = { query: readSpeech(text, { names: ['Lutfi Erdem'] }).text, now: new Date() };
      reading.push(performance.now() - begun);
      firstCall.push((await planOnly(request, planDeps(planner, signal))).firstCallMs ?? Number.NaN);
    }
    await transcriber.dispose();
    all.push(measurement(`end of recording to text, scripted, ${name}`, 'ms', toText));
  }
  await planner.close();
  process.stdout.write(
    table([
      measurement('key to first sample', 'ms', firstSample),
      ...all,
      measurement('text to request', 'ms', reading),
      measurement('request to first call', 'ms', firstCall),
    ]),
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
