import type { Diagnosis } from '../../mac/trouble.ts';
import type { Vocabulary } from '../../runtime/speech/vocabulary-prompt.ts';
import { lastEvents, type WireEvent } from '../contract.ts';
import type { EngineCommand, EngineReport } from '../engine/protocol.ts';

/** The engine process as main sees it: a utility process, or a child process in tests. */
export interface EngineProcess {
  send(command: EngineCommand): void;
  kill(): void;
}

export interface EngineStatus {
  readonly status: 'loading' | 'ready' | 'failed';
  /** Why it failed and what to do; "" otherwise. */
  readonly message: string;
}

export interface EngineHost {
  readonly status: EngineStatus;
  send(command: EngineCommand): void;
  /** Ends the process for good. */
  close(): void;
}

/** A process that does not stop within this time is ended and started again. In milliseconds. */
const patienceMs = 3000;
/** So many crashes within `crashWindowMs` and it is not started again by itself. */
const mostCrashes = 3;
const crashWindowMs = 60_000;

/**
 * Keeps an engine process: starts it, starts it again when it crashes and tells the requests that it had,
 * ends it when it does not stop at a cancel. Events are handed on in the order they came.
 */
export function createEngineHost({
  start,
  onEvent,
  onStatus,
  onDiagnoses = () => {},
  onVocabulary = () => {},
  now = Date.now,
}: {
  /** Starts a process; it calls back with what it reports, and once when it has ended. */
  start: (callbacks: { onReport: (report: EngineReport) => void; onExit: () => void }) => EngineProcess;
  onEvent: (id: string, event: WireEvent) => void;
  onStatus: (status: EngineStatus) => void;
  onDiagnoses?: (diagnoses: readonly Diagnosis[]) => void;
  onVocabulary?: (vocabulary: Vocabulary) => void;
  /** Milliseconds; for crashes in a row. */
  now?: () => number;
}): EngineHost {
  let status: EngineStatus = { status: 'loading', message: '' };
  let engine: EngineProcess | undefined;
  let closed = false;
  let crashes: number[] = [];
  let zoom: Extract<EngineCommand, { type: 'zoom' }> | undefined;
  /** Requests without a last event, and for those that were cancelled the timer that loses patience. */
  const open = new Map<string, NodeJS.Timeout | undefined>();

  function setStatus(next: EngineStatus): void {
    status = next;
    onStatus(next);
  }

  function end(id: string): void {
    clearTimeout(open.get(id));
    open.delete(id);
  }

  function launch(): void {
    setStatus({ status: 'loading', message: '' });
    engine = start({
      onReport(report) {
        if (report.type === 'loading') return setStatus({ status: 'loading', message: '' });
        if (report.type === 'ready') return setStatus({ status: 'ready', message: '' });
        if (report.type === 'failed') return setStatus({ status: 'failed', message: report.message });
        if (report.type === 'diagnosed') return onDiagnoses(report.diagnoses);
        if (report.type === 'vocabulary') return onVocabulary(report);
        const { id, event } = report;
        if (lastEvents.has(event.type) || event.type === 'undone') end(id);
        onEvent(id, event);
      },
      onExit: ended,
    });
    if (zoom !== undefined) engine.send(zoom);
  }

  function ended(): void {
    engine = undefined;
    if (closed) return;
    const time = now();
    crashes = [...crashes.filter((at) => time - at < crashWindowMs), time];
    const again = crashes.length < mostCrashes;
    for (const [id, patience] of [...open]) {
      end(id);
      // a request that was being cancelled has been: its process was ended for it
      onEvent(id, patience === undefined ? crashed : { type: 'stopped' });
    }
    if (again) launch();
    else setStatus({ status: 'failed', message: tooManyCrashes });
  }

  launch();
  return {
    get status() {
      return status;
    },
    send(command) {
      if (command.type === 'zoom') zoom = command;
      if (engine === undefined) {
        if (command.type === 'zoom' || closed) return;
        crashes = []; // the user asked again, which is worth another try
        launch();
      }
      switch (command.type) {
        case 'ask':
        case 'review':
        case 'run':
        case 'undo':
          open.set(command.id, undefined);
          break;
        case 'cancel': {
          if (!open.has(command.id)) return;
          const running = engine;
          clearTimeout(open.get(command.id));
          open.set(
            command.id,
            setTimeout(() => running?.kill(), patienceMs),
          );
          break;
        }
        case 'answer':
        case 'diagnose':
        case 'reload':
        case 'vocabulary':
        case 'zoom':
          break;
        default:
          command satisfies never;
      }
      engine?.send(command);
    },
    close() {
      closed = true;
      for (const id of [...open.keys()]) end(id);
      engine?.kill();
    },
  };
}

const crashed: WireEvent = {
  type: 'broke',
  code: 'engine-crashed',
  message:
    'The engine stopped unexpectedly and was started again. What is ticked above was done; the rest was not.',
};

const tooManyCrashes =
  'The engine stopped several times in a row. Ask again to start it once more; if it keeps stopping, restart TinyAgent.';
