import type { JSX } from 'preact';
import type { Row } from '../request/view.ts';

/** How a call stands, as a sign and in a word. */
export function StatusIcon({ status }: { readonly status: Row['status'] }): JSX.Element {
  return (
    <span class="status" data-status={status}>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        {signs[status]}
      </svg>
      <span class="unseen">{words[status]}</span>
    </span>
  );
}

const words: Readonly<Record<Row['status'], string>> = {
  waiting: 'Not started',
  running: 'Running',
  asking: 'Needs you',
  done: 'Done',
  failed: 'Failed',
  skipped: 'Not done',
};

const signs: Readonly<Record<Row['status'], JSX.Element>> = {
  waiting: <circle class="hollow dashed" cx="8" cy="8" r="6.500" />,
  running: (
    <g class="spinner">
      <circle class="track" cx="8" cy="8" r="6.200" />
      <path class="arc" d="M8 1.800a6.200 6.200 0 0 1 6.200 6.200" />
    </g>
  ),
  asking: (
    <g>
      <circle class="full" cx="8" cy="8" r="7.500" />
      <path class="sign" d="M6.100 6.300a2 2 0 1 1 2.900 1.800c-.7.300-1 .7-1 1.300" />
      <circle class="point" cx="8" cy="11.600" r=".95" />
    </g>
  ),
  done: (
    <g>
      <circle class="full" cx="8" cy="8" r="7.500" />
      <path class="sign" d="m4.900 8.300 2.100 2.100 4.100-4.700" />
    </g>
  ),
  failed: (
    <g>
      <circle class="full" cx="8" cy="8" r="7.500" />
      <path class="sign" d="M8 4.300v4.600" />
      <circle class="point" cx="8" cy="11.500" r="1" />
    </g>
  ),
  skipped: (
    <g>
      <circle class="hollow" cx="8" cy="8" r="6.500" />
      <path class="dash" d="M5.400 8h5.200" />
    </g>
  ),
};
