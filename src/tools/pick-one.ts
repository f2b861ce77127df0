import type { Choice, ToolContext } from './tool.ts';

/** More choices than this nobody reads. */
const mostChoices = 9;

/** The only item, or the one the user chooses of several. */
export async function pickOne<Item>(
  items: readonly [Item, ...Item[]],
  { text, choice }: { readonly text: string; readonly choice: (item: Item) => Choice },
  context: Pick<ToolContext, 'choose'>,
): Promise<Item> {
  const [first, ...others] = items;
  if (others.length === 0) return first;
  const offered = items.slice(0, mostChoices);
  return offered[await context.choose({ text, choices: offered.map(choice) })] ?? first;
}

export const isNotEmpty = <Item>(items: readonly Item[]): items is readonly [Item, ...Item[]] =>
  items.length > 0;
