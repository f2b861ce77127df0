/**
 * Writes two voice models that hear one sentence whatever is said, one for each engine, to try and test the way
 * from the microphone to the plan without weights:
 *   npx tsx scripts/speech/make-scripted-whisper.ts FOLDER "Text Amir that I'm late"
 *   TINYAGENT_VOICE=FOLDER/whisper-cpp npm run ask -- --audio recording.wav
 */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { scriptedGgml } from './scripted-ggml.ts';
import { scriptedOnnx } from './scripted-onnx.ts';

/** Writes `whisper-cpp/` and `transformers/` into a folder, each with its manifest. */
export function makeScriptedWhisper(
  folder: string,
  sentence: string,
): { whisperCpp: string; transformers: string } {
  const whisperCpp = join(folder, 'whisper-cpp');
  const transformers = join(folder, 'transformers');
  write(whisperCpp, 'whisper.cpp', new Map([['ggml-scripted.bin', scriptedGgml(sentence)]]));
  write(transformers, 'transformers.js', scriptedOnnx(sentence));
  return { whisperCpp, transformers };
}

function write(folder: string, engine: string, files: ReadonlyMap<string, Uint8Array | string>): void {
  const listed = [...files].map(([file, content]) => {
    const path = join(folder, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    const sha256 = createHash('sha256').update(content).digest('hex');
    return { file, sha256, bytes: Buffer.byteLength(content) };
  });
  const manifest = { role: 'voice', name: 'scripted', licence: 'MIT', engine, files: listed };
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest, null, 2));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [folder, sentence] = process.argv.slice(2);
  if (folder === undefined || sentence === undefined) throw new Error('Give a folder and a sentence.');
  makeScriptedWhisper(folder, sentence);
}
