/** A word as it was transcribed, its punctuation apart: `“Sid,` is `“`, `Sid`, `,`. */
export interface Word {
  readonly lead: string;
  readonly core: string;
  readonly trail: string;
}

export function wordsOfSpeech(text: string): Word[] {
  return text
    .replace(/[‘’]/g, "'")
    .replace(/(?<!\p{L})([ap])\.\s?m\b\.?/giu, '$1m')
    .split(/\s+/)
    .flatMap((token) => {
      const [, lead = '', core = '', trail = ''] =
        /^([^\p{L}\p{N}$+@]*)(.*?)([^\p{L}\p{N}%]*)$/u.exec(token) ?? [];
      return core === '' && lead + trail === '' ? [] : [{ lead, core, trail }];
    });
}

export const plainWord = (core: string): Word => ({ lead: '', core, trail: '' });

export const textOfWords = (words: readonly Word[]): string =>
  words.map(({ lead, core, trail }) => lead + core + trail).join(' ');

/** Lower case; "" beyond the end. */
export const lower = (words: readonly Word[], at: number): string => words[at]?.core.toLowerCase() ?? '';

/** What stands for several words: the first's opening and the last's closing punctuation around it. */
export const inPlaceOf = (words: readonly Word[], core: string): Word => ({
  lead: words[0]?.lead ?? '',
  core,
  trail: words.at(-1)?.trail ?? '',
});
