import { type GraphNode, isomorphism } from './graph.ts';
import type { GoldArgument, GoldCall, GoldItem, PlainCall } from './record.ts';

/** The paper's metric: the call graph is isomorphic to a gold plan's. Arguments do not count. */
export const success = (plan: readonly PlainCall[], golds: readonly (readonly GoldCall[])[]): boolean =>
  golds.some((gold) => isomorphism(goldGraph(gold), planGraph(plan)) !== undefined);

/** Success, and under some isomorphism every argument is right. */
export const exact = (plan: readonly PlainCall[], golds: readonly (readonly GoldCall[])[]): boolean =>
  golds.some(
    (gold) =>
      isomorphism(goldGraph(gold), planGraph(plan), (mapping) =>
        gold.every((call, index) => {
          const planned = plan[mapping[index] ?? -1];
          return (
            planned !== undefined &&
            call.args.length === planned.args.length &&
            call.args.every((argument, at) => argumentMatches(argument, planned.args[at] ?? '', mapping))
          );
        }),
      ) !== undefined,
  );

const planGraph = (plan: readonly PlainCall[]): GraphNode[] =>
  plan.map(({ tool, args }, index) => ({ label: tool, reads: references(args.flat().map(String), index) }));

const goldGraph = (gold: readonly GoldCall[]): GraphNode[] =>
  gold.map(({ tool, args }, index) => ({ label: tool, reads: references(args.flatMap(goldStrings), index) }));

/** Every string a gold argument may hold; a key word or an alternative that is `$n` is a reference. */
function goldStrings(argument: GoldArgument): string[] {
  if (Array.isArray(argument)) return argument.flatMap(goldStrings);
  if (typeof argument !== 'object') return [String(argument)];
  return 'has' in argument ? argument.has : argument.any.map(String);
}

/** Indexes of the calls that `$n` in these strings name; a `\$`, and n that is no earlier call, is text. */
function references(strings: readonly string[], index: number): number[] {
  const found = strings.flatMap((value) =>
    [...value.matchAll(reference)].map((match) => Number(match[1] ?? match[2]) - 1),
  );
  return [...new Set(found)].filter((read) => read >= 0 && read < index);
}

const reference = /(?<!\\)\$(?:(\d+)|\{(\d+)\})/g;

function argumentMatches(
  gold: GoldArgument,
  planned: PlainCall['args'][number],
  mapping: readonly number[],
): boolean {
  if (!Array.isArray(gold)) {
    if (typeof gold === 'object' && 'has' in gold && gold.has.length === 0) return true;
    return Array.isArray(planned)
      ? planned.length === 1 && itemMatches(gold, planned[0] ?? '', mapping)
      : itemMatches(gold, planned, mapping);
  }
  const items = Array.isArray(planned) ? [...planned] : planned === '' ? [] : [String(planned)];
  if (items.length !== gold.length) return false;
  return gold.every((one) => {
    const at = items.findIndex((candidate) => itemMatches(one, candidate, mapping));
    if (at >= 0) items.splice(at, 1);
    return at >= 0;
  });
}

function itemMatches(
  gold: GoldItem,
  planned: string | number | boolean,
  mapping: readonly number[],
): boolean {
  if (typeof gold === 'object') {
    if ('any' in gold) return gold.any.some((literal) => itemMatches(literal, planned, mapping));
    return gold.has.every((word) => containsKeyWord(String(planned), word, mapping));
  }
  if (typeof gold !== 'string' || typeof planned !== 'string') return gold === planned;
  const wanted = translated(gold, mapping);
  return (
    canonical(planned) === canonical(wanted) ||
    sameNumber(planned, wanted) ||
    withoutExtension(planned, wanted)
  );
}

/** Gold references rewritten to the numbers the plan gave those calls. */
const translated = (gold: string, mapping: readonly number[]): string =>
  gold.replace(reference, (_, plain, braced) => `$${(mapping[Number(plain ?? braced) - 1] ?? -1) + 1}`);

const timeOfDay = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(?::\d\d)?$/;

/** Case, outer punctuation, `my` and `the`, and the seconds of a date do not count. */
function canonical(value: string): string {
  const date = timeOfDay.exec(value.trim());
  if (date !== null) return `${date[1]} ${date[2]}`;
  return value
    .normalize('NFC')
    .replaceAll('’', "'")
    .toLowerCase()
    .replace(/^[^\p{L}\p{N}$]+|[^\p{L}\p{N}]+$/gu, '')
    .replace(/^(?:(?:my|the)\s+)+/, '')
    .replace(/\s+/g, ' ');
}

function sameNumber(a: string, b: string): boolean {
  const looksLikeNumber = (value: string) => /^[+\d][\d\s().-]{4,}$/.test(value.trim());
  return looksLikeNumber(a) && looksLikeNumber(b) && a.replace(/\D/g, '') === b.replace(/\D/g, '');
}

function withoutExtension(a: string, b: string): boolean {
  const stem = (value: string) => canonical(value).replace(/\.[a-z0-9]{1,5}$/, '');
  const extended = (value: string) => /\.[a-z0-9]{1,5}$/i.test(value);
  return extended(a) !== extended(b) && stem(a) === stem(b);
}

/** Whether the words of `keyWord` stand in the text in a row, stem by stem; `$n` must be that reference. */
function containsKeyWord(value: string, keyWord: string, mapping: readonly number[]): boolean {
  const name = /^\$(\d+)$/.exec(keyWord);
  if (name !== null) {
    const id = (mapping[Number(name[1]) - 1] ?? -1) + 1;
    return [...value.matchAll(reference)].some((match) => Number(match[1] ?? match[2]) === id);
  }
  const [text, wanted] = [stems(value), stems(keyWord)];
  if (canonical(value).includes(canonical(keyWord))) return true;
  return text.some((_, at) => wanted.every((stem, offset) => sameStem(text[at + offset] ?? '', stem)));
}

const stems = (value: string): string[] =>
  value
    .toLowerCase()
    .replaceAll('’', "'")
    .match(/[\p{L}\p{N}']+/gu) ?? [];

/** Two forms of one word: one begins with the other but for an ending of three letters, of words of three or more. */
function sameStem(a: string, b: string): boolean {
  if (a === b) return true;
  const shared = [...a].findIndex((letter, index) => letter !== b[index]);
  const common = shared < 0 ? a.length : shared;
  return (
    common >= 3 && Math.max(a.length, b.length) - common <= 3 && common >= Math.min(a.length, b.length) - 1
  );
}
