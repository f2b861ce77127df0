import { appOfTool } from '../../app-of-tool.ts';
import type { Target } from '../../contract.ts';
import type { Row } from './view.ts';

/** What “Open” opens: what the last call that was done made or found. Undefined when nothing was. */
export function openTarget(rows: readonly Row[]): Target | undefined {
  const row = rows.findLast(({ status }) => status === 'done');
  if (row === undefined) return undefined;
  const { call, observation } = row;
  if (call.tool === 'open_and_get_file_path' && observation.startsWith('/'))
    return { kind: 'file', path: observation };
  if (/^https:\/\/\S+$/.test(observation)) return { kind: 'url', url: observation };
  return { kind: 'app', app: appOfTool[call.tool] };
}
