import { bestRanked } from './best-ranked.ts';
import { fitOf } from './match.ts';
import { didYouMean, nearMisses } from './near-misses.ts';
import { isNotEmpty, pickOne } from './pick-one.ts';
import { type Choice, type ToolContext, ToolError } from './tool.ts';

/**
 * The one of `items` that was meant by `said` (the rule is `fitOf`'s): one that fits best is taken, of several that fit
 * as well the user chooses, and where none fits, those that come near are offered. Throws ToolError('not-found') that
 * names what comes near, or all there is where that is little.
 */
export async function pickFitting<Item>(
  items: readonly Item[],
  said: string,
  {
    kind,
    where,
    untelling = [kind, `${kind}s`],
    nameOf,
    choice,
  }: {
    /** "note", "calendar". */
    readonly kind: string;
    /** "in Notes". */
    readonly where: string;
    readonly untelling?: readonly string[];
    readonly nameOf: (item: Item) => string;
    readonly choice: (item: Item) => Choice;
  },
  context: Pick<ToolContext, 'choose' | 'canAsk'>,
): Promise<Item> {
  const found = bestRanked(items, (item) => fitOf(said, nameOf(item), untelling))?.items ?? [];
  if (isNotEmpty(found)) {
    return pickOne(found, { text: `Which ${kind} “${said}” do you mean?`, choice }, context);
  }
  const names = items.map(nameOf);
  const near = nearMisses(said, names);
  const none = `There is no ${kind} “${said}” ${where}.`;
  if (near.length > 0 && context.canAsk) {
    const offered = items.filter((item) => near.includes(nameOf(item))).slice(0, 8);
    const chosen = await context.choose({
      text: `${none} Is it one of these?`,
      choices: [...offered.map(choice), { label: 'None of them', detail: '' }],
    });
    const item = offered[chosen];
    if (item !== undefined) return item;
    throw new ToolError('not-found', none);
  }
  if (near.length > 0) throw new ToolError('not-found', `${none}${didYouMean(near)}`);
  throw new ToolError('not-found', names.length > 0 && names.length <= 8 ? `${none} ${allOf(names)}` : none);
}

const allOf = (names: readonly string[]): string =>
  names.length === 1
    ? `There is only “${names[0]}”.`
    : `There are: ${names.map((name) => `“${name}”`).join(', ')}.`;
