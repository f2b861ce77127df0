import { ToolError } from './tool.ts';

/** One property of what was made: as it was asked for, and as the app has it now. */
export interface Compared {
  /** "title", "start". */
  readonly what: string;
  readonly asked: string;
  readonly found: string;
  /** Enough when what was asked for stands within what is there: a mail may have a signature below it. */
  readonly within?: true;
}

/**
 * Compares what was asked for with what the app has now; kinds and numbers of blanks and line breaks do not count.
 * Throws ToolError('mismatch') that tells both values of each difference.
 */
export function prove(thing: string, compared: readonly Compared[]): void {
  const differing = compared.filter(({ asked, found, within = false }) =>
    within ? !plain(found).includes(plain(asked)) : plain(asked) !== plain(found),
  );
  if (differing.length === 0) return;
  const told = differing.map(
    ({ what, asked, found }) => `${what} ${shown(found)} instead of ${shown(asked)}`,
  );
  throw new ToolError('mismatch', `${thing} is not as it should be: ${told.join('; ')}. Look at it there.`);
}

const plain = (text: string): string => text.normalize('NFC').replace(/\s+/g, ' ').trim();

const shown = (text: string): string => (text === '' ? 'empty' : `“${text}”`);
