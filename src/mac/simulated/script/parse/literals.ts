import type { Expression } from '../ast.ts';

export function textLiteral(value: string): Expression {
  return { kind: 'literal', value: { type: 'text', value } };
}

export function integerLiteral(value: number): Expression {
  return { kind: 'literal', value: { type: 'integer', value } };
}

/** Names the language has for values. */
export const constants: Readonly<Record<string, Expression>> = {
  true: { kind: 'literal', value: { type: 'boolean', value: true } },
  false: { kind: 'literal', value: { type: 'boolean', value: false } },
  return: textLiteral('\r'),
  linefeed: textLiteral('\n'),
  tab: textLiteral('\t'),
  space: textLiteral(' '),
  quote: textLiteral('"'),
  pi: { kind: 'literal', value: { type: 'real', value: Math.PI } },
  minutes: integerLiteral(60),
  hours: integerLiteral(3600),
  days: integerLiteral(86_400),
  weeks: integerLiteral(604_800),
};
