import { gigabytes } from './gigabytes.ts';
import { startLlama } from './llama.ts';
import { ModelError } from './manifest.ts';
import { createTurns, untilAborted } from './turns.ts';

/** What is to be kept in memory only as long as it is of use. */
export interface Loadable<Resource> {
  readonly name: string;
  /** How much memory opening it takes, about. */
  bytesNeeded(): Promise<number>;
  open(signal: AbortSignal): Promise<Resource>;
  close(resource: Resource): Promise<void>;
}

/** A resource that is opened when it is first taken and closed when it has been idle, or when another needs the room. */
export interface Kept<Resource> {
  /**
   * Waits for its turn (one user at a time) and opens the resource where it is not. Throws ModelError when there is
   * not enough memory, and `signal.reason` on abort.
   */
  take(signal: AbortSignal): Promise<Lease<Resource>>;
  readonly loaded: boolean;
  dispose(): Promise<void>;
}

export interface Lease<Resource> {
  readonly resource: Resource;
  /** Ends the turn. A `broken` resource is closed, and opened anew when it is next taken. */
  release(how?: { broken?: boolean }): Promise<void>;
}

export interface ModelMemory {
  keep<Resource>(loadable: Loadable<Resource>): Kept<Resource>;
}

/** After so long without use a model is closed: its memory is more useful to the user's apps. In milliseconds. */
const defaultIdleMs = 10 * 60_000;

/** Decides which models are in memory, so that they never take more than is left of it. */
export function createModelMemory({
  idleMs = defaultIdleMs,
  bytesLeft = memoryLeft,
}: {
  idleMs?: number;
  bytesLeft?: () => Promise<number>;
} = {}): ModelMemory {
  /** Open and not in use, the one used longest ago first. */
  const idle = new Map<object, () => Promise<void>>();
  /** One model is opened at a time: two at once would both count on the same memory. */
  const openings = createTurns();

  async function makeRoom(name: string, needed: number): Promise<void> {
    let left = await bytesLeft();
    for (const close of [...idle.values()]) {
      if (left >= needed) return;
      await close();
      left = await bytesLeft();
    }
    if (left < needed) {
      throw new ModelError(
        `${name} needs about ${gigabytes(needed)} of memory, and ${gigabytes(left)} are left. Close some apps, or choose a smaller model (tinyagent models list).`,
      );
    }
  }

  function keep<Resource>(loadable: Loadable<Resource>): Kept<Resource> {
    const turns = createTurns();
    const key = {};
    let opened: { resource: Resource } | undefined;
    let timer: NodeJS.Timeout | undefined;
    let disposed = false;

    async function close(): Promise<void> {
      clearTimeout(timer);
      idle.delete(key);
      const { resource } = opened ?? {};
      opened = undefined;
      if (resource !== undefined) await loadable.close(resource);
    }
    /** Closes it unless somebody uses it, in a turn of its own so that nobody is given what is being closed. */
    async function closeIfIdle(): Promise<void> {
      if (turns.busy) return;
      const end = await turns.take(never);
      try {
        await close();
      } finally {
        end();
      }
    }
    async function open(signal: AbortSignal): Promise<Resource> {
      const end = await openings.take(signal);
      try {
        await makeRoom(loadable.name, await loadable.bytesNeeded());
        signal.throwIfAborted();
        const resource = await loadable.open(signal);
        opened = { resource };
        return resource;
      } finally {
        end();
      }
    }

    return {
      get loaded() {
        return opened !== undefined;
      },
      async take(signal) {
        const end = await turns.take(signal);
        const park = () => {
          if (opened !== undefined) {
            idle.set(key, closeIfIdle);
            timer = setTimeout(() => void closeIfIdle(), idleMs);
            timer.unref();
          }
          end();
        };
        if (disposed) {
          end();
          throw new ModelError(`${loadable.name} was closed.`);
        }
        clearTimeout(timer);
        idle.delete(key);
        const opening = opened === undefined ? open(signal) : Promise.resolve(opened.resource);
        try {
          return {
            resource: await untilAborted(opening, signal),
            release: async ({ broken = false } = {}) => {
              if (broken) await close().finally(end);
              else park();
            },
          };
        } catch (error) {
          // whoever gives up is told at once; the turn ends when what was begun has ended
          void opening.then(park, park);
          throw error;
        }
      },
      async dispose() {
        const end = await turns.take(never);
        try {
          disposed = true;
          await close();
        } finally {
          end();
        }
      },
    };
  }
  return { keep };
}

const never = new AbortController().signal;

/** Memory that programs can have without others being pushed out. In bytes. */
export async function memoryLeft(): Promise<number> {
  return (await (await startLlama()).getRamState()).free;
}
