import { describe, expect, test } from 'vitest';
import { scriptMac } from '../../../helpers/script.ts';

const { run, errorOf } = scriptMac();

test.each([
  ['2 + 3 * 4 ^ 2 - -1', '51.0'],
  ['7 div 2 & 7 mod 2', '{3, 1}'],
  ['"a" & 1 & true', '"a1true"'],
  ['{1, 2} & 3', '{1, 2, 3}'],
  ['length of "🍕é"', '2'],
  ['characters 2 thru 3 of "abcd"', '{"b", "c"}'],
  ['text 2 thru -2 of "abcd"', '"bc"'],
  ['word 2 of "one two, three"', '"two"'],
  ['paragraphs of ("a" & return & "b" & linefeed & "c")', '{"a", "b", "c"}'],
  ['item -1 of {1, 2, 3}', '3'],
  ['items 2 thru 3 of {1, 2, 3}', '{2, 3}'],
  ['reverse of {1, 2, 3}', '{3, 2, 1}'],
  ['rest of {1, 2, 3}', '{2, 3}'],
  ['count {1, 2}', '2'],
  ['{name:"Ann", age:3}', '{name:"Ann", age:3}'],
  ['age of {name:"Ann", age:3}', '3'],
  ['"ABC" is "abc"', 'true'],
  ['"abc" contains "B"', 'true'],
  ['"a" is in {"a", "b"}', 'true'],
  ['{1, 2} contains {2}', 'true'],
  ['"abc" starts with "A" and "abc" ends with "C"', 'true'],
  ['3 ≥ 2 and not (2 > 3)', 'true'],
  ['1 is not equal to 2', 'true'],
  ['"5" as integer', '5'],
  ['5 as text', '"5"'],
  ['{1, 2} as text', '"12"'],
  ['missing value is missing value', 'true'],
  ['class of 5', 'integer'],
  ['offset of "c" in "abc"', '3'],
  ['character id 955', '"λ"'],
  ['id of "λ"', '955'],
  ['"say \\"hi\\" \\\\ \\n"', '"say \\"hi\\" \\\\ \\n"'],
  ['POSIX path of (POSIX file "/a/b c.txt")', '"/a/b c.txt"'],
  ['2 * minutes', '120'],
  ['10 as string & " left"', '"10 left"'],
  ['{a:1} & {a:2, b:3}', '{a:1, b:3}'],
  ['quoted form of "it\'s"', "\"'it'\\\\''s'\""],
  ['0.1 + 0.2', '0.3'],
  ['1 / 3', '0.333333333333'],
  ['1.5 * 10000', '1.5E+4'],
  ['round 2.5', '2'],
  ['round 2.2 rounding up', '3'],
  ['POSIX path of "/a/b.txt"', '"/a/b.txt"'],
  ['POSIX path of (path to desktop)', '"/Users/alex/Desktop"'],
  ['weekday of (current date)', 'Friday'],
  ['(weekday of (current date)) as integer', '6'],
  ['month of (current date) is November', 'true'],
  ['set a to {1}\nset b to a\nset end of b to 2\nset beginning of b to 0\na', '{0, 1, 2}'],
  ['copy 3 to end of {1}\nend of {1, 2}', '2'],
  ['set {name:n, age:a} to {name:"Ann", age:3}\nn', '"Ann"'],
  ['application "Notes" is running', 'true'],
  ['tell app "Notes" to activate', ''],
  ['tell application id "com.apple.iCal" to name', '"Calendar"'],
  ['tell application "Calendar" to view calendar at (current date)', ''],
])('%s is %s', async (source, shown) => {
  expect(await run(source)).toBe(shown);
});

