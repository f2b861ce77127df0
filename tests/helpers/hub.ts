import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the next request for a file meets. */
export type Fault =
  | { readonly drops: number }
  | { readonly stalls: number }
  | { readonly endsEarly: number }
  | { readonly answers: number; readonly body?: string }
  | 'corrupts'
  | 'sends too much'
  | 'knows no ranges';

export interface Hub {
  readonly address: string;
  /** Met by the next requests for files, one each. */
  readonly faults: Fault[];
  /** `Range` headers of the requests for files, "" for none; `authorization` beside it. */
  readonly requests: { readonly range: string; readonly authorization: string }[];
  /** What the listing answers instead of the repository's files. */
  listing: { status: number; body: string } | 'stalls' | undefined;
  close(): Promise<void>;
}

/** A model hub on this machine: lists repositories, redirects to another place as the real one does, and fails when told. */
export async function startHub(repositories: Record<string, Record<string, Buffer>>): Promise<Hub> {
  const faults: Fault[] = [];
  const requests: { range: string; authorization: string }[] = [];
  const server = createServer((request, response) => {
    const path = decodeURIComponent(request.url ?? '').split('?')[0] ?? '';
    const listed = /^\/api\/models\/([^/]+\/[^/]+)\/tree\/main$/.exec(path);
    if (listed !== null) return list(listed[1] ?? '', response);
    const resolved = /^\/([^/]+\/[^/]+)\/resolve\/main\/(.+)$/.exec(path);
    if (resolved !== null) {
      response.writeHead(302, { location: `/cdn/${resolved[1]}/${resolved[2]}` }).end();
      return;
    }
    const stored = /^\/cdn\/([^/]+\/[^/]+)\/(.+)$/.exec(path);
    const content = stored === null ? undefined : repositories[stored[1] ?? '']?.[stored[2] ?? ''];
    if (content === undefined) response.writeHead(404).end();
    else send(content, request, response);
  });
  const hub: Hub = {
    address: '',
    faults,
    requests,
    listing: undefined,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };

  function list(repo: string, response: ServerResponse): void {
    if (hub.listing === 'stalls') return;
    if (hub.listing !== undefined) {
      response.writeHead(hub.listing.status).end(hub.listing.body);
      return;
    }
    const files = repositories[repo];
    if (files === undefined) {
      response.writeHead(404).end('{"error":"Repository not found"}');
      return;
    }
    const entries = Object.entries(files).map(([path, content]) => {
      const blob = createHash('sha1').update(`blob ${content.length}\0`).update(content).digest('hex');
      const large = /\.(?:gguf|safetensors|bin|onnx)$/.test(path);
      return {
        type: 'file',
        path,
        oid: blob,
        size: content.length,
        ...(large ? { lfs: { oid: sha256(content), size: content.length, pointerSize: 134 } } : {}),
      };
    });
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(entries));
  }

  function send(content: Buffer, request: IncomingMessage, response: ServerResponse): void {
    const range = request.headers.range ?? '';
    requests.push({ range, authorization: request.headers.authorization ?? '' });
    const fault = faults.shift();
    if (typeof fault === 'object' && 'answers' in fault) {
      response.writeHead(fault.answers).end(fault.body);
      return;
    }
    const from = fault === 'knows no ranges' ? 0 : Number(/^bytes=(\d+)-/.exec(range)?.[1] ?? 0);
    let rest = content.subarray(from);
    if (fault === 'corrupts') {
      rest = Buffer.from(rest);
      rest[0] = (rest[0] ?? 0) ^ 255;
    }
    if (fault === 'sends too much') rest = Buffer.concat([rest, Buffer.alloc(100_000)]);
    const isRange = range !== '' && fault !== 'knows no ranges';
    const endsEarly = typeof fault === 'object' && 'endsEarly' in fault;
    response.writeHead(isRange ? 206 : 200, {
      ...(endsEarly ? {} : { 'content-length': rest.length }),
      ...(isRange ? { 'content-range': `bytes ${from}-${content.length - 1}/${content.length}` } : {}),
    });
    if (typeof fault === 'object' && 'drops' in fault) {
      // a moment later: fetch forgets what it has not handed on yet when a connection breaks
      response.write(rest.subarray(0, fault.drops), () => setTimeout(() => request.socket.destroy(), 200));
    } else if (typeof fault === 'object' && 'stalls' in fault) {
      response.write(rest.subarray(0, fault.stalls));
    } else if (endsEarly) {
      response.end(rest.subarray(0, fault.endsEarly));
    } else {
      response.end(rest);
    }
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return Object.assign(hub, { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
}

export const sha256 = (content: Buffer): string => createHash('sha256').update(content).digest('hex');
