import { mkdir, stat, statfs } from 'node:fs/promises';
import { totalmem } from 'node:os';
import { join } from 'node:path';
import type { CatalogueEntry } from '../catalogue.ts';
import { gigabytes } from '../gigabytes.ts';
import { type InstalledModel, modelFolder, writeInstalled } from '../installed.ts';
import { DownloadError } from './download-error.ts';
import { downloadFile } from './download-file.ts';
import { type HubFile, hubName, listFiles } from './hub.ts';

/** What can be pulled: a model of the catalogue, or one that names all of its files, as voices do. */
export type Pullable = Pick<CatalogueEntry, 'id' | 'name' | 'repo' | 'licence' | 'approximateMemoryBytes'> &
  ({ readonly file?: string | undefined } | { readonly files: readonly string[] });

export interface PullProgress {
  readonly receivedBytes: number;
  readonly totalBytes: number;
  /** Of the last seconds; undefined until it can be told. */
  readonly bytesPerSecond: number | undefined;
  readonly secondsLeft: number | undefined;
}

/** Left free on the disk beside the model. In bytes. */
const spareBytes = 256 * 1024 * 1024;
/** The share of a machine's memory that a model may take: about what macOS lets the GPU use. */
const usableShare = 0.7;

/**
 * Downloads a model into its own folder under `folder`, where it counts as installed once it is whole
 * and checked. Space and memory are looked at before anything is fetched. Throws DownloadError with what to do, and
 * `signal.reason` on abort; either way what has arrived is kept, and the next pull goes on there.
 */
export async function pullModel(
  entry: Pullable,
  {
    folder,
    signal,
    onProgress,
    anyway = false,
    machine = { memoryBytes: totalmem() },
  }: {
    folder: string;
    signal: AbortSignal;
    onProgress: (progress: PullProgress) => void;
    /** Also when this machine has too little memory for it. */
    anyway?: boolean;
    machine?: { readonly memoryBytes: number };
  },
): Promise<InstalledModel> {
  const memory = entry.approximateMemoryBytes ?? 0;
  if (!anyway && memory > machine.memoryBytes * usableShare) {
    throw new DownloadError(
      'no-memory',
      `${entry.name} needs about ${gigabytes(memory)} of memory; this machine has ${gigabytes(machine.memoryBytes)} in all. Choose a smaller model, or insist on it (--anyway).`,
    );
  }
  const files = chooseFiles(entry, await listFiles(entry.repo, { signal }));
  const into = modelFolder(folder, entry.id);
  await mkdir(into, { recursive: true });
  const totalBytes = files.reduce((sum, { bytes }) => sum + bytes, 0);
  await assertSpace(into, files, totalBytes);

  const speed = createSpeedometer();
  const done = [];
  let before = 0;
  for (const file of files) {
    const name = file.path;
    const sha256 = await downloadFile(entry.repo, file, join(into, name), {
      signal,
      onBytes: (received) => {
        const receivedBytes = before + received;
        const bytesPerSecond = speed(receivedBytes);
        onProgress({
          receivedBytes,
          totalBytes,
          bytesPerSecond,
          secondsLeft:
            bytesPerSecond === undefined || bytesPerSecond === 0
              ? undefined
              : (totalBytes - receivedBytes) / bytesPerSecond,
        });
      },
    });
    before += file.bytes;
    done.push({ file: name, sha256, bytes: file.bytes });
  }
  return writeInstalled(folder, { id: entry.id, repo: entry.repo, licence: entry.licence, files: done });
}

/** The files that are named; the GGUF file; of a classifier, its weights once and what its tokeniser needs. */
function chooseFiles(entry: Pullable, listed: readonly HubFile[]): HubFile[] {
  const safe = listed.filter(({ path }) => /^[\w][\w.-]*(?:\/[\w][\w.-]*)*$/.test(path));
  if ('files' in entry) {
    return entry.files.map((name) => {
      const found = safe.find(({ path }) => path === name);
      if (found !== undefined) return found;
      throw new DownloadError('not-found', `${entry.repo} on ${hubName()} has no ${name}.`);
    });
  }
  if (entry.file === undefined) {
    const small = safe.filter(({ path }) => /^[\w.-]+\.(?:json|txt|model)$/.test(path));
    const weights =
      safe.find(({ path }) => path === 'model.safetensors') ??
      safe.find(({ path }) => path === 'pytorch_model.bin');
    if (weights !== undefined) return [...small, weights];
    throw new DownloadError('not-found', `${entry.repo} on ${hubName()} holds no weights we can read.`);
  }
  const wanted = entry.file;
  const exact = safe.find(({ path }) => path === wanted);
  if (exact !== undefined) return [exact];
  const alike = safe.filter(({ path }) => plain(path).endsWith(`-${plain(quantisation(wanted))}`));
  if (alike.length === 1) return alike;
  const there = safe.map(({ path }) => path).filter((path) => path.endsWith('.gguf'));
  throw new DownloadError(
    'not-found',
    `${entry.repo} on ${hubName()} has no ${wanted}. It has: ${there.join(', ') || 'no GGUF file'}.`,
  );
}

/** "TinyAgent-1.1B-Q4_K_M.gguf" is Q4_K_M.gguf: the part of the name that tells files of one model apart. */
const quantisation = (name: string): string => name.split('-').at(-1) ?? name;
const plain = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]+/g, '-');

async function assertSpace(into: string, files: readonly HubFile[], totalBytes: number): Promise<void> {
  const here = await Promise.all(
    files.map(async ({ path, bytes, checksum }) => {
      const part = join(into, `${path}.${checksum.hex.slice(0, 16)}.part`);
      const sizes = await Promise.all([join(into, path), part].map(sizeOf));
      return Math.min(bytes, Math.max(...sizes));
    }),
  );
  const missing = totalBytes - here.reduce((sum, bytes) => sum + bytes, 0);
  const { bavail, bsize } = await statfs(into);
  const free = bavail * bsize;
  if (missing > 0 && free < missing + spareBytes) {
    throw new DownloadError(
      'no-space',
      `${gigabytes(missing)} are still to be downloaded, and the disk has ${gigabytes(free)} free. Make room, then pull again.`,
    );
  }
}

const sizeOf = (path: string): Promise<number> =>
  stat(path).then(
    ({ size }) => size,
    () => 0,
  );

/** Bytes a second over the last seconds, so that a pause is soon seen and a burst soon forgotten. */
function createSpeedometer(windowMs = 5000): (bytes: number) => number | undefined {
  const seen: { at: number; bytes: number }[] = [];
  return (bytes) => {
    const at = performance.now();
    seen.push({ at, bytes });
    while (seen.length > 2 && (seen[1]?.at ?? at) < at - windowMs) seen.shift();
    const first = seen[0];
    if (first === undefined || at - first.at < 200) return undefined;
    return (1000 * (bytes - first.bytes)) / (at - first.at);
  };
}
