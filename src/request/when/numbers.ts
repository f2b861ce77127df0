/** Number words as digits: "twenty fifth" is "25th", "five thirty pm" is "5:30 pm", "oh nine hundred" is "9:00". */
export function writeNumbers(phrase: string): string {
  const words = phrase.split(/(\s+)/);
  const read: string[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    const [first, second] = word.split('-');
    const tensValue = tens[first ?? ''];
    if (tensValue !== undefined) {
      if (second !== undefined && (units[second] !== undefined || ordinals[second] !== undefined)) {
        read.push(joined(tensValue, second));
        continue;
      }
      const next = words[at + 2] ?? '';
      const unit = units[next] ?? ordinals[next];
      if (second === undefined && unit !== undefined && unit > 0 && unit < 10) {
        read.push(joined(tensValue, next));
        at += 2;
        continue;
      }
      read.push(second === undefined ? String(tensValue) : word);
      continue;
    }
    const ordinal = ordinals[word];
    if (ordinal !== undefined) {
      // "first Monday of", "first thing" keep their word; so does "second" as a unit of time.
      read.push(ordinal <= 4 && !/^(of|$)/.test(words[at + 2] ?? '') && !daysOnly.test(words.slice(0, at).join('')) ? word : `${ordinal}${suffix(ordinal)}`);
      continue;
    }
    const unit = units[word];
    read.push(unit === undefined ? word : String(unit));
  }
  return clockWords(read.join(''));
}

/** "5 30" is "5:30", "9 oh 5" is "9:05", "7 o'clock" is "7:00"; not where the second number is a count of something. */
function clockWords(phrase: string): string {
  return phrase
    .replace(/\b(?:oh|o|zero)\s+(\d)\s+hundred\b/g, '$1:00')
    .replace(/\b(\d{1,2})\s+hundred(?:\s+hours)?\b/g, '$1:00')
    .replace(/\b(\d{1,2})\s+(?:oh|o)\s+(\d)\b/g, '$1:0$2')
    .replace(/\b(\d{1,2})\s*o['’]?\s?clock\b/g, '$1:00')
    .replace(/\b(1?\d|2[0-3])\s+([1-5]\d)(?=\s*(?:am|pm|a\.m|p\.m|in the|at night|tonight|tomorrow|today|on|$))/g, '$1:$2');
}

const joined = (tensValue: number, word: string): string => {
  const unit = units[word];
  if (unit !== undefined) return String(tensValue + unit);
  const ordinal = tensValue + (ordinals[word] ?? 0);
  return `${ordinal}${suffix(ordinal)}`;
};

const daysOnly = /\b(?:the|january|february|march|april|may|june|july|august|september|october|november|december)\s+$/;

export function suffix(day: number): string {
  if (day >= 11 && day <= 13) return 'th';
  return { 1: 'st', 2: 'nd', 3: 'rd' }[day % 10] ?? 'th';
}

const units: Readonly<Record<string, number>> = {
  one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10, eleven: 11, twelve: 12,
  thirteen: 13, fourteen: 14, fifteen: 15, sixteen: 16, seventeen: 17, eighteen: 18, nineteen: 19,
};

const tens: Readonly<Record<string, number>> = { twenty: 20, thirty: 30, forty: 40, fifty: 50, sixty: 60, ninety: 90 };

const ordinals: Readonly<Record<string, number>> = {
  first: 1, second: 2, third: 3, fourth: 4, fifth: 5, sixth: 6, seventh: 7, eighth: 8, ninth: 9, tenth: 10, eleventh: 11,
  twelfth: 12, thirteenth: 13, fourteenth: 14, fifteenth: 15, sixteenth: 16, seventeenth: 17, eighteenth: 18,
  nineteenth: 19, twentieth: 20, thirtieth: 30,
};
