import { editDistance } from '../../tools/edit-distance.ts';
import { writeNumbers } from '../spoken-numbers.ts';
import { knownNames, longNames } from './names.ts';

const shortForms: Readonly<Record<string, string>> = {
  tmrw: 'tomorrow',
  tmr: 'tomorrow',
  tmw: 'tomorrow',
  tmrow: 'tomorrow',
  tomoz: 'tomorrow',
  tom: 'tomorrow',
  '2morrow': 'tomorrow',
  '2moro': 'tomorrow',
  '2nite': 'tonight',
  tonite: 'tonight',
  tdy: 'today',
  '2day': 'today',
  arvo: 'afternoon',
  aft: 'afternoon',
  eve: 'evening',
  morn: 'morning',
  noonish: 'noon',
  midday: 'noon',
  'mid-day': 'noon',
  eod: 'end of day',
  cob: 'end of day',
  eow: 'end of week',
  eom: 'end of month',
  wkend: 'weekend',
  nxt: 'next',
  mins: 'minutes',
  min: 'minutes',
  minute: 'minutes',
  hr: 'hours',
  hrs: 'hours',
  hour: 'hours',
  sec: 'seconds',
  secs: 'seconds',
  day: 'days',
  week: 'weeks',
  wk: 'weeks',
  wks: 'weeks',
  month: 'months',
  year: 'years',
  fortnights: 'fortnight',
  xmas: 'christmas',
  oclock: "o'clock",
  til: 'till',
  "'til": 'till',
  uhr: 'hundredhours',
  rd: '',
  an: 'a',
};

/**
 * A phrase as the rules read it: lower case, short forms and spoken numbers written out, misspelt names of days put
 * right, single blanks, no punctuation but that inside times and dates. Units of time are plural ("hours", "days").
 */
export function normalPhrase(phrase: string): string {
  const text = phrase
    .normalize('NFKC')
    .toLowerCase()
    .slice(0, 300) // longer is no phrase of a date; keeps every rule quick
    .replace(/[’‘`]/g, "'")
    .replace(/[–—−]/g, ' - ')
    .replace(/\b([ap])\s?\.\s?m\b\.?/g, '$1m')
    .replace(/\b([ap]) m\b/g, '$1m')
    .replace(/(\d)([ap])\b(?!')/g, '$1$2m')
    .replace(/\bo ?'? ?clock\b/g, "o'clock")
    .replace(/\b(christmas|new year'?s?|xmas) eve\b/g, (_, feast: string) => `${feast.slice(0, 3)}-eve`)
    .replace(/(\d)\s*-\s*(?=\d)/g, (match, digit: string, at: number, whole: string) =>
      /\d{4}-\d/.test(whole.slice(Math.max(0, at - 4))) || /-\d{1,2}$/.test(whole.slice(0, at))
        ? match
        : `${digit} - `,
    )
    .replace(/([a-z])-(minute|hour|min|day|week|month|hr)s?\b/g, '$1 $2')
    .replace(/(\d)-(minute|hour|min|day|week|month|hr)s?\b/g, '$1 $2')
    .replace(/(\d)\s?(am|pm)-/g, '$1$2 - ')
    .replace(/(\d)(minutes?|mins?|hours?|hrs?|days?|weeks?)\b/g, '$1 $2')
    .replace(/\bhalf-(past|hour)\b/g, 'half $1')
    .replace(/["“”()[\]!?;*]/g, ' ')
    .replace(/[,.:](?=\s|$)/g, ' ')
    .replace(/(^|\s)[,.:]+/g, ' ')
    .replace(/(\D),(?=\S)/g, '$1 ')
    .replace(/'s\b/g, (match, at: number, whole: string) =>
      /day|year|valentine|patrick/.test(whole.slice(0, at)) ? '' : match,
    );
  const words = text.split(/\s+/).filter((word) => word !== '');
  return writeNumbers(words.map(wholeWord))
    .flatMap((word) => shortForms[word] ?? word)
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Puts a misspelt name right: one mistake in six or seven letters, two in more. */
function wholeWord(word: string): string {
  if (word.length < 5 || knownNames.has(word) || /[^a-z]/.test(word) || notMisspelt.has(word)) return word;
  const found = longNames.find((name) => {
    const allowed = name.length >= 8 ? 2 : 1;
    return (
      Math.abs(name.length - word.length) <= allowed &&
      name[0] === word[0] &&
      editDistance(word, name) <= allowed
    );
  });
  return found ?? word;
}

const notMisspelt: ReadonlySet<string> = new Set(['sundry', 'marching', 'warning']);
