import { emailAddressOf, phoneNumberOf } from '../contact-points.ts';
import { normaliseWhen } from '../when/normalise.ts';
import { ordinals, ordinalText, tens, units } from '../when/numbers.ts';
import { inPlaceOf, lower, type Word } from './words.ts';

/** Spoken numbers, times, dates, sums, addresses, phone numbers and file names as they are written. */
export function writeForms(words: readonly Word[]): Word[] {
  const written: Word[] = [];
  const apart = words.flatMap(splitNumbers);
  for (let at = 0; at < apart.length; ) {
    const form = first(apart, at);
    const end = at + (form?.length ?? 1);
    const said = apart.slice(at, end);
    written.push(...(form === undefined ? said : [inPlaceOf(said, form.text)]));
    at = end;
  }
  return written;
}

/** What so many words are in writing. */
interface Form {
  readonly text: string;
  readonly length: number;
}

type Reader = (words: readonly Word[], at: number) => Form | undefined;

const first: Reader = (words, at) => {
  for (const read of [emailAddress, fileName, phoneNumber, clock, date, amount]) {
    const form = read(words, at);
    if (form !== undefined && isUnbroken(words, at, form.length)) return form;
  }
  return undefined;
};

/** No comma or full stop within what is read as one. */
const isUnbroken = (words: readonly Word[], at: number, length: number): boolean =>
  words.slice(at, at + length - 1).every(({ trail }) => !/[.?!;:]/.test(trail));

const splitNumbers = (word: Word): Word[] => {
  const [head = '', tail = ''] = word.core.toLowerCase().split('-');
  if (!(head in tens) || !(tail in units || tail in ordinals)) return [word];
  return [
    { lead: word.lead, core: head, trail: '' },
    { lead: '', core: tail, trail: word.trail },
  ];
};

const isJoint = (word: string): boolean =>
  /^(?:dot|underscore|dash|hyphen|minus|plus|period|point)$/.test(word);
const isDigit = (word: string): boolean => /^\d+$/.test(word) || (word in units && (units[word] ?? 10) < 10);

