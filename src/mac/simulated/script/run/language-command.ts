import { setTimeout as sleep } from 'node:timers/promises';
import type { Value } from '../../values.ts';
import type { Expression } from '../ast.ts';
import { coerce, toNumber, toText } from '../coerce.ts';
import { boolean, integer, list, missing, text } from '../values.ts';
import { evaluate, reach } from './evaluate.ts';
import type { Scope } from './scope.ts';

/** Commands that are the language's own, or need no app; undefined for the others. */
export async function languageCommand(
  expression: Extract<Expression, { kind: 'command' }>,
  scope: Scope,
): Promise<Value | undefined> {
  const { name } = expression;
  const direct = async (): Promise<Value> =>
    expression.direct === undefined ? missing : evaluate(expression.direct, scope);
  switch (name) {
    case 'current date':
      return { type: 'date', value: new Date(scope.run.machine.now()) };
    case 'delay':
      await sleep(1000 * toNumber(await direct()), undefined, { signal: scope.run.signal }).catch(() =>
        scope.run.signal.throwIfAborted(),
      );
      return missing;
    case 'posix file':
      return { type: 'file', kind: 'file', posixPath: toText(await direct()) };
    case 'posix path': {
      const file = coerce(await direct(), 'file', '');
      return text(file.type === 'file' ? file.posixPath : toText(file));
    }
    case 'character id': {
      const points = await direct();
      const all = points.type === 'list' ? points.items : [points];
      return text(String.fromCodePoint(...all.map(toNumber)));
    }
    case 'offset': {
      const whole = expression.parameters.find(([label]) => label === 'in')?.[1];
      const sought = toText(await direct());
      const all = whole === undefined ? '' : toText(await evaluate(whole, scope));
      const at = scope.ignoring.case ? all.toLowerCase().indexOf(sought.toLowerCase()) : all.indexOf(sought);
      return integer(at < 0 ? 0 : [...all.slice(0, at)].length + 1);
    }
    case 'run script': {
      const given = expression.parameters.find(([label]) => label === 'with parameters')?.[1];
      const parameters = given === undefined ? list([]) : coerce(await evaluate(given, scope), 'list', '');
      return (
        (await scope.run.runSource(
          toText(await direct()),
          parameters.type === 'list' ? parameters.items : [],
        )) ?? missing
      );
    }
    case 'count': {
      const counted = expression.direct === undefined ? missing : await reach(expression.direct, scope);
      if (counted.type === 'list') return integer(counted.items.length);
      if (counted.type === 'text') return integer([...counted.value].length);
      if (counted.type === 'record') return integer(counted.fields.size);
      return undefined;
    }
    case 'exists': {
      const sought = expression.direct === undefined ? missing : await reach(expression.direct, scope);
      return sought.type === 'reference' ? undefined : boolean(sought.type !== 'missing value');
    }
    default:
      return undefined;
  }
}
