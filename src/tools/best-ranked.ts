/** The items of the best (lowest) rank, in their order; an item without a rank is no match. */
export function bestRanked<Item>(
  items: readonly Item[],
  rank: (item: Item) => number | undefined,
): { readonly rank: number; readonly items: Item[] } | undefined {
  const ranked = items.flatMap((item) => {
    const its = rank(item);
    return its === undefined ? [] : [{ item, rank: its }];
  });
  if (ranked.length === 0) return undefined;
  const best = Math.min(...ranked.map(({ rank }) => rank));
  return { rank: best, items: ranked.filter(({ rank }) => rank === best).map(({ item }) => item) };
}
