import type { Comparison } from '../../values.ts';
import type { TokenStream } from './token-stream.ts';

/** Takes a comparison in signs or words. `opposite`: it holds where `op` does not. */
export function takeComparison(stream: TokenStream): { op: Comparison; opposite: boolean } | undefined {
  const token = stream.peek();
  const symbol = token.type === 'symbol' ? comparisonSymbols[token.value] : undefined;
  if (symbol !== undefined) {
    stream.next();
    return { op: symbol, opposite: false };
  }
  for (const [words, op, opposite] of comparisons) if (stream.take(...words)) return { op, opposite };
  return undefined;
}

/** Longest first. `true`: the operator is the opposite of what is named. */
const comparisons: readonly (readonly [readonly string[], Comparison, boolean])[] = [
  [['is', 'not', 'greater', 'than', 'or', 'equal', 'to'], '≥', true],
  [['is', 'greater', 'than', 'or', 'equal', 'to'], '≥', false],
  [['is', 'less', 'than', 'or', 'equal', 'to'], '≤', false],
  [['is', 'not', 'contained', 'by'], 'is in', true],
  [['is', 'not', 'equal', 'to'], '≠', false],
  [['does', 'not', 'start', 'with'], 'begins with', true],
  [['does', 'not', 'begin', 'with'], 'begins with', true],
  [['does', 'not', 'end', 'with'], 'ends with', true],
  [['is', 'not', 'greater', 'than'], '>', true],
  [['is', 'not', 'less', 'than'], '<', true],
  [['does', 'not', 'contain'], 'contains', true],
  [['does', 'not', 'equal'], '≠', false],
  [['is', 'contained', 'by'], 'is in', false],
  [['is', 'greater', 'than'], '>', false],
  [['is', 'less', 'than'], '<', false],
  [['is', 'equal', 'to'], '=', false],
  [['is', 'not', 'in'], 'is in', true],
  [['does', 'not', 'come', 'before'], '<', true],
  [['does', 'not', 'come', 'after'], '>', true],
  [['comes', 'before'], '<', false],
  [['comes', 'after'], '>', false],
  [['starts', 'with'], 'begins with', false],
  [['start', 'with'], 'begins with', false],
  [['begins', 'with'], 'begins with', false],
  [['begin', 'with'], 'begins with', false],
  [['ends', 'with'], 'ends with', false],
  [['end', 'with'], 'ends with', false],
  [['is', 'not'], '≠', false],
  [['is', 'in'], 'is in', false],
  [['contains'], 'contains', false],
  [['contain'], 'contains', false],
  [['equals'], '=', false],
  [['isn', 't'], '≠', false],
  [['is'], '=', false],
];

const comparisonSymbols: Readonly<Record<string, Comparison>> = {
  '=': '=',
  '≠': '≠',
  '/=': '≠',
  '<': '<',
  '>': '>',
  '≤': '≤',
  '<=': '≤',
  '≥': '≥',
  '>=': '≥',
};
