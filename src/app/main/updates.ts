import type { PullProgress } from '../../runtime/downloads/pull-model.ts';
import type { Input, UpdateState } from '../contract.ts';
import { nowAndThen } from './now-and-then.ts';

/** Where new versions come from and who installs them. Each throws an UpdateError. */
export interface Updater {
  /** The newest version, if it is newer than this one. */
  check(): Promise<{ readonly version: string } | undefined>;
  /** Downloads what `check` found and hands it to macOS, which installs it when the app quits. */
  download(options: { signal: AbortSignal; onProgress: (progress: PullProgress) => void }): Promise<void>;
  /** Quits, installs, and starts the new version. */
  restart(): void;
}

/** `message` says what went wrong and what to do. */
export class UpdateError extends Error {
  override readonly name = 'UpdateError';
}

export interface Updates {
  readonly state: UpdateState;
  /** Does what the user asked; how it goes is told. */
  act(step: Input<'update'>['step']): Promise<void>;
  /** Whether the app may look for updates by itself, from now on. */
  allow(allowed: boolean): void;
  close(): void;
}

/** Between two looks, in milliseconds. The first comes when the app has had time to start. */
const everyMs = 24 * 60 * 60_000;
const firstMs = 60_000;
/** Progress is told so often at most. In milliseconds. */
const tellMs = 200;

/**
 * Looks for new versions: when the user asks, and once a day where the user allowed it; by itself it never does, and
 * nothing is downloaded without a yes. A look of its own that fails says nothing: the user asked for none.
 */
export function createUpdates({
  version,
  updater,
  whyNot,
  onChange,
}: {
  /** Of this app. */
  version: string;
  /** Undefined where there are no updates, for the reason in `whyNot`. */
  updater: Updater | undefined;
  whyNot: string;
  onChange: () => void;
}): Updates {
  let state: UpdateState = {
    version,
    status: updater === undefined ? 'unavailable' : 'idle',
    newVersion: '',
    message: whyNot,
    progress: undefined,
  };
  const tellProgress = nowAndThen(onChange, tellMs);
  let download: AbortController | undefined;
  let timer: NodeJS.Timeout | undefined;

  function show(part: Partial<UpdateState>): void {
    state = { ...state, message: '', progress: undefined, ...part };
    onChange();
  }

  async function check({ quietly }: { quietly: boolean }): Promise<void> {
    const before = state;
    if (updater === undefined || !startsAnew.has(before.status)) return;
    if (!quietly) show({ status: 'checking' });
    try {
      const found = await updater.check();
      if (found !== undefined) show({ status: 'available', newVersion: found.version });
      else if (!quietly) show({ status: 'current' });
    } catch (error) {
      if (!quietly) show({ status: 'failed', message: inWords(error) });
    }
  }

  async function begin(): Promise<void> {
    // one that failed is tried again
    if (updater === undefined || (state.status !== 'available' && state.status !== 'failed')) return;
    if (state.newVersion === '') return;
    download = new AbortController();
    const { signal } = download;
    show({ status: 'downloading' });
    try {
      await updater.download({
        signal,
        onProgress: (progress) => {
          if (signal.aborted) return;
          state = { ...state, progress };
          tellProgress();
        },
      });
      show({ status: 'ready' });
    } catch (error) {
      show(signal.aborted ? { status: 'available' } : { status: 'failed', message: inWords(error) });
    }
  }

  return {
    get state() {
      return state;
    },
    async act(step) {
      switch (step) {
        case 'check':
          return check({ quietly: false });
        case 'download':
          return begin();
        case 'cancel':
          download?.abort(new DOMException('Stopped by the user.', 'AbortError'));
          return;
        case 'restart':
          if (state.status === 'ready') updater?.restart();
          return;
        default:
          step satisfies never;
      }
    },
    allow(allowed) {
      if (allowed === (timer !== undefined)) return;
      clearTimeout(timer);
      timer = undefined;
      if (!allowed) return;
      const next = (): void => {
        void check({ quietly: true });
        timer = setTimeout(next, everyMs);
      };
      timer = setTimeout(next, firstMs);
    },
    close() {
      clearTimeout(timer);
      download?.abort(new DOMException('The app quits.', 'AbortError'));
    },
  };
}

/** A version that was found, is coming or is here is not looked for again. */
const startsAnew: ReadonlySet<UpdateState['status']> = new Set(['idle', 'current', 'failed', 'available']);

function inWords(error: unknown): string {
  if (error instanceof UpdateError) return error.message;
  return `Looking for updates failed: ${error instanceof Error ? error.message : String(error)}`;
}
