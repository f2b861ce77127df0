/** The call graph: for each call its tool and the earlier calls it reads, as indexes into the same list. */
export interface GraphNode {
  readonly label: string;
  readonly reads: readonly number[];
}

/**
 * Whether two call graphs are isomorphic, labels included: the TinyAgent paper's success. Returns one mapping
 * (index in `a` to index in `b`) for which `accepts` holds as well, or undefined. Backtracking over candidates of
 * equal colour, colours refined as by Weisfeiler and Leman, so that many equal look-ups stay cheap.
 */
export function isomorphism(
  a: readonly GraphNode[],
  b: readonly GraphNode[],
  accepts: (mapping: readonly number[]) => boolean = () => true,
): readonly number[] | undefined {
  if (a.length !== b.length) return undefined;
  const [coloursA, coloursB] = [colours(a), colours(b)];
  if (coloursA.toSorted().join('|') !== coloursB.toSorted().join('|')) return undefined;
  const mapping: number[] = [];
  const used = new Set<number>();
  // Calls read only earlier ones, so whatever node i of `a` reads is mapped before it.
  const extend = (index: number): boolean => {
    const node = a[index];
    if (node === undefined) return accepts(mapping);
    const wanted = new Set(node.reads.map((read) => mapping[read]));
    for (const [candidate, other] of b.entries()) {
      if (used.has(candidate) || coloursB[candidate] !== coloursA[index]) continue;
      const reads = new Set(other.reads);
      if (reads.size !== wanted.size || [...reads].some((read) => !wanted.has(read))) continue;
      used.add(candidate);
      mapping[index] = candidate;
      if (extend(index + 1)) return true;
      used.delete(candidate);
      mapping.length = index;
    }
    return false;
  };
  return extend(0) ? mapping : undefined;
}

/** A colour per node: its label, its ancestors' and its descendants' colours. */
function colours(nodes: readonly GraphNode[]): string[] {
  const up = new Map<number, string>();
  const above = (index: number): string => {
    const known = up.get(index);
    if (known !== undefined) return known;
    const node = nodes[index];
    const colour = `${node?.label}(${[...new Set(node?.reads ?? [])].map(above).toSorted().join(',')})`;
    up.set(index, colour);
    return colour;
  };
  return nodes.map((_, index) => {
    const readers = nodes.flatMap((other, reader) => (other.reads.includes(index) ? [above(reader)] : []));
    return `${above(index)}<${readers.toSorted().join(',')}>`;
  });
}
