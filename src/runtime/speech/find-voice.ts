import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { offeredVoice, voices } from './voices.ts';

/**
 * Where the voice model is: where TINYAGENT_VOICE says, beside the other models, or as it was downloaded into
 * `downloads`. Undefined when there is none.
 */
export function findVoice({ models, downloads }: { models: string; downloads: string }): string | undefined {
  const override = process.env.TINYAGENT_VOICE;
  if (override !== undefined && override !== '') return override;
  return [join(models, 'voice'), join(downloads, offered().file)].find((place) => existsSync(place));
}

/** How to get the voice that is offered, in sentences. */
export function howToGetVoice(downloads: string): string {
  const { repository, file, mebibytes } = offered();
  return `To speak, TinyAgent needs a voice model. Download ${file} (${mebibytes} MB) from huggingface.co/${repository} into ${downloads}, or set TINYAGENT_VOICE to a Whisper model of whisper.cpp.`;
}

function offered(): (typeof voices)[number] {
  const voice = voices.find(({ id }) => id === offeredVoice);
  if (voice === undefined) throw new Error('The voice that is offered is none of those there are.');
  return voice;
}
