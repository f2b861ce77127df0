import type { LogEntry } from './entry.ts';

/** An entry for people to read; none for what another one tells as well. */
export function entryInWords(entry: LogEntry): string[] {
  switch (entry.type) {
    case 'request':
      return [entry.mac === 'simulated' ? `${entry.query} (on the simulated Mac)` : entry.query];
    case 'call':
      return [`${entry.call}. ${entry.text}`];
    case 'plan':
    case 'answer':
      return [];
    case 'misplanned':
      return [`not understood: ${entry.message}`];
    case 'replanning':
      return [`planned again: ${entry.why}`];
    case 'question':
      return [`$${entry.call} asked: ${entry.text} ${entry.choices.join(' / ')}`.trimEnd()];
    case 'consent':
      return [
        `$${entry.call} ${entry.allowed ? 'allowed' : 'not allowed'}${entry.asked ? ' by you' : ''}: ${entry.words}`,
      ];
    case 'trouble':
      return [`$${entry.call} ${entry.app}: ${entry.state}`];
    case 'outcome':
      return [`$${entry.call} ${entry.status === 'failed' ? 'failed: ' : ''}${entry.message}`];
    case 'undo':
      return [`${entry.done ? 'taken back' : 'not taken back'}: ${entry.what}. ${entry.message}`];
    case 'ended':
      return [entry.how === 'stopped' ? 'stopped' : `broke: ${entry.message}`];
    default:
      return entry satisfies never;
  }
}
