import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { toolNames } from '../tools/names.ts';
import type { UndoToken } from '../tools/tool.ts';
import { doneRequestsFile } from './paths.ts';

/** Requests whose effects can still be taken back, at most so many. */
const most = 20;

const tokenSchema = z.strictObject({
  tool: z.enum(toolNames),
  label: z.string(),
  data: z.record(z.string(), z.string()),
});
const doneSchema = z.array(
  z.strictObject({ query: z.string(), at: z.string(), undo: z.array(tokenSchema).min(1) }),
);

/** A request that did something, and what takes that back. */
export interface DoneRequest {
  readonly query: string;
  /** ISO. */
  readonly at: string;
  readonly undo: readonly UndoToken[];
}

/** The requests that can be taken back, the last one last. A damaged file is told, and left as it is. */
export async function readDone(file: string = doneRequestsFile()): Promise<readonly DoneRequest[]> {
  let source: string;
  try {
    source = await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
  try {
    return doneSchema.parse(JSON.parse(source));
  } catch (cause) {
    throw new Error(`What was done before cannot be read from ${file}. Move it away to go on without it.`, {
      cause,
    });
  }
}

/** Adds a request that did something. */
export async function rememberDone(request: DoneRequest, file: string = doneRequestsFile()): Promise<void> {
  if (request.undo.length > 0) await writeDone([...(await readDone(file)), request], file);
}

/** Replaces the file in one step; only the user can read it. */
export async function writeDone(
  requests: readonly DoneRequest[],
  file: string = doneRequestsFile(),
): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const temporary = `${file}.${process.pid}.part`;
  await writeFile(temporary, `${JSON.stringify(requests.slice(-most), null, 1)}\n`, { mode: 0o600 });
  await rename(temporary, file);
}
