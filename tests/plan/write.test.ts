import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Argument, type Call, text } from '../../src/plan/call.ts';
import { parsePlan } from '../../src/plan/parse.ts';
import { formatPlan } from '../../src/plan/write.ts';
import { toolNamed, tools } from '../../src/tools/index.ts';
import { toolNames } from '../../src/tools/names.ts';
import { parameters } from '../../src/tools/tool.ts';

const words = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.constantFrom('$1', '$2', '\\$1', '"', '\\', '\n', 'a "b" \\ $3', '"); join()', '🍕', 'None'),
);

/** A text for call `id`: words and references to earlier calls. */
const textFor = (id: number): fc.Arbitrary<Argument> =>
  fc
    .array(
      id === 1
        ? words
        : fc.oneof(
            words,
            fc.integer({ min: 1, max: id - 1 }).map((call) => ({ call })),
          ),
      { maxLength: 4 },
    )
    .map((pieces) => text(...pieces));

const argumentFor = (id: number, type: string): fc.Arbitrary<Argument> => {
  if (type === 'list')
    return fc.array(textFor(id) as fc.Arbitrary<ReturnType<typeof text>>, { maxLength: 3 });
  if (type === 'number') return fc.integer({ min: 0, max: 9999 });
  return type === 'boolean' ? fc.boolean() : textFor(id);
};

const call = (id: number): fc.Arbitrary<Call> =>
  fc
    .constantFrom(...toolNames)
    .chain((tool) =>
      fc
        .tuple(...parameters(toolNamed(tool)).map(({ type }) => argumentFor(id, type)))
        .map((args) => ({ id, tool, args })),
    );

test('what is written is read back as the very same plan, whatever is in its texts', () => {
  fc.assert(
    fc.property(
      fc
        .integer({ min: 0, max: 5 })
        .chain((count) => fc.tuple(...Array.from({ length: count }, (_, index) => call(index + 1)))),
      (plan) => {
        expect(parsePlan(formatPlan(plan), tools, { style: 'strict' })).toMatchObject({
          calls: plan,
          errors: [],
        });
      },
    ),
    { numRuns: 300 },
  );
});
