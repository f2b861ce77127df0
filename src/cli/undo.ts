import { readDone, writeDone } from '../settings/done-requests.ts';
import { takeBack } from '../undo.ts';
import { chooseMac } from './choose-mac.ts';
import { done, failed } from './exit-status.ts';
import { openLog } from './way-in.ts';

/**
 * `tinyagent ask --undo`: takes back what the last request did, the last effect first. What could not be taken back
 * is said; it is not tried again.
 */
export async function undoLast(
  options: { readonly dryRun?: true; readonly world?: string; readonly json?: true },
  now: Date,
): Promise<number> {
  const requests = await readDone();
  const last = requests.at(-1);
  if (last === undefined) {
    process.stderr.write('There is nothing to take back.\n');
    return failed;
  }
  const controller = new AbortController();
  const onInterrupt = () => controller.abort(new DOMException('Stopped.', 'AbortError'));
  process.on('SIGINT', onInterrupt);
  const { mac, zoom, notice, save } = await chooseMac(options, now);
  if (notice !== '' && !options.json) process.stderr.write(`${notice}\n`);
  if (!options.json) process.stdout.write(`Taking back: ${last.query}\n`);
  const log = await openLog();
  const left = [...last.undo];
  let status: number = done;
  try {
    for await (const { token, done: isDone, text } of takeBack(last.undo, {
      mac,
      zoom,
      signal: controller.signal,
    })) {
      left.pop();
      await log.undone(token.label, { done: isDone, message: text });
      if (!isDone) status = failed;
      process.stdout.write(
        options.json
          ? `${JSON.stringify({ type: 'taken-back', done: isDone, label: token.label, text })}\n`
          : `${text}\n`,
      );
    }
    return status;
  } finally {
    process.off('SIGINT', onInterrupt);
    await save();
    await writeDone([...requests.slice(0, -1), ...(left.length > 0 ? [{ ...last, undo: left }] : [])]);
  }
}
