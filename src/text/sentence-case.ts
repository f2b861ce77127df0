/** With a capital first letter, unless the first word has capitals of its own ("iPhone"). */
export const sentenceCase = (text: string): string =>
  /^\p{Ll}\S*\p{Lu}/u.test(text) ? text : text.charAt(0).toUpperCase() + text.slice(1);
