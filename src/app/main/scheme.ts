import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { protocol } from 'electron';
import { rendererFolder } from './places.ts';

const scheme = 'tinyagent';
const host = 'ui';

/** The address of one of our pages. */
export const pageUrl = (page: 'panel' | 'settings'): string => `${scheme}://${host}/${page}.html`;

export const isOurPage = (url: string): boolean => url.startsWith(`${scheme}://${host}/`);

/** Nothing but our own files, no connections, no inline code. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
};

/** Before the app is ready: our pages have an origin of their own, as https pages do. */
export const declareScheme = (): void =>
  protocol.registerSchemesAsPrivileged([{ scheme, privileges: { standard: true, secure: true } }]);

/** Serves the built pages, and only those, with the policy they live under. */
export const serveScheme = (): void =>
  protocol.handle(scheme, async ({ url }) => {
    const { hostname, pathname } = new URL(url);
    const path = normalize(join(rendererFolder, decodeURIComponent(pathname)));
    const type = types[extname(path)];
    if (hostname !== host || !path.startsWith(rendererFolder + sep) || type === undefined) return notFound();
    const body = await readFile(path).catch(() => undefined);
    if (body === undefined) return notFound();
    return new Response(new Uint8Array(body), {
      headers: {
        'content-type': type,
        'content-security-policy': policy,
        'x-content-type-options': 'nosniff',
      },
    });
  });

const notFound = (): Response => new Response('There is no such page.', { status: 404 });
