import fc from 'fast-check';
import { expect, test } from 'vitest';
import { railRows } from '../../../src/app/renderer/request/lanes.ts';

const calls = (reads: Record<number, readonly number[]>) =>
  Object.entries(reads).map(([id, of]) => ({ id: Number(id), reads: of }));

/** A row a line: ● the call, │ a line that passes by, < > lines that bend in from their lanes. */
const drawn = (reads: Record<number, readonly number[]>): string[] =>
  railRows(calls(reads)).rows.map(({ lane, passing, arriving, leaving }) => {
    const own = arriving.some((line) => line.lane === lane) ? '↓' : '';
    const from = arriving.filter((line) => line.lane !== lane).map((line) => line.lane);
    const past = passing.map((line) => line.lane);
    return `${own}●${lane}${leaving ? '↓' : ''}${past.length > 0 ? ` past ${past}` : ''}${from.length > 0 ? ` from ${from}` : ''}`;
  });

test('calls that nothing reads stand below each other on one lane', () => {
  expect(drawn({ 1: [], 2: [], 3: [] })).toEqual(['●0', '●0', '●0']);
});

test('a call takes over the lane of the one that it alone reads', () => {
  expect(drawn({ 1: [], 2: [1], 3: [2] })).toEqual(['●0↓', '↓●0↓', '↓●0']);
});

test('two look-ups meet in the mail that reads both', () => {
  expect(drawn({ 1: [], 2: [], 3: [1, 2] })).toEqual(['●0↓', '●1↓ past 0', '↓●0 from 1']);
});

test('what is read again later passes by, and bends in on its way', () => {
  expect(drawn({ 1: [], 2: [], 3: [1, 2], 4: [1, 3], 5: [], 6: [2, 5] })).toEqual([
    '●0↓',
    '●1↓ past 0',
    '●2↓ past 0,1 from 0,1',
    '↓●0 past 1 from 2',
    '●0↓ past 1',
    '↓●0 from 1',
  ]);
});

test('whatever the plan: a dot never lies on a line that passes by, and every line arrives where it is read', () => {
  const plan = fc.array(fc.array(fc.nat(11), { maxLength: 4 }), { minLength: 1, maxLength: 12 }).map((all) =>
    all.map((reads, index) => ({
      id: index + 1,
      reads: [...new Set(reads.filter((at) => at < index).map((at) => at + 1))],
    })),
  );
  fc.assert(
    fc.property(plan, (all) => {
      const { rows, lanes } = railRows(all);
      rows.forEach(({ lane, passing, arriving, leaving }, index) => {
        expect(passing.map((line) => line.lane)).not.toContain(lane);
        expect(arriving.map(({ from }) => from).sort()).toEqual([...(all[index]?.reads ?? [])].sort());
        expect(Math.max(lane, ...passing.map((line) => line.lane))).toBeLessThan(lanes);
        expect(leaving).toBe(all.some(({ reads }) => reads.includes(index + 1)));
        // what leaves a row or passes it is there at the next one, on the same lane
        const below = rows[index + 1];
        const lines = [...passing, ...(leaving ? [{ lane, from: index + 1 }] : [])];
        if (below !== undefined) {
          const onwards = [...below.passing, ...below.arriving].map((line) => `${line.lane} ${line.from}`);
          expect([...new Set(onwards)].sort()).toEqual(
            lines.map((line) => `${line.lane} ${line.from}`).sort(),
          );
        }
      });
    }),
  );
});
