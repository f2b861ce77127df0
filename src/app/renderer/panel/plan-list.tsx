import type { JSX } from 'preact';
import { callsRead } from '../../../plan/call.ts';
import { railRows } from '../request/lanes.ts';
import type { GivenReply, Row } from '../request/view.ts';
import { CallRow } from './call-row.tsx';

/** The plan as a live graph, a call a row, in the order the planner wrote them. */
export function PlanList({
  rows,
  answered,
  onReply,
}: {
  readonly rows: readonly Row[];
  /** Whether the answer stands below. */
  readonly answered: boolean;
  readonly onReply: (question: number, reply: GivenReply) => void;
}): JSX.Element {
  const { rows: rails, lanes } = railRows(
    rows.map(({ call }) => ({ id: call.id, reads: callsRead(call.args) })),
  );
  const asking = rows.find(({ question }) => question !== undefined);
  return (
    <ol class="plan" aria-label="Plan">
      {rows.map((row, index) => {
        const rail = rails[index];
        return (
          rail !== undefined && (
            <CallRow
              key={row.call.id}
              row={row}
              rows={rows}
              rail={rail}
              lanes={lanes}
              takesFocus={row === asking}
              answered={answered}
              onReply={onReply}
            />
          )
        );
      })}
    </ol>
  );
}
