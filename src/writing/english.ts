/** Words of other languages that stand in nearly every sentence of them and in none of English. */
const elsewhere =
  /(?<!\p{L})(?:ich|und|ist|nicht|der|das|wir|ein|eine|mit|für|bin|kann|dass|auf|zu|jeg|jag|och|det|som|ikke|inte|een|het|niet|ik|je|voor|que|por|para|el|la|los|las|una|estoy|está|en|de|le|les|pas|suis|pour|du|il|che|sono|di|um|uma|não|não|com|eu|é)(?!\p{L})/u;

/** Whether grammar of English may be applied to a text. */
export const isEnglish = (text: string): boolean =>
  !elsewhere.test(text) && !/[^\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}\p{Co}]/u.test(text);

/** Days and months that are no other word. */
const days =
  'monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|april|june|july|september|october|november|december';
export const isDay = (word: string): boolean => new RegExp(`^(?:${days}|march|may|august)$`, 'i').test(word);

const contractions: Readonly<Record<string, string>> = {
  im: "I'm",
  ive: "I've",
  cant: "can't",
  dont: "don't",
  wont: "won't",
  didnt: "didn't",
  doesnt: "doesn't",
  isnt: "isn't",
  arent: "aren't",
  couldnt: "couldn't",
  wouldnt: "wouldn't",
  havent: "haven't",
  thats: "that's",
  youre: "you're",
};

/** What is quickly typed or dictated as it is spelt: "i", "im", "monday". Only of English. */
export function spelt(text: string): string {
  if (!isEnglish(text)) return text;
  return text
    .replace(/(?<![\p{L}\p{N}'’-])i(?=['’](?:m|ve|ll|d)\b|[\s,.!?]|$)(?!\.\p{L})/gu, 'I')
    .replace(/(?<![\p{L}\p{N}'’-])\p{Ll}+(?![\p{L}\p{N}'’-])/gu, (word) => contractions[word] ?? word)
    .replace(
      new RegExp(`(?<![\\p{L}\\p{N}-])(?:${days})(?:s?)(?![\\p{L}\\p{N}-])`, 'gu'),
      (day) => day.charAt(0).toUpperCase() + day.slice(1),
    );
}
