/** The name most like `name` by shared pairs of letters (Dice), or undefined when none is much alike. */
export function nearestName(name: string, names: readonly string[]): string | undefined {
  const scored = names.map((candidate) => ({ candidate, score: likeness(name, candidate) }));
  const best = scored.toSorted((a, b) => b.score - a.score)[0];
  return best !== undefined && best.score > 0.4 ? best.candidate : undefined;
}

function likeness(a: string, b: string): number {
  const [pairsA, pairsB] = [pairs(a), pairs(b)];
  const shared = [...pairsA].filter((pair) => pairsB.has(pair)).length;
  return (2 * shared) / Math.max(1, pairsA.size + pairsB.size);
}

const pairs = (word: string): Set<string> =>
  new Set(
    Array.from({ length: Math.max(0, word.length - 1) }, (_, index) =>
      word.slice(index, index + 2).toLowerCase(),
    ),
  );
