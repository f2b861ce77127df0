import { parameters, type Tool } from '../tools/tool.ts';
import { type Argument, type Call, isList, isText, type Plan, type Text } from './call.ts';

/** Ends every plan; published models write it and stop there. */
export const endOfPlan = '<END_OF_PLAN>';

/** A call in the plan language, without its number: `send_sms(["$1"], "late")`. */
export const formatCall = ({ tool, args }: Call): string => `${tool}(${args.map(formatArgument).join(', ')})`;

/** A whole plan in the plan language, one numbered call a line, `join()` last. */
export function formatPlan(plan: Plan): string {
  const lines = plan.map((call) => `${call.id}. ${formatCall(call)}`);
  return [...lines, `${(plan.at(-1)?.id ?? 0) + 1}. join()${endOfPlan}`].join('\n');
}

function formatArgument(argument: Argument): string {
  if (isList(argument)) return `[${argument.map(formatText).join(', ')}]`;
  if (isText(argument)) return formatText(argument);
  return typeof argument === 'boolean' ? (argument ? 'True' : 'False') : String(argument);
}

/** Quotes, backslashes and control characters are escaped as in Python, a literal `$` before a digit as `\$`. */
function formatText({ pieces }: Text): string {
  const written = pieces.map((piece, index) => {
    if (typeof piece === 'string')
      return piece.replace(/["\\]|\$(?=\{?\d)|[\u0000-\u001f\u007f\u2028\u2029]/g, escaped);
    const next = pieces[index + 1];
    // a digit right after $1 would read as $10
    return typeof next === 'string' && /^\d/.test(next) ? `\${${piece.call}}` : `$${piece.call}`;
  });
  return `"${written.join('')}"`;
}

const named: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function escaped(character: string): string {
  if (character === '"' || character === '\\' || character === '$') return `\\${character}`;
  return named[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** The signature as models read it: `open_note(name: str, folder: str) -> str`. */
export function formatSignature(tool: Tool): string {
  const written = parameters(tool).map(({ name, type }) => `${name}: ${pythonTypes[type]}`);
  return `${tool.name}(${written.join(', ')}) -> str`;
}

const pythonTypes = { string: 'str', list: 'list[str]', number: 'int', boolean: 'bool' } as const;
