/** Number words as digits: "twenty fifth" is "25th", "five thirty" is "5 30". Expects lower case. */
export function writeNumbers(phrase: string): string {
  const words = phrase
    .replace(/\b([a-z]+)-([a-z]+)\b/g, (whole, a: string, b: string) =>
      a in tens && (b in units || b in ordinals) ? `${a} ${b}` : whole,
    )
    .split(/\s+/);
  const read: string[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    const next = words[at + 1] ?? '';
    const ten = tens[word];
    if (ten !== undefined) {
      const unit = units[next];
      const ordinal = ordinals[next];
      if (unit !== undefined && unit < 10) read.push(String(ten + unit));
      else if (ordinal !== undefined && ordinal < 10) read.push(ordinalText(ten + ordinal));
      else {
        read.push(String(ten));
        continue;
      }
      at += 1;
      continue;
    }
    const ordinal = ordinals[word];
    if (ordinal !== undefined) read.push(ordinalText(ordinal));
    else read.push(word in units ? String(units[word]) : word);
  }
  return read.join(' ');
}

export const ordinalText = (day: number): string =>
  `${day}${day >= 11 && day <= 13 ? 'th' : ({ 1: 'st', 2: 'nd', 3: 'rd' }[day % 10] ?? 'th')}`;

/** zero … nineteen */
export const units: Readonly<Record<string, number>> = Object.fromEntries(
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'
    .split(' ')
    .map((word, value) => [word, value]),
);

export const tens: Readonly<Record<string, number>> = {
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

/** "second" is left a unit of time where no day could stand: after a number it is not reached here. */
export const ordinals: Readonly<Record<string, number>> = {
  ...Object.fromEntries(
    'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth'
      .split(' ')
      .map((word, index) => [word, index + 1]),
  ),
  thirtieth: 30,
};