/** "sid at example dot com", read where it begins. */
const emailAddress: Reader = (words, at) => {
  if (/@/.test(words[at]?.core ?? '')) return undefined;
  let end = at + 1;
  while (isJoint(lower(words, end)) || isDigit(lower(words, end))) end += isJoint(lower(words, end)) ? 2 : 1;
  if (lower(words, end) !== 'at' || notLocal.has(lower(words, at))) return undefined;
  end += 2;
  const isWritten = /^[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+$/u.test(lower(words, end - 1));
  while (isJoint(lower(words, end)) && words[end + 1] !== undefined) end += 2;
  const said = words
    .slice(at, end)
    .map(({ core }) => core.toLowerCase())
    .join(' ');
  if (!isWritten && !/ (?:dot|period|point) /.test(said.slice(said.indexOf(' at ')))) return undefined;
  const text = emailAddressOf(said);
  return text === undefined ? undefined : { text, length: end - at };
};

/** Words before "at" that are no mailbox. */
const notLocal = new Set(
  'me us him her them it look meet meeting be is are was look the this that team people'.split(' '),
);

const extensions =
  'pdf doc docx xls xlsx ppt pptx txt csv md png jpg jpeg heic zip pages numbers keynote mov mp3 mp4'.split(
    ' ',
  );

/** "budget dot pdf", "notes dot p d f", "example dot com". */
const fileName: Reader = (words, at) => {
  if (lower(words, at + 1) !== 'dot' || lower(words, at) === 'dot') return undefined;
  const spelled = [0, 1, 2].map((index) => lower(words, at + 2 + index).replace('.', '')).join('');
  const base = words[at]?.core ?? '';
  const extension = lower(words, at + 2);
  if (extensions.includes(extension) || /^(?:com|org|net|io|edu|gov|co)$/.test(extension)) {
    return { text: `${base}.${extension}`, length: 3 };
  }
  const isSpelled = [2, 3, 4].every((index) => lower(words, at + index).length === 1);
  return isSpelled && extensions.includes(spelled) ? { text: `${base}.${spelled}`, length: 5 } : undefined;
};

/** Seven digits and more; four and more where each is said alone ("room one two three four"). */
const phoneNumber: Reader = (words, at) => {
  let end = at;
  while (isDialled(lower(words, end)) || (end > at && lower(words, end) === 'hundred')) end += 1;
  const said = words.slice(at, end).map(({ core }) => core.toLowerCase());
  if (said.length < 4 || ['hundred', 'and'].includes(said[0] ?? '')) return undefined;
  const number = phoneNumberOf(said.join(' '))?.replace(/\s/g, '');
  const digits = number?.replace(/\D/g, '').length ?? 0;
  if (number !== undefined && digits >= 7) return { text: number, length: end - at };
  if (!said.every((word) => isDigit(word) || word === 'oh')) return undefined;
  return { text: said.map((word) => (word === 'oh' ? 0 : (units[word] ?? word))).join(''), length: end - at };
};

const isDialled = (word: string): boolean =>
  word in units || word in tens || /^(?:oh|nought|double|triple|plus|\d[\d-]*)$/.test(word);

const beforeClock = new Set('at by from until till before after around about between to and @'.split(' '));
const isHour = (word: string): boolean =>
  (units[word] ?? (/^\d{1,2}$/.test(word) ? Number(word) : 0)) >= 1 && (units[word] ?? Number(word)) <= 12;
const half = (words: readonly Word[], at: number): number => {
  if (/^[ap]\.?m\.?$/.test(lower(words, at))) return 1;
  return /^[ap]\.?$/.test(lower(words, at)) && /^m\.?$/.test(lower(words, at + 1)) ? 2 : 0;
};

/** "five thirty pm", "half past six", "at nine", "seven o'clock", "five oh five". */
const clock: Reader = (words, at) => {
  const said = (end: number) =>
    words
      .slice(at, end)
      .map(({ core }) => core.toLowerCase().replace(/\./g, ''))
      .join(' ');
  const form = (end: number): Form => ({ text: normaliseWhen(said(end)), length: end - at });
  const relative = relativeEnd(words, at);
  if (relative !== undefined) return form(relative + half(words, relative));
  const hour = lower(words, at);
  if (
    !isHour(hour) &&
    !(hour in units && lower(words, at + 1) === 'hundred' && lower(words, at + 2) === 'hours')
  )
    return undefined;
  if (lower(words, at + 1) === 'hundred' && lower(words, at + 2) === 'hours') return form(at + 3);
  const minutes = minuteWords(words, at + 1);
  const end = at + 1 + minutes;
  const halfWords = half(words, end);
  if (halfWords > 0) return form(end + halfWords);
  const after = lower(words, end);
  const isTimed = beforeClock.has(lower(words, at - 1));
  if (minutes === 0 && after === "o'clock") return { text: `${units[hour] ?? hour} o'clock`, length: 2 };
  const isCounted =
    isMeasure(after) ||
    ['hundred', 'thousand', 'point', 'and', 'of', 'or', 'more'].includes(after) ||
    after in units ||
    after in tens;
  if (
    minutes > 0 &&
    !isMeasure(after) &&
    (isTimed || /^(?:tomorrow|today|tonight|on|in|this)$/.test(after) || isDay(lower(words, at - 1)))
  )
    return form(end);
  const isSaid =
    isInRange(words, at) || (/^(?:at|by|until|till|@)$/.test(lower(words, at - 1)) && !isCounted);
  return minutes === 0 && isSaid && hour in units ? { text: String(units[hour]), length: 1 } : undefined;
};

/** Either end of "from five to six" and "between two and four". */
function isInRange(words: readonly Word[], at: number): boolean {
  const isMiddle = (index: number) => /^(?:to|and|until|till)$/.test(lower(words, index));
  const begins = (index: number) => /^(?:from|between)$/.test(lower(words, index));
  if (begins(at - 1)) return isMiddle(at + 1) && isHour(lower(words, at + 2));
  return (
    isMiddle(at - 1) && [3, 4, 5].some((back) => begins(at - back) && isHour(lower(words, at - back + 1)))
  );
}

const isDay = (word: string): boolean =>
  /^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|tomorrow|tonight)$/.test(word);

