/**
 * The longest beginning (or end) of a text with which `fits` is still true, cut at a blank; "" when there is none.
 * `fits` is asked some fifteen times.
 */
export function trimmed(text: string, from: 'start' | 'end', fits: (part: string) => boolean): string {
  if (fits(text)) return text;
  const part = (length: number): string =>
    from === 'start' ? text.slice(0, length) : text.slice(text.length - length);
  let [enough, tooMuch] = [0, text.length];
  while (tooMuch - enough > Math.max(8, enough / 50)) {
    const middle = Math.floor((enough + tooMuch) / 2);
    if (fits(part(middle))) enough = middle;
    else tooMuch = middle;
  }
  const kept = part(enough);
  return from === 'start' ? kept.replace(/\s\S*$/, '') : kept.replace(/^\S*\s/, '');
}
