import type { RequestView } from '../request/view.ts';

/** What VoiceOver says when the request has come further. */
export function announcement(view: RequestView): string {
  if (view.undone !== undefined) return [...view.undone.done, ...view.undone.failed].join(' ');
  switch (view.phase) {
    case 'planning':
      return 'Planning';
    case 'running':
      return 'Working';
    case 'review':
      return `A plan of ${view.rows.length} steps to look over`;
    case 'ended':
      return view.answer?.text ?? view.ending?.message ?? '';
    default:
      return view.phase satisfies never;
  }
}
