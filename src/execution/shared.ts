import type { Mac } from '../mac/mac.ts';

/** What the calls of one request share, though they run side by side. */
export interface Shared {
  /** The names of people found earlier in this request, by their addresses and numbers. */
  readonly knownNames: Map<string, string>;
  /** Whom the user meant by a name that fits several people, by the name as it was said, folded: asked once. */
  readonly chosenPeople: Map<string, Promise<string>>;
  /** Does `work` once all before it for the same thing has ended, well or not. */
  inTurn<Result>(what: string, work: () => Promise<Result>): Promise<Result>;
  /**
   * Puts text on the clipboard, of which there is one for all calls: false when another call has it already, or when
   * this one could do without (`may`) and a mail of the request will need it.
   */
  copy(text: string, options: { need: 'must' | 'may'; signal: AbortSignal }): Promise<boolean>;
}

/** `clipboardIsForMail`: a reply or a forwarded mail is among what the request calls for; Mail takes its text no other way. */
export function createShared({
  mac,
  clipboardIsForMail,
}: {
  mac: Pick<Mac, 'copy'>;
  clipboardIsForMail: boolean;
}): Shared {
  const turns = new Map<string, Promise<unknown>>();
  let clipboardIsTaken = false;
  return {
    knownNames: new Map(),
    chosenPeople: new Map(),
    inTurn(what, work) {
      const before = turns.get(what) ?? Promise.resolve();
      const own = before.then(work, work);
      turns.set(what, own);
      return own;
    },
    async copy(text, { need, signal }) {
      if (clipboardIsTaken || (need === 'may' && clipboardIsForMail)) return false;
      clipboardIsTaken = true;
      await mac.copy(text, { signal });
      return true;
    },
  };
}
