/** How one call of a plan is drawn: its dot on a lane, and the lines that pass through, arrive and leave. */
export interface RailRow {
  /** 0 is the leftmost. */
  readonly lane: number;
  /** Lines of earlier calls that pass this one by, on their way to later ones. */
  readonly passing: readonly Line[];
  /** Lines of the calls that this one reads, each bending from its lane to the dot, or straight on the dot's own. */
  readonly arriving: readonly Line[];
  /** Whether a later call reads this one, so that a line leaves downwards. */
  readonly leaving: boolean;
}

export interface Line {
  readonly lane: number;
  /** The call whose result it carries. */
  readonly from: number;
}

/**
 * Draws a plan as lanes, a row a call, as histories of commits are drawn: a call keeps its lane until the last call
 * that reads it, and a call takes over the leftmost lane that ends at it, else the leftmost free one.
 */
export function railRows(calls: readonly { readonly id: number; readonly reads: readonly number[] }[]): {
  readonly rows: readonly RailRow[];
  /** How many lanes there are at the widest row. */
  readonly lanes: number;
} {
  const lastReader = new Map<number, number>();
  calls.forEach(({ reads }, index) => {
    for (const id of reads) lastReader.set(id, index);
  });
  /** The call that holds each lane; undefined: free. */
  const holders: (number | undefined)[] = [];
  const rows = calls.map(({ id, reads }, index): RailRow => {
    const held = holders.flatMap((from, lane) => (from === undefined ? [] : [{ lane, from }]));
    const arriving = held.filter(({ from }) => reads.includes(from));
    const ending = arriving.filter(({ from }) => lastReader.get(from) === index);
    for (const { lane } of ending) holders[lane] = undefined;
    const passing = held.filter(({ lane }) => holders[lane] !== undefined);
    const free = holders.indexOf(undefined);
    const lane = ending[0]?.lane ?? (free === -1 ? holders.length : free);
    const leaving = (lastReader.get(id) ?? -1) > index;
    holders[lane] = leaving ? id : undefined;
    return { lane, passing, arriving, leaving };
  });
  return { rows, lanes: Math.max(1, holders.length) };
}
