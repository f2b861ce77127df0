import { writeNumbers } from './numbers.ts';

/** A date phrase in one spelling: lower case, digits, `5:30 pm`, whole names of days and months. */
export function normaliseWhen(phrase: string): string {
  let text = phrase
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[’‘]/g, "'")
    .replace(/[–—]/g, '-')
    .replace(/[,;!?"“”()]/g, ' ')
    .replace(/\b([ap])\.?\s?m\b\.?/g, '$1m')
    .replace(/\bnoonish\b/g, 'noon');
  text = writeNumbers(text.trim())
    .split(/\s+/)
    .map((word) => nearName(word) ?? word)
    .join(' ');
  for (const [spelling, meant] of spellings) {
    text = text.replace(spelling, (...match) =>
      typeof meant === 'string' ? meant : meant(...(match as string[])),
    );
  }
  return text.replace(/\s+/g, ' ').trim();
}

/** In this order: each reads what those before it wrote. */
const spellings: readonly (readonly [RegExp, string | ((...groups: string[]) => string)])[] = [
  [/\bo['’]?\s?clock\b/g, ''],
  [/\b(tmrw|tmr|tmw|tomo|tomoz|2moro|2morrow|tomorow|tommorow|tommorrow|tomorrow)\b/g, 'tomorrow'],
  [/\b(tonite|2nite|2night)\b/g, 'tonight'],
  [/\b(0|oh|o) (\d) hundred\b/g, (_, _zero, hour) => `0${hour}:00`],
  [/\b(\d{1,2}) hundred( hours)?\b/g, (_, hour) => `${hour}:00`],
  [/\b(\d{1,2}) (?:oh|o|0) (\d)\b/g, (_, hour, minute) => `${hour}:0${minute}`],
  [/\b(\d{1,2})\s?h\s?([0-5]\d)\b/g, (_, hour, minute) => `${hour}:${minute}`],
  [
    /\b([01]?\d|2[0-3])\.([0-5]\d)(?!\.?\d)(?=\s*(?:am|pm|uhr)?\b)/g,
    (_, hour, minute) => `${hour}:${minute}`,
  ],
  [/\b([01]?\d|2[0-3])(?::([0-5]\d))?\s*uhr\b/g, (_, hour, minute) => `${hour}:${minute ?? '00'}`],
  [/\b(1[3-9]|2[0-3])\s?h\b/g, (_, hour) => `${hour}:00`],
  [/\b(\d{1,2}(?:st|nd|rd|th)) of (?:the|this) month\b/g, (_, day) => day],
  [/\bhalf past (\d{1,2})\b/g, (_, hour) => `${hour}:30`],
  [/\bhalf (\d{1,2})\b(?!\s*(?:hour|an?\b|day))/g, (_, hour) => `${hour}:30`],
  [/\b(?:a )?quarter past (\d{1,2})\b/g, (_, hour) => `${hour}:15`],
  [/\b(?:a )?quarter (?:to|of|till?) (\d{1,2})\b/g, (_, hour) => `${before(hour)}:45`],
  [
    /\b(\d{1,2})(?: minutes?)? past (\d{1,2})\b/g,
    (_, minutes, hour) => `${hour}:${minutes.padStart(2, '0')}`,
  ],
  [
    /(?<!\bfrom )\b(5|10|20|25)(?: minutes?)? to (\d{1,2})\b(?!\s*(?:am|pm)?\s*(?:-|to\b))/g,
    (_, minutes, hour) => `${before(hour)}:${60 - Number(minutes)}`,
  ],
  [
    /(?<!(?:ary|rch|ril|may|june|july|ust|ber) )\b(1?\d|2[0-3]) ([1-5]\d)(?= ?(?:am|pm)\b| in the| this (?:morning|afternoon|evening)| at night| tonight| tomorrow| today| on |$)/g,
    (_, hour, minute) => `${hour}:${minute}`,
  ],
  [/\b([01]\d|2[0-3])([0-5]\d)(?: hours| hrs)\b/g, (_, hour, minute) => `${hour}:${minute}`],
  [/(?<=\bat )([01]\d|2[0-3])([0-5]\d)\b/g, (_, hour, minute) => `${hour}:${minute}`],
  [/\b(\d{1,2}(?::\d\d)?)(am|pm)\b/g, (_, clock, half) => `${clock} ${half}`],
];

const before = (hour: string): number => (Number(hour) === 1 ? 12 : Number(hour) - 1);

const names = [
  'monday tuesday wednesday thursday friday saturday sunday'.split(' '),
  'january february march april may june july august september october november december'.split(' '),
].flat();

const short: Readonly<Record<string, string>> = {
  mon: 'monday',
  tue: 'tuesday',
  tues: 'tuesday',
  wed: 'wednesday',
  weds: 'wednesday',
  thu: 'thursday',
  thur: 'thursday',
  thurs: 'thursday',
  fri: 'friday',
  sat: 'saturday',
  sun: 'sunday',
  jan: 'january',
  feb: 'february',
  mar: 'march',
  apr: 'april',
  jun: 'june',
  jul: 'july',
  aug: 'august',
  sep: 'september',
  sept: 'september',
  wensday: 'wednesday',
  wendsday: 'wednesday',
  thurday: 'thursday',
  oct: 'october',
  nov: 'november',
  dec: 'december',
};

/** The day or month a word stands for: an abbreviation, or a slip of one letter in a name of six or more. */
function nearName(word: string): string | undefined {
  const bare = word.replace(/\.$/, '').replace(/'s$/, '');
  const known = short[bare];
  if (known !== undefined) return known;
  if (names.includes(bare)) return bare;
  if (bare.length < 5 || !/^[a-z]+$/.test(bare) || notNames.has(bare)) return undefined;
  return names.find((name) => name.length >= 6 && oneSlip(bare, name));
}

const notNames = new Set([
  'today',
  'midday',
  'payday',
  'someday',
  'birthday',
  'holiday',
  'weekday',
  'everyday',
]);

/** One letter more, less, other, or two neighbours swapped. */
function oneSlip(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  const [restA, restB] = [a.slice(start), b.slice(start)];
  return (
    restA.slice(1) === restB ||
    restA === restB.slice(1) ||
    restA.slice(1) === restB.slice(1) ||
    (restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2))
  );
}