/** Where "half past five" or "ten to six" that begins here ends. */
function relativeEnd(words: readonly Word[], at: number): number | undefined {
  const isQuarter = /^(?:half|quarter)$/.test(lower(words, at));
  const count = isQuarter ? 1 : minuteWords(words, at);
  const middle = lower(words, at + count);
  const isMinute =
    count > 0 && (middle === 'past' || (middle === 'to' && /^(?:five|ten|twenty)$/.test(lower(words, at))));
  const isPart = isQuarter && (middle === 'past' || (middle === 'to' && lower(words, at) === 'quarter'));
  const isTold =
    isPart ||
    (isMinute &&
      (middle === 'past' || half(words, at + count + 2) > 0 || beforeClock.has(lower(words, at - 1))));
  return isTold && isHour(lower(words, at + count + 1)) ? at + count + 2 : undefined;
}

/** How many words from here are the minutes of a time: "thirty", "forty five", "oh five"; five to fifty-nine. */
function minuteWords(words: readonly Word[], at: number): number {
  const word = lower(words, at);
  const next = units[lower(words, at + 1)];
  if (word === 'oh' && next !== undefined && next < 10) return 2;
  if (word in tens && (tens[word] ?? 60) < 60) return next !== undefined && next > 0 && next < 10 ? 2 : 1;
  const minutes = units[word] ?? 0;
  return minutes >= 10 || (minutes === 5 && lower(words, at + 1) === 'past') ? 1 : 0;
}

const months = 'january february march april may june july august september october november december'.split(
  ' ',
);

/** "november twenty fifth", "the third of may", "march three twenty twenty seven". */
const date: Reader = (words, at) => {
  const isAfterMonth = months.includes(lower(words, at - 1));
  const isAfterThe = lower(words, at - 1) === 'the';
  const day = ordinalAt(words, at);
  if (day !== undefined) {
    const isMonthNext = months.includes(
      lower(words, at + day.length + (lower(words, at + day.length) === 'of' ? 1 : 0)),
    );
    if (isAfterMonth || isMonthNext || (isAfterThe && (day.length > 1 || day.value > 3))) {
      return { text: ordinalText(day.value), length: day.length };
    }
    return undefined;
  }
  const year = yearAt(words, at);
  const isYear =
    isAfterMonth ||
    /^(?:\d+(?:st|nd|rd|th)?|of|in)$/.test(lower(words, at - 1)) ||
    lower(words, at - 1) in units ||
    lower(words, at - 1) in ordinals;
  if (year !== undefined && isYear) return { text: String(year), length: isTwenty(words, at) };
  if (!isAfterMonth || clockMinutes(words, at)) return undefined;
  const number = cardinalAt(words, at);
  return number !== undefined && number.value >= 1 && number.value <= 31 && number.length <= 2
    ? { text: String(number.value), length: number.length }
    : undefined;
};

const clockMinutes = (words: readonly Word[], at: number): boolean => half(words, at + 1) > 0;

function ordinalAt(words: readonly Word[], at: number): { value: number; length: number } | undefined {
  const word = lower(words, at);
  const next = ordinals[lower(words, at + 1)] ?? 10;
  if (word in tens && next < 10) return { value: (tens[word] ?? 0) + next, length: 2 };
  const value = ordinals[word];
  return value === undefined ? undefined : { value, length: 1 };
}

