import { MacError } from '../mac/mac.ts';
import { loadScript } from './load-script.ts';
import { scriptRows } from './script-rows.ts';
import type { ToolContext } from './tool.ts';

const contactNamesScript = loadScript(
  new URL('./contacts/', import.meta.url).href,
  'contact-names',
  'Contacts',
);
const noteNamesScript = loadScript(new URL('./notes/', import.meta.url).href, 'note-names', 'Notes');

/**
 * What somebody who speaks is likely to name: people in Contacts, titles of notes. An app that gives none (not
 * permitted, not answering) leaves its part empty: speech is understood without, if less well.
 */
export async function spokenNames(
  context: Pick<ToolContext, 'mac' | 'signal'>,
): Promise<{ names: string[]; titles: string[] }> {
  const rows = (script: typeof contactNamesScript) =>
    scriptRows(script, [], context).then(
      (all) => all.map(([name = '']) => name),
      (error: unknown) => {
        if (error instanceof MacError) return [];
        throw error;
      },
    );
  const [names, titles] = await Promise.all([rows(contactNamesScript), rows(noteNamesScript)]);
  return { names, titles };
}