describe('statements', () => {
  test.each([
    ['a variable', 'set x to 1\nset x to x + 1\nreturn x', '2'],
    ['several at once', 'set {a, b} to {1, 2}\nreturn b', '2'],
    [
      'comments and continued lines',
      '-- one\n# two\n(* three (* four *) *)\nset x to 1 + ¬\n 2 -- five\nreturn x',
      '3',
    ],
    [
      'if, else if, else',
      'set x to 2\nif x is 1 then\nreturn "a"\nelse if x is 2 then\nreturn "b"\nelse\nreturn "c"\nend if',
      '"b"',
    ],
    [
      'repeat with in',
      'set s to ""\nrepeat with c in {"a", "b"}\nset s to s & c\nend repeat\nreturn s',
      '"ab"',
    ],
    [
      'repeat from to by',
      'set s to 0\nrepeat with i from 10 to 2 by -4\nset s to s + i\nend repeat\nreturn s',
      '18',
    ],
    [
      'repeat times and exit repeat',
      'set n to 0\nrepeat 5 times\nset n to n + 1\nif n = 3 then exit repeat\nend repeat\nreturn n',
      '3',
    ],
    [
      'repeat while and until',
      'set n to 0\nrepeat while n < 3\nset n to n + 1\nend repeat\nrepeat until n ≥ 5\nset n to n + 1\nend repeat\nreturn n',
      '5',
    ],
    [
      'handlers that call themselves',
      'on fact(n)\nif n < 2 then return 1\nreturn n * fact(n - 1)\nend fact\nfact(5)',
      '120',
    ],
    [
      'a handler called inside tell with my',
      'on twice(x)\nreturn x & x\nend twice\ntell application "Notes" to return my twice("a")',
      '"aa"',
    ],
    ['try on error', 'try\nerror "no" number 42\non error m number n\nreturn {m, n}\nend try', '{"no", 42}'],
    [
      'text item delimiters',
      'set AppleScript\'s text item delimiters to ","\nset parts to text items of "a,b,c"\nset AppleScript\'s text item delimiters to "-"\nreturn parts as text',
      '"a-b-c"',
    ],
    ['considering case', 'considering case\nreturn "A" is "a"\nend considering', 'false'],
    [
      'the list is shared by set, not by copy',
      'set a to {1}\nset b to a\ncopy a to c\nset item 1 of a to 2\nreturn {b, c}',
      '{{2}, {1}}',
    ],
    [
      'run script with parameters',
      'run script "on run {a, b}\nreturn b & a\nend run" with parameters {"x", {1}}',
      '{1, "x"}',
    ],
    [
      'global across handlers',
      'property total : 1\non add()\nset total to total + 1\nend add\nadd()\nreturn total',
      '2',
    ],
  ])('%s', async (_, source, shown) => {
    expect(await run(source)).toBe(shown);
  });

  test('argv reaches `on run` as texts', async () => {
    expect(await run('on run argv\nreturn item 2 of argv\nend run', ['a', '" & quit & "'])).toBe(
      '"\\" & quit & \\""',
    );
  });
});

describe('dates', () => {
  const built = (first: string) =>
    `set d to current date\n${first}set month of d to 2\nset day of d to 28\nset year of d to 2027\nset time of d to 15 * hours\nreturn (d as «class isot» as string)`;

  test('are built from parts; the day first, or a month without that day rolls over', async () => {
    expect(await run(built('set day of d to 1\n'))).toBe('"2027-02-28T15:00:00"');
    expect(await run(built('set day of d to 30\n'))).toBe('"2027-03-28T15:00:00"');
  });

  test('are shared by set and moved by sums', async () => {
    expect(
      await run(
        'set a to current date\nset b to a\ncopy a to c\nset day of a to 1\nreturn {day of b, day of c, day of (c + 2 * days), (c + 60) - c}',
      ),
    ).toBe('{1, 20, 22, 60}');
  });

  test('know their weekday and month', async () => {
    expect(await run('{weekday of (current date), month of (current date) as integer}')).toBe('{Friday, 11}');
  });
});

test.each([
  ['x + 1', -2753],
  ['item 5 of {1, 2}', -1728],
  ['"a" as integer', -1700],
  ['1 + "a"', -1700],
  ['set x to', -2741],
  ['tell application "Notes"\nreturn 1', -2741],
  ['"a\\q"', -2741],
  ['“smart”', -2741],
  ['nope(1)', -1708],
  ['1 / 0', -2701],
  ['date "2026-08-09 11:03:51"', -30720],
  ['tell application "No Such App" to activate', -1728],
  ['on f()\nf()\nend f\nf()', -2706],
  ['do shell script "ls"', -10004],
])('%j ends with error %i', async (source, number) => {
  expect(await errorOf(source)).toBe(number);
});

test('an error names its place as osascript does', async () => {
  expect(await run('tell application "Notes" to get note "zzz"')).toBe(
    '28:42: execution error: Notes got an error: Can’t get note "zzz" of application "Notes". (-1728)',
  );
});

test('a script that never ends stops when it is told to', async () => {
  const { interpret } = await import('../../../../src/mac/simulated/script/interpret.ts');
  const { createMachine } = await import('../../../../src/mac/simulated/machine.ts');
  const { createWorld } = await import('../../../../src/mac/simulated/world.ts');
  const controller = new AbortController();
  const end = interpret('repeat\nend repeat', {
    machine: createMachine(createWorld({}), { now: () => new Date() }),
    signal: controller.signal,
  });
  setTimeout(() => controller.abort(new Error('enough')), 20);
  await expect(end).rejects.toThrow('enough');
});

test('with timeout ends a slow app with -1712', async () => {
  const slow = scriptMac({ faults: [{ app: 'Notes', kind: 'slow', ms: 60_000 }] });
  expect(
    await slow.errorOf('with timeout of 1 seconds\ntell application "Notes" to count notes\nend timeout'),
  ).toBe(-1712);
});
