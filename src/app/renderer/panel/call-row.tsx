import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { appOfTool } from '../../app-of-tool.ts';
import { AppIcon } from '../parts/app-icon.tsx';
import { StatusIcon } from '../parts/status-icon.tsx';
import { callInWords } from '../request/call-in-words.ts';
import type { RailRow } from '../request/lanes.ts';
import { outcomeInWords } from '../request/outcome-in-words.ts';
import type { GivenReply, Row } from '../request/view.ts';
import { QuestionBox } from './question-box.tsx';
import { Rail } from './rail.tsx';

/** One call of the plan: its place in the graph, what it does, how it stands; its result unfolds. */
export function CallRow({
  row,
  rows,
  rail,
  lanes,
  takesFocus,
  answered,
  onReply,
}: {
  readonly row: Row;
  readonly rows: readonly Row[];
  readonly rail: RailRow;
  readonly lanes: number;
  readonly takesFocus: boolean;
  /** The answer below tells what failed, so the row need not. */
  readonly answered: boolean;
  readonly onReply: (question: number, reply: GivenReply) => void;
}): JSX.Element {
  const [unfolded, setUnfolded] = useState<boolean | undefined>();
  const { call, status, question } = row;
  const { title, detail } = callInWords(
    call,
    rows.map((one) => one.call),
  );
  const outcome = outcomeInWords(row, rows);
  const more = status === 'failed' ? row.message : row.observation;
  const shown = more !== '' && (unfolded ?? (status === 'failed' && !answered));
  const statusOf = (id: number): Row['status'] => rows.find((one) => one.call.id === id)?.status ?? 'waiting';
  return (
    <li class="row" data-status={status}>
      <Rail rail={rail} status={status} statusOf={statusOf} lanes={lanes} />
      <div class="row-content">
        <button
          type="button"
          class="row-line"
          aria-expanded={shown}
          disabled={more === ''}
          onClick={() => setUnfolded(!shown)}
        >
          <AppIcon app={appOfTool[call.tool]} />
          <span class="row-words">
            <span class="row-title">{title}</span>
            {detail !== '' && <span class="row-detail">{detail}</span>}
          </span>
          <span class="row-outcome">{outcome}</span>
          <StatusIcon status={status} />
        </button>
        {shown && <p class="row-more">{more}</p>}
        {question !== undefined && (
          <QuestionBox
            key={question.question}
            question={question}
            takesFocus={takesFocus}
            onReply={(reply) => onReply(question.question, reply)}
          />
        )}
      </div>
    </li>
  );
}
