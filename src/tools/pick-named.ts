import { pickFitting } from './pick-fitting.ts';
import type { ToolContext } from './tool.ts';

/** The one of the names there are that was meant: a calendar, a list, a folder. Throws as `pickFitting` does. */
export const pickNamed = (
  said: string,
  names: readonly string[],
  { kind, app }: { readonly kind: 'folder' | 'list' | 'calendar'; readonly app: string },
  context: Pick<ToolContext, 'choose' | 'canAsk'>,
): Promise<string> =>
  pickFitting(
    [...new Set(names)],
    said,
    {
      kind,
      where: `in ${app}`,
      nameOf: (name) => name,
      choice: (name) => ({ label: name, detail: '' }),
    },
    context,
  );
