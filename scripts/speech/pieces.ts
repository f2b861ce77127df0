/**
 * A sentence as tokens, no two alike, so that each token alone tells which comes next: a word that comes again is
 * split in two at the first place where both halves are new. Throws when a sentence repeats itself too often.
 */
export function distinctPieces(sentence: string): string[] {
  const pieces: string[] = [];
  const add = (...all: string[]) => {
    if (new Set([...pieces, ...all]).size !== pieces.length + all.length) return false;
    pieces.push(...all);
    return true;
  };
  for (const word of sentence.trim().split(/\s+/)) {
    const piece = ` ${word}`;
    const cuts = Array.from({ length: piece.length - 1 }, (_, index) => index + 1);
    if (add(piece) || cuts.some((cut) => add(piece.slice(0, cut), piece.slice(cut)))) continue;
    throw new Error(`“${word}” comes too often in a scripted sentence.`);
  }
  return pieces;
}

/** Single characters beside the script, so that a vocabulary prompt can be spelled. */
export const characters: readonly string[] = Array.from({ length: 95 }, (_, index) =>
  String.fromCharCode(32 + index),
);
