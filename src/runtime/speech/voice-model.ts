import { open, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { assertWhole, installedModel } from '../installed.ts';
import { loadManifest, ModelError, modelFileSchema } from '../manifest.ts';
import { createTranscriber } from './create-transcriber.ts';
import type { VoiceModel } from './engine-messages.ts';
import { createEngineProcess, type EngineChild } from './engine-process.ts';
import type { VoiceLanguage } from './languages.ts';
import type { Transcriber } from './transcriber.ts';
import { offeredVoice, voiceEntry } from './voices.ts';

/** The manifest of a voice model's folder: a GGML file for whisper.cpp, or an ONNX folder for transformers.js. */
export const voiceManifestSchema = z.object({
  role: z.literal('voice'),
  name: z.string().min(1),
  licence: z.string().min(1),
  engine: z.enum(['whisper.cpp', 'transformers.js']),
  files: z.array(modelFileSchema).min(1),
});

/**
 * Opens the voice model at a path: the folder of a downloaded one, a folder with a manifest, or a GGML file of
 * whisper.cpp. The model itself is loaded when it is first needed, in a process that `startProcess` starts, which ends
 * `idleMs` after it was used last. `language`: what a multilingual one listens for. Throws ModelError when there is none
 * or it is of another kind.
 */
export async function openVoice(
  path: string,
  {
    language = 'en',
    ...options
  }: { startProcess?: () => EngineChild; idleMs?: number; language?: VoiceLanguage } = {},
): Promise<Transcriber & { readonly isMultilingual: boolean }> {
  const { isMultilingual, model } = await voiceModel(path, language);
  return { ...createTranscriber(createEngineProcess(model, options)), isMultilingual };
}

interface OpenableVoice {
  readonly model: VoiceModel;
  readonly isMultilingual: boolean;
}

async function voiceModel(path: string, language: VoiceLanguage): Promise<OpenableVoice> {
  if (await isFile(path)) return whisperCpp(path, language);
  const { engine, files } = (await downloaded(path)) ?? (await loadManifest(path, voiceManifestSchema));
  if (engine === 'whisper.cpp') {
    return whisperCpp(join(path, files[0]?.file ?? ''), language);
  }
  const isQuantised = files.some(({ file }) => file.endsWith('_quantized.onnx'));
  return { model: { engine, path, dtype: isQuantised ? 'q8' : 'fp32' }, isMultilingual: false };
}

/** What pullModel recorded of a voice; undefined where the folder is no download. */
async function downloaded(
  path: string,
): Promise<Pick<z.infer<typeof voiceManifestSchema>, 'engine' | 'files'> | undefined> {
  const folder = resolve(path);
  const id = basename(folder);
  const voice = voiceEntry(id);
  const installed = voice === undefined ? undefined : await installedModel(dirname(folder), id);
  if (voice === undefined || installed === undefined) return undefined;
  await assertWhole(installed).catch((cause: unknown) => {
    throw new ModelError(
      `The voice ${voice.name} is damaged. Download it again: in Settings › Voice, or with tinyagent models pull ${id}`,
      { cause },
    );
  });
  return { engine: voice.engine, files: installed.files };
}

const isFile = async (path: string): Promise<boolean> => {
  try {
    return (await stat(path)).isFile();
  } catch (cause) {
    throw new ModelError(
      `There is no voice model at ${path}. Download one: tinyagent models pull ${offeredVoice.id}`,
      { cause },
    );
  }
};

/** The model in a file, once that begins as whisper.cpp's do: with its magic number and how many tokens there are. */
async function whisperCpp(path: string, language: VoiceLanguage): Promise<OpenableVoice> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(8), 0, 8, 0);
    if (bytesRead === 8 && buffer.readUInt32LE(0) === ggmlMagic) {
      const isMultilingual = buffer.readInt32LE(4) >= multilingualTokens;
      return {
        model: { engine: 'whisper.cpp', path, language: isMultilingual ? language : 'en' },
        isMultilingual,
      };
    }
  } finally {
    await file.close();
  }
  throw new ModelError(`${path} is no Whisper model in whisper.cpp's format. Download it again.`);
}

/** "ggml" */
const ggmlMagic = 0x67676d6c;
/** Multilingual Whispers have at least so many, English ones fewer: whisper.cpp tells them apart by it. */
const multilingualTokens = 51_865;
