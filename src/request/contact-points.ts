/**
 * E-mail addresses and phone numbers as people write and say them. What is none of either is a name, to be
 * looked up.
 */

const address = /^[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+$/u;

/** The address in `text`, spoken forms written out ("sid at example dot com"); undefined when it is none. */
export function emailAddressOf(text: string): string | undefined {
  const written = text
    .trim()
    .replace(/^.*<([^<>]*)>$/, '$1') // `Ana Silva <ana@example.com>`
    .replace(/^mailto:/i, '');
  if (address.test(written)) return written;
  const spoken = written
    .toLowerCase()
    .replace(/\s+at\s+/g, '@')
    .replace(/\s+(?:dot|period|point)\s+/g, '.')
    .replace(/\s+(?:dash|hyphen|minus)\s+/g, '-')
    .replace(/\s+underscore\s+/g, '_')
    .replace(/\s+plus\s+/g, '+');
  if (spoken === written.toLowerCase()) return undefined;
  const joined = spelled(spoken).replace(/\s+/g, '');
  return address.test(joined) ? joined : undefined;
}

/** Digits said as words within an address become digits: "sid twenty" stays, "sid two two" is "sid22". */
const spelled = (spoken: string): string =>
  spoken.replace(/\b[a-z]+\b/g, (word) => (word in digits ? String(digits[word]) : word));

const digits: Readonly<Record<string, number>> = {
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

const tens: Readonly<Record<string, number>> = {
  twenty: 2,
  thirty: 3,
  forty: 4,
  fifty: 5,
  sixty: 6,
  seventy: 7,
  eighty: 8,
  ninety: 9,
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

/**
 * The number in `text`, spoken digits written out ("oh seven nine double one"); undefined when it is none. Written
 * numbers keep their own spacing. At least five digits: extensions and short codes are asked for by name.
 */
export function phoneNumberOf(text: string): string | undefined {
  const written = text.trim().replace(/^(?:tel:|phone:?|number:?)\s*/i, '');
  if (/^\+?[\d\s().\-/]+$/.test(written) && digitCount(written) >= 5) return written;
  const dialled = spokenDigits(written.toLowerCase());
  return dialled !== undefined && digitCount(dialled) >= 5 ? dialled : undefined;
}

const digitCount = (value: string): number => value.replace(/\D/g, '').length;

function spokenDigits(spoken: string): string | undefined {
  const words = spoken
    .replace(/[-,]/g, ' ')
    .split(/\s+/)
    .filter((word) => word !== '');
  let dialled = '';
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    const repeat = word === 'double' ? 2 : word === 'triple' || word === 'treble' ? 3 : 1;
    const value = repeat > 1 ? (words[++at] ?? '') : word;
    const digit = value === 'oh' || value === 'o' || value === 'nought' ? 0 : digits[value];
    if (digit !== undefined) dialled += String(digit).repeat(repeat);
    else if (/^\+?\d+$/.test(value)) dialled += value.repeat(repeat);
    else if (value === 'plus' && dialled === '') dialled = '+';
    else if (value in teens) dialled += String(teens[value]).repeat(repeat);
    else if (value in tens) {
      const unit = digits[words[at + 1] ?? ''];
      dialled += `${tens[value]}${unit ?? 0}`;
      if (unit !== undefined) at += 1;
    } else if (value === 'hundred') dialled += '00';
    else return undefined;
  }
  return dialled;
}
