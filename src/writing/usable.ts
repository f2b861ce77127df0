import { fenceMark } from '../text/fence.ts';

/**
 * What a model wrote, when it can be used: without remarks before it, fences around it or a line for the subject.
 * Undefined when it is nothing, breaks off, goes round in circles, has blanks for the reader to fill in, lost a
 * number or a link of `gist`, or brought a link, an address or a long number that neither `gist` nor `known` has: so
 * nothing that somebody else's text smuggled in can be sent by mistake.
 */
export function usable(
  written: string,
  { gist, known, isCut }: { readonly gist: string; readonly known: string; readonly isCut: boolean },
): string | undefined {
  const text = bare(written);
  const source = `${gist}\n${known}`;
  const isBad =
    text === '' ||
    isCut ||
    isRepeating(text) ||
    hasBlanks(text, source) ||
    text
      .split('\n')
      .some((line) => line.startsWith(`${fenceMark} `) || /[<‹]\|.*\|[>›]|[<‹]\/?s[>›]|^###/.test(line)) ||
    exact(gist).some((part) => !text.includes(part)) ||
    isForeign(text, source);
  return isBad ? undefined : text;
}

/** Links, addresses and long numbers that the source does not have. */
export const isForeign = (text: string, source: string): boolean =>
  (text.match(reaching) ?? []).some((part) => !plain(source).includes(plain(part)));

const reaching =
  /\p{L}[\p{L}\p{N}+.-]*:\/\/[^\s)>\]]+|\bwww\.\S+|[^\s<(]+@[^\s>),]+|\b[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.(?:com|net|org|info|io|ru|cn|app|dev|example|link|top|xyz)\b|\+?\d(?:[\s().-]?\d){5,}/giu;

const plain = (text: string): string => text.toLowerCase().replace(/[\s().,;:!?-]/g, '');

/** What a writer has to keep to the letter: links, addresses, and numbers of two digits and more. */
const exact = (gist: string): string[] =>
  (gist.match(/\p{L}[\p{L}\p{N}+.-]*:\/\/\S+|\S+@\S+|\d[\d.,:/-]*\d/gu) ?? []).map((part) =>
    part.replace(/[.,;:!?)]+$/, ''),
  );

const bare = (written: string): string =>
  written
    .trim()
    .replace(/^```\w*\n([\s\S]*?)\n?```$/, '$1')
    .replace(
      /^(?:sure|certainly|of course|absolutely|okay|here(?: is|['’]s| are))\b[^\n]{0,100}[:!]\s*\n+/i,
      '',
    )
    .replace(/^subject:[^\n]*\n+/i, '')
    .replace(/^["“]([^"“”]*)["”]$/, '$1')
    .trim();

/** "[Your Name]", "{{date}}", "<name>". */
const hasBlanks = (text: string, source: string): boolean =>
  (
    text.match(
      /\[[^\]\n]*\p{L}[^\]\n]*\]|\{\{[^}\n]*\}\}|<(?:\p{L}+ )*(?:name|date|time|place|link|address|recipient|sender)>|_{4,}/giu,
    ) ?? []
  ).some((blank) => !source.includes(blank));

/** As many words in a row, again and again, are a model that does not come to an end. */
const run = { words: 6, times: 3 };

function isRepeating(text: string): boolean {
  const words = text.toLowerCase().split(/\s+/);
  const counts = new Map<string, number>();
  for (let at = 0; at + run.words <= words.length; at++) {
    const key = words.slice(at, at + run.words).join(' ');
    const count = (counts.get(key) ?? 0) + 1;
    if (count >= run.times) return true;
    counts.set(key, count);
  }
  return false;
}
