import { fold, wordsOf } from '../text/fold.ts';
import { bestRanked } from './best-ranked.ts';
import { ToolError } from './tool.ts';

/**
 * The one of the names there are that was meant by what was said: the same, the same without "my" and the
 * kind's own word ("my work calendar"), or the only one that has all its words.
 * Throws ToolError('not-found') that names what there is, ToolError('ambiguous') when several fit.
 */
export function pickNamed(
  said: string,
  names: readonly string[],
  { kind, app }: { readonly kind: 'folder' | 'list' | 'calendar'; readonly app: string },
): string {
  const wanted = wordsOf(said).filter((word) => !['my', 'the', kind, `${kind}s`].includes(word));
  const found = bestRanked([...new Set(names)], (name) => {
    if (fold(name) === fold(said)) return 0;
    const own = wordsOf(name);
    if (own.join(' ') === wanted.join(' ')) return 1;
    return wanted.length > 0 && wanted.every((word) => own.includes(word)) ? 2 : undefined;
  });
  const [name, ...others] = found?.items ?? [];
  const listed = (all: readonly string[]) => all.map((one) => `“${one}”`).join(', ');
  if (name === undefined) {
    const there = names.length === 0 ? 'There is none.' : `There are: ${listed(names)}.`;
    throw new ToolError('not-found', `${app} has no ${kind} “${said}”. ${there}`);
  }
  if (others.length > 0) {
    throw new ToolError(
      'needs-answer',
      `“${said}” may be the ${kind} ${listed([name, ...others])}: say which.`,
    );
  }
  return name;
}
