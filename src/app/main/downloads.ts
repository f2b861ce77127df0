import { DownloadError } from '../../runtime/downloads/download-error.ts';
import type { PullProgress } from '../../runtime/downloads/pull-model.ts';
import type { Download, Downloadable, DownloadKind, Input } from '../contract.ts';
import { nowAndThen } from './now-and-then.ts';

/** Where one kind of thing is downloaded from and kept. Each throws an Error with words for the user. */
export interface DownloadSource {
  /** Goes on where an earlier attempt ended. Throws `signal.reason` on abort. */
  pull(
    id: string,
    options: { signal: AbortSignal; onProgress: (progress: PullProgress) => void; anyway: boolean },
  ): Promise<void>;
  /** Throws when it is not as it was published, and `signal.reason` on abort. */
  verify(id: string, options: { signal: AbortSignal }): Promise<void>;
  remove(id: string): Promise<void>;
}

export interface Downloads {
  readonly list: readonly Download[];
  /** Does what a window asked. What is begun goes on by itself and is told; only `remove` is waited for. */
  act(asked: Input<'download'>): Promise<void>;
  /** Stops all of them; what came is kept. */
  close(): void;
}

/** Progress is told so often at most. In milliseconds. */
const tellMs = 200;

/** The downloads of the app, one of each thing at a time. */
export function createDownloads({
  sources,
  onProgress,
  onChange,
}: {
  sources: Readonly<Record<DownloadKind, DownloadSource>>;
  /** `list` has changed. */
  onProgress: () => void;
  /** What is on this Mac has changed: something came, went, or is there in part. */
  onChange: (kind: DownloadKind) => Promise<void>;
}): Downloads {
  const shown = new Map<string, Download>();
  const running = new Map<string, { controller: AbortController; ended: Promise<void> }>();
  const keyOf = ({ kind, id }: Downloadable): string => `${kind} ${id}`;
  const tellProgress = nowAndThen(onProgress, tellMs);

  function set(what: Downloadable, part: Partial<Download> | undefined): void {
    const { kind, id } = what;
    const nothing = { kind, id, status: 'downloading', progress: undefined, message: '', canInsist: false };
    if (part === undefined) shown.delete(keyOf(what));
    else shown.set(keyOf(what), { ...nothing, ...part } as Download);
  }

  function show(what: Downloadable, part: Partial<Download> | undefined): void {
    set(what, part);
    onProgress();
  }

  function start(
    what: Downloadable,
    work: (signal: AbortSignal) => Promise<Partial<Download> | undefined>,
  ): void {
    const key = keyOf(what);
    if (running.has(key)) return;
    const controller = new AbortController();
    const run = async (): Promise<void> => {
      let end: Partial<Download> | undefined;
      try {
        end = await work(controller.signal);
      } catch (error) {
        if (!controller.signal.aborted) end = failure(error);
      }
      running.delete(key);
      await onChange(what.kind).catch((error: unknown) => {
        end = failure(error);
      });
      show(what, end);
    };
    running.set(key, { controller, ended: run() });
  }

  return {
    get list() {
      return [...shown.values()];
    },
    async act({ kind, id, step, anyway = false }) {
      const what = { kind, id };
      const source = sources[kind];
      switch (step) {
        case 'begin':
          return start(what, async (signal) => {
            show(what, { status: 'downloading' });
            await source.pull(id, {
              signal,
              anyway,
              onProgress: (progress) => {
                set(what, { status: 'downloading', progress });
                tellProgress();
              },
            });
            return undefined;
          });
        case 'verify':
          return start(what, async (signal) => {
            show(what, { status: 'verifying' });
            await source.verify(id, { signal });
            return { status: 'verified' };
          });
        case 'cancel':
          running.get(keyOf(what))?.controller.abort(stopped());
          return;
        case 'remove': {
          const under = running.get(keyOf(what));
          under?.controller.abort(stopped());
          await under?.ended;
          await source.remove(id);
          await onChange(kind);
          show(what, undefined);
          return;
        }
        default:
          step satisfies never;
      }
    },
    close() {
      for (const { controller } of running.values()) controller.abort(stopped());
    },
  };
}

const stopped = (): DOMException => new DOMException('Stopped by the user.', 'AbortError');

const failure = (error: unknown): Partial<Download> => ({
  status: 'failed',
  message: error instanceof Error ? error.message : String(error),
  canInsist: error instanceof DownloadError && error.code === 'no-memory',
});
