/** An item of a list has at most so many words. */
const mostWords = 4;

/** The items of "lentils, ghee and cumin", three at least and all short; undefined of any other text. */
export function listItems(text: string): string[] | undefined {
  if (/[\n.!?:;"“(]/.test(text)) return undefined;
  const items = text.split(/\s*,\s*(?:and\s+|&\s*)?|\s+(?:and|&)\s+/);
  const areItems =
    text.includes(',') &&
    items.length >= 3 &&
    items.every((item) => item !== '' && item.split(/\s+/).length <= mostWords);
  return areItems ? items : undefined;
}
