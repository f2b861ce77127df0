import fc from 'fast-check';
import { expect, test } from 'vitest';
import { literal } from '../../../src/mac/real/literal.ts';
import { scriptMac } from '../../helpers/script.ts';
import { workbench } from '../../helpers/tools.ts';

const hostile = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.constantFrom(
    '" & (do shell script "touch /tmp/owned") & "',
    '\\" & quit & "',
    'back\\slash\\',
    '"\n tell application "Finder" to delete every file\n"',
    '¬\n end run',
    '«event sysoexec» "x"',
    '-- comment (* "',
    '“smart” ‘quotes’',
    '$1 $2 %s `x` $(id)',
    '</div><script>',
  ),
);
const parameter = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 3 }, hostile, fc.integer(), fc.boolean(), tie('list')),
  list: fc.array(tie('value'), { maxLength: 4 }),
})).list as fc.Arbitrary<(string | number | boolean)[]>;

const shown = (value: unknown): string => {
  if (Array.isArray(value)) return `{${value.map(shown).join(', ')}}`;
  if (typeof value !== 'string') return String(value);
  return `"${value.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\r', '\\r').replaceAll('\t', '\\t')}"`;
};
/** What a literal keeps of a text: no NUL, one kind of line end. */
const kept = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(kept)
    : typeof value === 'string'
      ? value.replaceAll('\u0000', '').replace(/\r\n?/g, '\n')
      : value;

test('a literal read as source is the very value, whatever is in it', async () => {
  const { run, world } = scriptMac();
  await fc.assert(
    fc.asyncProperty(parameter, async (value) => {
      expect(await run(`return ${literal(value)}`)).toBe(shown(kept(value)));
    }),
    { numRuns: 300 },
  );
  expect(world.opened).toEqual([]);
});

test('text in argv is never read as source', async () => {
  const { run } = scriptMac();
  await fc.assert(
    fc.asyncProperty(hostile, async (text) => {
      expect(await run('on run argv\nreturn item 1 of argv\nend run', [text])).toBe(shown(text));
    }),
    { numRuns: 300 },
  );
});

test('a reminder, a note and a search keep hostile text as text, and do nothing else', async () => {
  await fc.assert(
    fc.asyncProperty(
      hostile.filter((text) => text.trim() !== ''),
      async (text) => {
        const { run, world } = workbench({});
        await run('create_reminder', {
          name: `x ${text}`,
          due_date: '',
          notes: text,
          list_name: '',
          priority: 0,
          all_day: false,
        });
        await run('create_note', { name: 'Note', content: text, folder: '' });
        await run('get_phone_number', { name: text }).catch(() => undefined);
        expect(world.reminderLists.map(({ reminders }) => reminders.map(({ body }) => body))).toEqual([
          [text],
        ]);
        expect(world.notes.accounts[0]?.folders[0]?.notes).toHaveLength(1);
        expect([world.opened, world.chats, world.mail.outgoingMessages, world.people]).toEqual([
          [],
          [],
          [],
          [],
        ]);
      },
    ),
    { numRuns: 60 },
  );
});
