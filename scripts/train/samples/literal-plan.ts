import type { Call } from '../../../src/plan/call.ts';
import { parsePlan } from '../../../src/plan/parse.ts';
import type { GoldArgument, GoldItem, PlanRecord } from '../../../src/plan/record.ts';
import { tools } from '../../../src/tools/index.ts';

/**
 * The first gold plan of a record as calls, or undefined when it leaves words open (key words), so that there is no
 * one text to learn. Throws Error on a plan that does not parse.
 */
export function literalPlan({ id, plans }: PlanRecord): Call[] | undefined {
  const gold = plans[0] ?? [];
  const lines: string[] = [];
  for (const [index, { tool, args }] of gold.entries()) {
    const written = args.map(writtenArgument);
    if (written.includes(undefined)) return undefined;
    lines.push(`${index + 1}. ${tool}(${written.join(', ')})`);
  }
  const { calls, errors } = parsePlan(lines.join('\n'), tools);
  if (errors[0] !== undefined) throw new Error(`The plan of record ${id} is not right: ${errors[0].message}`);
  return calls;
}

function writtenArgument(argument: GoldArgument): string | undefined {
  if (!Array.isArray(argument)) return writtenItem(argument);
  const items = argument.map(writtenItem);
  return items.includes(undefined) ? undefined : `[${items.join(', ')}]`;
}

function writtenItem(item: GoldItem): string | undefined {
  if (typeof item === 'object') return 'any' in item ? writtenItem(item.any[0] ?? '') : undefined;
  if (typeof item === 'boolean') return item ? 'True' : 'False';
  // in a record \$ is a dollar sign that is text already, as in the plan language
  return typeof item === 'number' ? String(item) : JSON.stringify(item).replaceAll('\\\\$', '\\$');
}
