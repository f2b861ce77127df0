import { z } from 'zod';
import { DownloadError } from './download-error.ts';

/** A file as the hub lists it, with the checksum the hub itself keeps. */
export interface HubFile {
  readonly path: string;
  readonly bytes: number;
  /** Large files by their SHA-256 (Git LFS), small ones by their Git blob id (SHA-1 over a header and the content). */
  readonly checksum: { readonly algorithm: 'sha256' | 'git-blob'; readonly hex: string };
}

/** The model hub, or the mirror TINYAGENT_HUB names. Without a slash at its end. */
export function hubAddress(): string {
  const mirror = process.env.TINYAGENT_HUB;
  const address = mirror !== undefined && mirror !== '' ? mirror : 'https://huggingface.co';
  if (!/^https?:\/\//.test(address)) {
    throw new DownloadError(
      'hub-failed',
      `TINYAGENT_HUB is "${address}"; it must be an address such as https://example.org`,
    );
  }
  return address.replace(/\/+$/, '');
}

export const fileAddress = (repo: string, path: string): string =>
  `${hubAddress()}/${repo}/resolve/main/${path.split('/').map(encodeURIComponent).join('/')}`;

const listing = z.array(
  z.object({
    type: z.string(),
    path: z.string(),
    oid: z.string(),
    size: z.int(),
    lfs: z.object({ oid: z.string(), size: z.int() }).optional(),
  }),
);

/** How long the hub may take to list a repository. In milliseconds. */
const listingTimeoutMs = 30_000;

/** The files of a repository with sizes and checksums. Throws DownloadError, and `signal.reason` on abort. */
export async function listFiles(repo: string, { signal }: { signal: AbortSignal }): Promise<HubFile[]> {
  const timeout = AbortSignal.timeout(listingTimeoutMs);
  const response = await request(`${hubAddress()}/api/models/${repo}/tree/main?recursive=true`, {
    signal: AbortSignal.any([signal, timeout]),
  }).catch((error) => {
    signal.throwIfAborted();
    if (!timeout.aborted) throw error;
    throw new DownloadError('stalled', `${hubName()} does not answer. Try again later.`, { cause: error });
  });
  await assertOk(response, repo);
  const parsed = listing.safeParse(await response.json().catch(() => undefined));
  signal.throwIfAborted();
  if (!parsed.success) {
    throw new DownloadError(
      'hub-failed',
      `${hubName()} did not answer as a model hub does. Is this network behind a sign-in page?`,
    );
  }
  return parsed.data
    .filter(({ type }) => type === 'file')
    .map(({ path, oid, size, lfs }) => ({
      path,
      bytes: lfs?.size ?? size,
      checksum:
        lfs === undefined
          ? { algorithm: 'git-blob', hex: oid }
          : { algorithm: 'sha256', hex: lfs.oid.replace(/^sha256:/, '') },
    }));
}

/**
 * `fetch` that tells what to do when nothing can be reached. HF_TOKEN goes along where it is set, to the hub alone:
 * fetch itself drops it when a redirect leads to another host.
 */
export async function request(
  address: string,
  { signal, headers = {} }: { signal: AbortSignal; headers?: Record<string, string> },
): Promise<Response> {
  const token = process.env.HF_TOKEN;
  try {
    return await fetch(address, {
      signal,
      headers: { ...headers, ...(token ? { authorization: `Bearer ${token}` } : {}) },
    });
  } catch (cause) {
    signal.throwIfAborted();
    throw new DownloadError(
      'offline',
      `${hubName()} cannot be reached. Check the internet connection, or set TINYAGENT_HUB to a mirror.`,
      { cause },
    );
  }
}

/** Throws a DownloadError that says what an answer other than 2xx means. */
export async function assertOk(response: Response, what: string): Promise<void> {
  if (response.ok) return;
  await response.body?.cancel();
  const { status } = response;
  if (status === 401 || status === 403) {
    throw new DownloadError(
      'forbidden',
      `${hubName()} gives ${what} only to those it knows (${status}): agree to its terms there, then set HF_TOKEN to a token of yours.`,
    );
  }
  if (status === 404)
    throw new DownloadError('not-found', `${what} is not, or no longer, on ${hubName()} (404).`);
  throw new DownloadError('hub-failed', `${hubName()} answered ${status} for ${what}. Try again later.`);
}

export const hubName = (): string => new URL(hubAddress()).host;
