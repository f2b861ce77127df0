import type { JSX } from 'preact';
import type { RailRow } from '../request/lanes.ts';
import type { Row } from '../request/view.ts';

/** Where lane 0 is, how far the next one, and how far below a row's top its dot: as the style sheet has it. In pixels. */
const firstLane = 8;
const laneStep = 14;
const dotAt = 20;
const bend = 9;

export const railWidth = (lanes: number): number => firstLane * 2 + (lanes - 1) * laneStep;

/**
 * The piece of the graph that stands beside one row. Lines that go on below are boxes as high as the row, so that
 * there is no gap however high it grows; only the bend to the dot is drawn to measure.
 */
export function Rail({
  rail,
  status,
  statusOf,
  lanes,
}: {
  readonly rail: RailRow;
  readonly status: Row['status'];
  readonly statusOf: (id: number) => Row['status'];
  readonly lanes: number;
}): JSX.Element {
  const x = (lane: number): number => firstLane + lane * laneStep;
  const dot = x(rail.lane);
  return (
    <span class="rail" style={{ width: `${railWidth(lanes)}px` }} aria-hidden="true">
      {rail.passing.map(({ lane, from }) => (
        <i key={lane} class="line" data-status={statusOf(from)} style={{ left: `${x(lane)}px` }} />
      ))}
      {rail.leaving && <i class="line below" data-status={status} style={{ left: `${dot}px` }} />}
      <svg width={railWidth(lanes)} height={dotAt + 8} aria-hidden="true">
        {rail.arriving.map(({ lane, from }) => (
          <path key={lane} class="bend" data-status={statusOf(from)} d={path(x(lane), dot)} />
        ))}
        <circle class="halo" data-status={status} cx={dot} cy={dotAt} r="5" />
        <circle class="dot" data-status={status} cx={dot} cy={dotAt} r="5" />
      </svg>
    </span>
  );
}

/** Straight down on the dot's own lane; from another, down and round the corner. */
function path(from: number, dot: number): string {
  if (from === dot) return `M${from} 0V${dotAt}`;
  const side = dot < from ? -1 : 1;
  return `M${from} 0V${dotAt - bend}Q${from} ${dotAt} ${from + side * bend} ${dotAt}H${dot}`;
}
