import { createRequire } from 'node:module';
import { threads } from '../llama.ts';
import { pcm16 } from './audio.ts';
import type { Recognise } from './engine-messages.ts';
import type { VoiceLanguage } from './languages.ts';

/** What is used of @fugood/whisper.node, whose own types are sources that do not pass a strict compiler. */
interface WhisperNode {
  initWhisper(options: { filePath: string; useGpu: boolean }): Promise<{
    transcribeData(
      pcm: ArrayBuffer,
      options: {
        language: string;
        maxThreads: number;
        temperature: number;
        prompt?: string;
      },
    ): { promise: Promise<{ result: string }> };
  }>;
}

/** Loads a GGML file under whisper.cpp. A running job cannot be stopped (`stop()` never settles it): end the process. */
export async function openWhisperCpp(path: string, language: VoiceLanguage): Promise<Recognise> {
  const { initWhisper } = createRequire(import.meta.url)('@fugood/whisper.node') as WhisperNode;
  const context = await initWhisper({ filePath: path, useGpu: process.platform === 'darwin' });
  return async (samples, { prompt }) => {
    const { promise } = context.transcribeData(pcm16(samples).buffer as ArrayBuffer, {
      language,
      maxThreads: threads(),
      temperature: 0,
      ...(prompt === '' ? {} : { prompt }),
    });
    return (await promise).result;
  };
}
