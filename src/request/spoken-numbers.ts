const units: Readonly<Record<string, number>> = {
  zero: 0,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
};

const teens: Readonly<Record<string, number>> = {
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
};

const tens: Readonly<Record<string, number>> = {
  twenty: 20,
  thirty: 30,
  forty: 40,
  fourty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
};

const ordinals: Readonly<Record<string, number>> = {
  first: 1,
  second: 2,
  third: 3,
  fourth: 4,
  fifth: 5,
  sixth: 6,
  seventh: 7,
  eighth: 8,
  ninth: 9,
  nineth: 9,
  tenth: 10,
  eleventh: 11,
  twelfth: 12,
  twelveth: 12,
  thirteenth: 13,
  fourteenth: 14,
  fifteenth: 15,
  sixteenth: 16,
  seventeenth: 17,
  eighteenth: 18,
  nineteenth: 19,
  twentieth: 20,
  thirtieth: 30,
};

/**
 * Writes spoken numbers of lower-case words in digits: "twenty eighth" is "28th", "ninety" is "90", "five thirty" is
 * "5 30" (two numbers), "oh nine hundred" is "0900", "nine oh five" is "9 05". Other words stay as they are.
 */
export function writeNumbers(words: readonly string[]): string[] {
  const written: string[] = [];
  let rest = words.flatMap((word) => (isSpokenCompound(word) ? word.split('-') : [word]));
  while (rest.length > 0) {
    const { text, used } = readNumber(rest);
    written.push(text);
    rest = rest.slice(used);
  }
  return written;
}

const isSpokenCompound = (word: string): boolean => {
  const [first = '', second = ''] = word.split('-');
  return first in tens && (second in units || second in ordinals);
};

interface Read {
  readonly text: string;
  /** How many words it took. */
  readonly used: number;
}

function readNumber(words: readonly string[]): Read {
  const [first = '', second = '', third = ''] = words;
  if (first === 'oh' || first === 'zero' || first === 'o') {
    const digit = units[second];
    if (digit !== undefined) {
      return third === 'hundred' ? { text: `0${digit}00`, used: 3 } : { text: `0${digit}`, used: 2 };
    }
    if (first !== 'zero') return { text: first, used: 1 };
  }
  const whole = readWhole(words);
  if (whole === undefined) {
    const ordinal = ordinals[first];
    return { text: ordinal === undefined ? first : `${ordinal}${suffix(ordinal)}`, used: 1 };
  }
  const next = words[whole.used];
  if (next === 'hundred') {
    const after = words[whole.used + 1] === 'and' ? whole.used + 2 : whole.used + 1;
    const more = readWhole(words.slice(after));
    return more === undefined
      ? { text: `${100 * whole.value}`, used: whole.used + 1 }
      : { text: `${100 * whole.value + more.value}`, used: after + more.used };
  }
  const ordinal = first in tens && whole.used === 1 ? ordinals[second] : undefined;
  if (ordinal !== undefined && ordinal < 10) {
    const value = whole.value + ordinal;
    return { text: `${value}${suffix(value)}`, used: 2 };
  }
  return { text: `${whole.value}`, used: whole.used };
}

function readWhole([first = '', second = '']: readonly string[]):
  | { value: number; used: number }
  | undefined {
  const ten = tens[first];
  if (ten !== undefined) {
    const unit = units[second];
    return unit === undefined || unit === 0 ? { value: ten, used: 1 } : { value: ten + unit, used: 2 };
  }
  const value = units[first] ?? teens[first];
  return value === undefined ? undefined : { value, used: 1 };
}

function suffix(value: number): string {
  if (value % 100 >= 11 && value % 100 <= 13) return 'th';
  return { 1: 'st', 2: 'nd', 3: 'rd' }[value % 10] ?? 'th';
}
