import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as setTimeoutPromise } from 'node:timers/promises';
import { DownloadError } from './download-error.ts';
import { assertOk, fileAddress, type HubFile, hubName, request } from './hub.ts';

/** After so long without a byte the connection is taken up anew. In milliseconds. */
const stallMs = 20_000;
/** So many times in a row without a byte more, and the download is given up; what came is kept. */
const mostFailures = 5;
/** Waits before the first, second … new attempt. In milliseconds. */
const pauseMs = 500;

export interface DownloadOptions {
  readonly signal: AbortSignal;
  /** Bytes of this file that are here; called often. */
  readonly onBytes: (received: number) => void;
  readonly stallMs?: number;
  readonly pauseMs?: number;
}

/**
 * Downloads one file of a hub repository to `target`. It goes on where an earlier attempt ended, reads again after a
 * dropped or stalled connection, checks the hub's own checksum and appears under its name only when that is right.
 * node-llama-cpp's downloader (ipull) is not used: it knows no checksum, waits for ever on a stalled connection,
 * takes minutes to notice that there is no network and cannot be cancelled while it asks for the size.
 * Resolves to the file's SHA-256. Throws DownloadError, and `signal.reason` on abort.
 */
export async function downloadFile(
  repo: string,
  file: HubFile,
  target: string,
  options: DownloadOptions,
): Promise<string> {
  await mkdir(dirname(target), { recursive: true });
  if ((await sizeOf(target)) === file.bytes) {
    const { sha256, matches } = await checksum(target, file, options.signal);
    if (matches) {
      options.onBytes(file.bytes);
      return sha256;
    }
  }
  // named for its content, so that a later attempt never goes on with another version's beginning
  const part = `${target}.${file.checksum.hex.slice(0, 16)}.part`;
  await removeOtherParts(target, part);
  await receive(repo, file, part, options);
  const { sha256, matches } = await checksum(part, file, options.signal);
  if (!matches) {
    await rm(part);
    throw new DownloadError(
      'damaged',
      `${file.path} arrived damaged: its checksum is not the one ${hubName()} states. It was removed; download it again.`,
    );
  }
  await rename(part, target);
  return sha256;
}

async function receive(
  repo: string,
  file: HubFile,
  part: string,
  { signal, onBytes, stallMs: stall = stallMs, pauseMs: pause = pauseMs }: DownloadOptions,
): Promise<void> {
  for (let failures = 0; ; ) {
    signal.throwIfAborted();
    const before = await sizeOf(part);
    onBytes(Math.min(before, file.bytes));
    if (before === file.bytes) return;
    try {
      await receiveRest(repo, file, part, { from: before, signal, onBytes, stall });
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof DownloadError) || !passing.has(error.code)) throw error;
      failures = (await sizeOf(part)) > before ? 0 : failures + 1;
      if (failures >= mostFailures) throw error;
      await setTimeoutPromise(pause * 2 ** failures, undefined, { signal }).catch(() =>
        signal.throwIfAborted(),
      );
    }
  }
}

/** What may be over a moment later. */
const passing: ReadonlySet<string> = new Set(['offline', 'stalled', 'hub-failed']);

/** Reads on from byte `from`; a hub that does not know ranges sends everything, which then replaces what is there. */
async function receiveRest(
  repo: string,
  file: HubFile,
  part: string,
  options: { from: number; signal: AbortSignal; onBytes: (received: number) => void; stall: number },
): Promise<void> {
  const stalled = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const alive = () => {
    clearTimeout(timer);
    timer = setTimeout(() => stalled.abort(), options.stall);
  };
  alive();
  const signal = AbortSignal.any([options.signal, stalled.signal]);
  try {
    const usable = options.from < file.bytes ? options.from : 0;
    const response = await request(fileAddress(repo, file.path), {
      signal,
      headers: { 'accept-encoding': 'identity', ...(usable > 0 ? { range: `bytes=${usable}-` } : {}) },
    });
    await assertOk(response, file.path);
    const begins = response.status === 206 ? rangeStart(response) : 0;
    if (begins !== 0 && begins !== usable) {
      throw new DownloadError(
        'hub-failed',
        `${hubName()} sent another part of ${file.path} than was asked for.`,
      );
    }
    const target = await open(part, begins === 0 ? 'w' : 'a');
    let received = begins;
    try {
      for await (const piece of response.body ?? []) {
        alive();
        await target.write(piece);
        received += piece.length;
        options.onBytes(Math.min(received, file.bytes));
        if (received > file.bytes) break; // the checksum will tell; a page of another kind must not fill the disk
      }
    } finally {
      await target.close();
    }
    if (received < file.bytes)
      throw new DownloadError(
        'stalled',
        `The connection to ${hubName()} ended early. Try again; it goes on there.`,
      );
    if (received > file.bytes) {
      await rm(part);
      throw new DownloadError(
        'damaged',
        `${hubName()} sent something else than ${file.path}. Download it again.`,
      );
    }
  } catch (error) {
    options.signal.throwIfAborted();
    if (stalled.signal.aborted)
      throw new DownloadError(
        'stalled',
        `${hubName()} stopped sending. Try again; the download goes on there.`,
        {
          cause: error,
        },
      );
    if (error instanceof DownloadError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOSPC')
      throw new DownloadError(
        'no-space',
        'The disk is full. Make room and download again; it goes on there.',
        {
          cause: error,
        },
      );
    // a connection that breaks in the middle of a body is a TypeError of fetch
    if (error instanceof TypeError)
      throw new DownloadError(
        'stalled',
        `The connection to ${hubName()} broke. Try again; it goes on there.`,
        {
          cause: error,
        },
      );
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

const rangeStart = (response: Response): number =>
  Number(/^bytes (\d+)-/.exec(response.headers.get('content-range') ?? '')?.[1] ?? Number.NaN);

async function checksum(
  path: string,
  { bytes, checksum: expected }: HubFile,
  signal: AbortSignal,
): Promise<{ sha256: string; matches: boolean }> {
  const sha256 = createHash('sha256');
  const blob: Hash = createHash('sha1').update(`blob ${bytes}\0`);
  for await (const piece of createReadStream(path, { signal })) {
    sha256.update(piece as Uint8Array);
    if (expected.algorithm === 'git-blob') blob.update(piece as Uint8Array);
  }
  signal.throwIfAborted();
  const hex = sha256.digest('hex');
  const actual = expected.algorithm === 'sha256' ? hex : blob.digest('hex');
  return { sha256: hex, matches: actual === expected.hex };
}

async function removeOtherParts(target: string, part: string): Promise<void> {
  const folder = dirname(target);
  for (const name of await readdir(folder)) {
    const isPart = name.startsWith(`${basename(target)}.`) && name.endsWith('.part');
    if (isPart && join(folder, name) !== part) await rm(join(folder, name));
  }
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 0;
    throw error;
  }
}
