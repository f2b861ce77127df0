import { type Parameter, parameters, type Tool } from '../tools/tool.ts';
import { mostCalls } from './compact/vocabulary.ts';

/**
 * A GBNF grammar (llama.cpp) of the plans that can be written with these tools: no other tool, every argument in its
 * place and of its type, calls numbered in a row, references only to earlier calls, `join()` last. Line k has rules
 * of its own, since what it may refer to grows with k.
 */
export function planGrammar(tools: readonly Tool[]): string {
  const lines: string[] = ['root ::= line1'];
  for (let line = 1; line <= mostCalls; line++) {
    const after = line === mostCalls ? `${quoted(`${line + 1}. `)} join` : `line${line + 1}`;
    lines.push(`line${line} ::= ${quoted(`${line}. `)} ( join | call${line} "\\n" ${after} )`);
    lines.push(`call${line} ::= ${tools.map((tool) => callRule(tool, line)).join(' | ')}`);
    lines.push(...textRules(line));
  }
  lines.push(
    `join ::= "join()" "<END_OF_PLAN>"`,
    `number ::= [0-9] [0-9]? [0-9]? [0-9]?`,
    `bool ::= "True" | "False"`,
  );
  lines.push(`transport ::= "\\"d\\"" | "\\"w\\"" | "\\"r\\""`);
  return `${lines.join('\n')}\n`;
}

function callRule(tool: Tool, line: number): string {
  const args = parameters(tool).map((parameter) => argumentRule(parameter, line));
  return `${quoted(`${tool.name}(`)} ${args.join(' ", " ')} ")"`;
}

function argumentRule({ type, kind }: Parameter, line: number): string {
  switch (type) {
    case 'list':
      return `list${line}`;
    case 'number':
      return 'number';
    case 'boolean':
      return 'bool';
    case 'string':
      return kind === 'transport' ? 'transport' : `text${line}`;
    default:
      return type satisfies never;
  }
}

/**
 * Text in quotes. A dollar sign is written `\$`, or begins the number of an earlier call; a reference of one digit
 * is followed by no other digit, so `$1` on line 3 cannot grow into `$12`.
 */
function textRules(line: number): string[] {
  const plain = '[^"\\\\$\\x00-\\x1f]';
  const escaped = '"\\\\" ["\\\\$nrt\']';
  const part = `part${line} ::= ${plain} | ${escaped}`;
  const numbers = Array.from({ length: line - 1 }, (_, index) => index + 1);
  const braced = numbers.map((number) => quoted(`\${${number}}`));
  const bare = numbers.map((number) => quoted(`$${number}`)).join(' | ');
  const afterBare = '[^"\\\\$0-9\\x00-\\x1f]';
  const body =
    line === 1
      ? `body1 ::= part1*`
      : `body${line} ::= ( part${line} | ${braced.join(' | ')} )* ( ( ${bare} )+ ( ( ${afterBare} | ${escaped} | ${braced.join(' | ')} ) ( part${line} | ${braced.join(' | ')} )* )? )*`;
  return [
    part,
    body,
    `text${line} ::= "\\"" body${line} "\\""`,
    `list${line} ::= "[" ( text${line} ( ", " text${line} )* )? "]"`,
  ];
}

const quoted = (text: string): string => `"${text.replace(/["\\]/g, (character) => `\\${character}`)}"`;
