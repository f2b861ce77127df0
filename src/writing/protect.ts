/** Stand-ins for what must not be changed: private-use characters, one for each span. */
const firstLiteral = 0xe000;
const firstQuote = 0xf000;
/** A text has at most so many of either kind; one with more is left alone. */
const mostSpans = 0x0800;

/** Quoted words, in any quotes but apostrophes inside words. */
const quoted =
  /“[^”]*”|"[^"]*"|«[^»]*»|„[^“”]*[“”]|‘[^’]*’(?!\p{L})|(?<![\p{L}\p{N}])'[^']+'(?![\p{L}\p{N}])/u;
/** Code, links, addresses, tags, and whatever holds a mark between letters or digits: file names, paths, versions, times. */
const literal =
  /`[^`]*`|\p{L}[\p{L}\p{N}+.-]*:\/\/\S+|[@#][\p{L}\p{N}][\p{L}\p{N}_-]*|[^\s“”"‘’]*[\p{L}\p{N}][_/\\.@#:=+&][\p{L}\p{N}][^\s“”"‘’]*/u;
const spans = new RegExp(`(?<quote>${quoted.source})|(?<literal>${literal.source})`, 'gu');

/** A stand-in for a link, a name of a file, code. */
export const isLiteral = (mark: string): boolean => /^[\ue000-\ue7ff]$/.test(mark);
/** A stand-in for quoted words. */
export const isQuote = (mark: string): boolean => /^[\uf000-\uf7ff]$/.test(mark);

/**
 * Rewrites a text but for what is quoted in it and what is no plain word (links, addresses, file names, code): for
 * `rewrite` each of these is one character that is neither letter nor blank. A text that holds such characters of
 * its own, or quotes that do not close, is returned as it is.
 */
export function protecting(text: string, rewrite: (open: string) => string): string {
  if (/[\ue000-\uf8ff]/.test(text)) return text;
  const kept = new Map<string, string>();
  let literals = firstLiteral;
  let quotes = firstQuote;
  const open = text.replace(spans, (span, ...rest) => {
    const { quote } = rest.at(-1) as { quote?: string };
    const end = quote === undefined ? (/[.,;:!?)\]]+$/.exec(span)?.[0] ?? '') : '';
    const mark = String.fromCharCode(quote === undefined ? literals++ : quotes++);
    kept.set(mark, span.slice(0, span.length - end.length));
    return mark + end;
  });
  if (kept.size > mostSpans || /["“”«»„`]/.test(open)) return text;
  return rewrite(open).replace(/[\ue000-\uf7ff]/g, (mark) => kept.get(mark) ?? mark);
}
