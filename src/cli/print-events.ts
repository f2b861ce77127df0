import type { AssistEvent } from '../events.ts';
import type { Trouble } from '../mac/trouble.ts';

/** Prints one event as a line of JSON; what is no data (the way to answer a question) is left out. */
export function jsonEvent(event: AssistEvent): void {
  process.stdout.write(
    `${JSON.stringify(event, (_, value) => (typeof value === 'function' ? undefined : value))}\n`,
  );
}

/** Prints events for people, as they happen. Colour only on a terminal that wants it. */
export function printEvents(out: NodeJS.WriteStream): (event: AssistEvent) => void {
  const colour = out.isTTY === true && process.env.NO_COLOR === undefined;
  const paint = (code: number) => (text: string) => (colour ? `\u001b[${code}m${text}\u001b[0m` : text);
  const [dim, red, green, yellow, bold] = [paint(2), paint(31), paint(32), paint(33), paint(1)];
  const line = (text: string) => out.write(`${text}\n`);
  return (event) => {
    switch (event.type) {
      case 'retrieved': {
        const tools = event.tools.map(({ name, score }) => `${name} ${score.toFixed(2)}`).join(', ');
        return line(`${dim('tools ')} ${tools === '' ? 'none' : tools} ${dim(ms(event.ms))}`);
      }
      case 'planning':
      case 'started':
      case 'consented':
        return;
      case 'progress':
        return line(`${dim(`$${event.id}`.padEnd(6))} ${dim(event.text)}`);
      case 'trouble':
        return line(`${dim('help  ')} ${helpWith(event.trouble)}`);
      case 'call':
        return line(`${dim('plan  ')} ${event.call.id}. ${event.text} ${dim(ms(event.ms))}`);
      case 'planned':
        return;
      case 'misplanned':
        return line(`${red('plan  ')} ${event.message}`);
      case 'question':
        return line(`${yellow(`$${event.id}`.padEnd(6))} ${event.question.text.split('\n')[0]}`);
      case 'finished':
        return line(
          `${green(`$${event.id}`.padEnd(6))} ${indented(event.observation)} ${dim(ms(event.durationMs))}`,
        );
      case 'failed':
        return line(
          `${red(`$${event.id}`.padEnd(6))} ${indented(event.message)} ${dim(ms(event.durationMs))}`,
        );
      case 'skipped':
        return line(`${yellow(`$${event.id}`.padEnd(6))} not run, for want of $${event.because}`);
      case 'replanning':
        return line(`${yellow('again ')} ${event.why}`);
      case 'answered': {
        const { text, timings } = event.answer;
        line('');
        line(bold(text));
        line(
          dim(
            `${ms(timings.totalMs)}: tools ${ms(timings.retrievalMs)}, plan ${ms(timings.planMs)}, ` +
              `rest ${ms(timings.executionMs)}`,
          ),
        );
        return;
      }
      default:
        event satisfies never;
    }
  };
}

/** What is the matter is told by the call that failed; this is the way out. */
function helpWith({ app, pane }: Trouble): string {
  const name = app.includes(' ') ? `"${app}"` : app;
  return pane === undefined
    ? `tinyagent doctor ${name} tells whether ${app} can be reached again`
    : `tinyagent doctor --open ${name} opens the setting for it`;
}

/** Whole milliseconds, with one decimal below ten. */
const ms = (value: number): string => `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;

const indented = (text: string): string => text.replaceAll('\n', '\n       ');