/** "twenty twenty six": years of this century said in two halves. */
function yearAt(words: readonly Word[], at: number): number | undefined {
  if (lower(words, at) !== 'twenty') return undefined;
  const ten = tens[lower(words, at + 1)];
  const unit = units[lower(words, at + (ten === undefined ? 1 : 2))];
  if (ten !== undefined) return 2000 + ten + (unit !== undefined && unit > 0 && unit < 10 ? unit : 0);
  return unit !== undefined && unit >= 10 ? 2000 + unit : undefined;
}

const isTwenty = (words: readonly Word[], at: number): number => {
  const unit = units[lower(words, at + 2)];
  return lower(words, at + 1) in tens && unit !== undefined && unit > 0 && unit < 10 ? 3 : 2;
};

const measures =
  /^(?:minutes?|mins?|hours?|days?|weeks?|months?|years?|miles?|kilometers?|kilometres?|km|meters?|metres?|degrees?|people|persons?|pages?|guests|times|pounds?|euros?|kilos?|grams?|liters?|litres?)$/;
const isMeasure = (word: string): boolean => measures.test(word) || /^(?:percent|dollars?|bucks)$/.test(word);

/** "twenty dollars" is $20, "fifty percent" 50%; numbers from ten on, and smaller ones that measure something. */
const amount: Reader = (words, at) => {
  const number = cardinalAt(words, at);
  if (number === undefined) return undefined;
  const { value, length } = number;
  const after = lower(words, at + length);
  const text = value >= 10_000 ? value.toLocaleString('en-US') : String(value);
  if (/^(?:dollars?|bucks)$/.test(after)) return { text: `$${text}`, length: length + 1 };
  if (after === 'percent') return { text: `${text}%`, length: length + 1 };
  if (after === 'am' || after === 'pm') return { text, length };
  return value >= 10 || !Number.isInteger(value) || isMeasure(after) || labels.test(lower(words, at - 1))
    ? { text, length }
    : undefined;
};

const labels =
  /^(?:room|chapter|page|number|version|part|gate|platform|floor|unit|apartment|building|phase|step|section|terminal|line)$/;

/** A whole number, or one with a point: "one hundred and twenty three", "two thousand", "three point five". */
function cardinalAt(words: readonly Word[], at: number): { value: number; length: number } | undefined {
  let end = at;
  let total = 0;
  let group = 0;
  let isLast: 'none' | 'unit' | 'ten' | 'scale' = 'none';
  for (;;) {
    const word = lower(words, end);
    const unit = units[word];
    const ten = tens[word];
    if (
      unit !== undefined &&
      (isLast === 'none' || isLast === 'scale' || (isLast === 'ten' && unit > 0 && unit < 10))
    ) {
      group += unit;
      isLast = 'unit';
    } else if (ten !== undefined && (isLast === 'none' || isLast === 'scale')) {
      group += ten;
      isLast = 'ten';
    } else if (word === 'hundred' && group > 0 && group < 100) {
      group *= 100;
      isLast = 'scale';
    } else if ((word === 'thousand' || word === 'million') && group > 0) {
      total += group * (word === 'thousand' ? 1000 : 1_000_000);
      group = 0;
      isLast = 'scale';
    } else if (word === 'a' && end === at && /^(?:hundred|thousand|million)$/.test(lower(words, at + 1))) {
      group = 1;
      isLast = 'unit';
    } else if (
      word === 'and' &&
      isLast === 'scale' &&
      (lower(words, end + 1) in units || lower(words, end + 1) in tens)
    ) {
      end += 1;
      continue;
    } else break;
    if (words[end]?.trail !== '') {
      end += 1;
      break;
    }
    end += 1;
  }
  if (end === at) return undefined;
  let decimals = '';
  if (lower(words, end) === 'point' && words[end - 1]?.trail === '') {
    for (let next = end + 1; isDigit(lower(words, next)) && lower(words, next) in units; next++)
      decimals += units[lower(words, next)];
  }
  const value = total + group;
  return decimals === ''
    ? { value, length: end - at }
    : { value: Number(`${value}.${decimals}`), length: end - at + 1 + decimals.length };
}
