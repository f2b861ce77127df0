import { type Argument, type Call, callsRead, isList, isText, type Text, text } from '../../../plan/call.ts';

/** The plan without a call and without those that read it, directly or not. */
export function withoutCall(calls: readonly Call[], id: number): Call[] {
  const gone = new Set([id]);
  return calls.filter((call) => {
    const goes = gone.has(call.id) || callsRead(call.args).some((read) => gone.has(read));
    if (goes) gone.add(call.id);
    return !goes;
  });
}

/**
 * The plan with one argument of one call written anew. `old` is that argument before it was edited, key by key: it
 * tells what can be typed there, and stays where what was typed is no such argument.
 */
export function withArgument(
  calls: readonly Call[],
  id: number,
  { at, typed, old }: { at: number; typed: string; old: Argument },
): Call[] {
  return calls.map((call) =>
    call.id === id
      ? {
          ...call,
          args: call.args.map((argument, index) => (index === at ? readTyped(typed, old) : argument)),
        }
      : call,
  );
}

/** An argument as it can be edited: results of other calls as `{1}`, the items of a list with commas between. */
export function editable(argument: Argument): string {
  if (isList(argument)) return argument.map(editableText).join(', ');
  return isText(argument) ? editableText(argument) : String(argument);
}

const editableText = ({ pieces }: Text): string =>
  pieces.map((piece) => (typeof piece === 'string' ? piece : `{${piece.call}}`)).join('');

function readTyped(typed: string, old: Argument): Argument {
  if (isList(old)) {
    return typed
      .split(',')
      .map((item) => item.trim())
      .filter((item) => item !== '')
      .map((item) => readText(item, old));
  }
  if (isText(old)) return readText(typed.trim(), [old]);
  if (typeof old === 'boolean') return /^(?:true|yes|on|1)$/i.test(typed.trim());
  const number = Number(typed);
  return typed.trim() !== '' && Number.isFinite(number) ? number : old;
}

/** `{1}` stands for the result of call 1 only where that result stood before: typing cannot invent a reference. */
function readText(typed: string, old: readonly Text[]): Text {
  const known = new Set(
    old.flatMap(({ pieces }) => pieces.flatMap((piece) => (typeof piece === 'string' ? [] : [piece.call]))),
  );
  const pieces = typed.split(/(\{\d+\})/).map((piece) => {
    const call = Number(/^\{(\d+)\}$/.exec(piece)?.[1]);
    return known.has(call) ? { call } : piece;
  });
  return text(...pieces);
}
