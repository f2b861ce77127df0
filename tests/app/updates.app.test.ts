import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { temporaryFolder } from '../helpers/command.ts';
import { violations } from './accessibility.ts';
import { startApp } from './helpers.ts';
import type { RunningApp } from './launch.ts';

/**
 * Updates from a server on this machine, by electron-updater as it is; Squirrel.Mac, which looks at signatures and
 * replaces the app, is the double's.
 */

const folder = temporaryFolder(afterAll);
const zip = randomBytes(300_000);
const requests: { url: string; headers: IncomingHttpHeaders }[] = [];
let release: string;
let sent = zip;
let server: Server;
let app: RunningApp & { folder: string };
let settings: Page;

const published = (version: string) => `version: ${version}
files:
  - url: TinyAgent-${version}-mac.zip
    sha512: ${createHash('sha512').update(zip).digest('base64')}
    size: ${zip.length}
path: TinyAgent-${version}-mac.zip
releaseDate: '2026-11-20T10:15:00.000Z'
`;

beforeAll(async () => {
  release = published('0.1.0');
  server = createServer(({ url = '', headers }, response) => {
    requests.push({ url, headers });
    // electron-updater asks for the file of the system it runs on, which here need not be macOS
    if (/^\/latest-(?:mac|linux)\.yml/.test(url)) response.end(release);
    else if (url.endsWith('.zip')) response.end(sent);
    else response.writeHead(404).end();
  });
  const port = await listen(0);
  const config = join(folder, 'app-update.yml');
  writeFileSync(
    config,
    `provider: generic\nurl: http://127.0.0.1:${port}/\nupdaterCacheDirName: tinyagent-updater\n`,
  );
  app = await startApp({ env: { TINYAGENT_UPDATES: config, XDG_CACHE_HOME: folder } });
});
afterAll(() => server.close());

const listen = (port: number): Promise<number> =>
  new Promise((resolve) =>
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)),
  );
const status = () => settings.getByRole('status');
const button = (name: string) => settings.getByRole('button', { name });

test('nothing is asked of anybody until the user asks; then it says that this is the newest version', async () => {
  expect(requests).toEqual([]);
  await app.control({ type: 'menu', path: ['Check for Updates…'] });
  settings = await app.settings();
  await settings.getByText('This is the newest version.').waitFor();
  expect(requests.map(({ url }) => url.replace(/\?.*/, ''))).toEqual([
    expect.stringMatching(/^\/latest-.*\.yml$/),
  ]);
});

test('no number that this Mac could be followed by is sent', () => {
  expect(requests.map(({ headers }) => headers['x-user-staging-id'])).toEqual(['none']);
});

test('a server that cannot be reached is said in a sentence, and tried again', async () => {
  const { port } = server.address() as AddressInfo;
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await button('Check for Updates…').click();
  await settings.getByText('cannot be reached. Check the internet connection').waitFor();
  release = published('0.2.0');
  await listen(port);
  await button('Try Again').click();
  await settings.getByText('Version 0.2.0 is available.').waitFor();
  expect(requests.some(({ url }) => url.endsWith('.zip'))).toBe(false);
  expect(await violations(settings, 'light')).toEqual([]);
});

test('an update that arrives damaged is thrown away', async () => {
  sent = Buffer.from(zip);
  sent[5] = (sent[5] ?? 0) ^ 255;
  await button('Download').click();
  await settings.getByText('The update arrived damaged').waitFor();
  sent = zip;
});

test('one whose signature macOS does not accept is not said to be ready', async () => {
  const refusal = 'Code signature at URL file:///x did not pass validation: code object is not signed at all';
  await app.control({ type: 'signature', refusal });
  await button('Try Again').click();
  await settings.getByText('macOS did not accept the signature').waitFor();
  await app.control({ type: 'signature', refusal: 'Could not get code signature for running application' });
  await button('Try Again').click();
  await settings.getByText('This copy of TinyAgent is not signed').waitFor();
  await app.control({ type: 'signature', refusal: '' });
});

test('a good one is ready, in the menu as well; Restart quits in spite of the panel and installs it', async () => {
  await button('Try Again').click();
  await settings.getByText('Version 0.2.0 is installed when you quit').waitFor();
  expect(await status().first().innerText()).toContain('or now');
  expect((await app.state()).tray.menu.map(({ label }) => label)).toContain('Restart to Update to 0.2.0');
  const installed = join(app.folder, 'profile', 'installed.zip');
  expect(existsSync(installed)).toBe(false);
  await button('Restart').click();
  await expect.poll(() => existsSync(installed) && readFileSync(installed).equals(zip)).toBe(true);
});
