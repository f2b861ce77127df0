import { dropFillers } from './speech/drop-fillers.ts';
import { type HeardName, namesBySound } from './speech/names-by-sound.ts';
import { applyCorrections } from './speech/self-corrections.ts';
import { sentenceForm } from './speech/sentence-form.ts';
import { wordsOfSpeech } from './speech/words.ts';
import { writeForms } from './speech/written-forms.ts';

/** A request as it was meant, and the names in it that were not spelled as Contacts has them. */
export interface SpokenRequest {
  readonly text: string;
  readonly names: readonly HeardName[];
}

/**
 * Makes the sentence somebody would have typed of a transcript: fillers and what the speaker took back are dropped,
 * numbers, times and addresses written out, names put into the spelling of `names` (those in Contacts). Text that
 * was written so already stays as it is.
 */
export function readSpeech(
  transcript: string,
  { names = [] }: { names?: readonly string[] } = {},
): SpokenRequest {
  const said = applyCorrections(dropFillers(wordsOfSpeech(transcript)));
  const named = namesBySound(writeForms(said), names);
  return { text: sentenceForm(named.words), names: named.heard };
}

/** The request once the user said who was meant by a name that was not sure. */
export const withName = (text: string, { heard }: HeardName, name: string): string =>
  text.replace(heard, () => name);
