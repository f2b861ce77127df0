import { type ChildProcess, fork } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type RequestOptions, request } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';

/**
 * Stands in for `electron`, so that the app's own main, preload and renderer, as built, run together where Electron's
 * binary is not to be had: a BrowserWindow is a page of a Chromium. Not faithful: the sandbox, native menus, the tray,
 * vibrancy, spaces; what main asks of those is remembered by `../spy.cjs`, so that a test can look.
 */

interface Shortcut {
  readonly accelerator: string;
  readonly callback: () => void;
}
type Handle = (request: Request) => Response | Promise<Response>;
type Invoke = (event: unknown, ...args: unknown[]) => unknown;

let context: BrowserContext;
const shortcuts = new Map<string, Shortcut>();
const schemes = new Map<string, Handle>();
const handlers = new Map<string, Invoke>();
const windows: BrowserWindow[] = [];
/** `scheme://host/path` as a page of Chromium has it: its own schemes cannot be routed. */
const asHttp = (url: string): string => url.replace(/^([a-z]+):\/\/([^/]+)/, 'http://$2.$1.localhost');
const asScheme = (url: string): string => url.replace(/^http:\/\/([^/]+)\.([a-z]+)\.localhost/, '$2://$1');

/** What worklets load cannot be routed: a server gives it, as the app's scheme does. Returns its port. */
async function serveWorklets(): Promise<number> {
  const server = createServer((request, response) => {
    const url = asScheme(`http://${request.headers.host}${request.url}`);
    const answer = async () => {
      const given = await schemes.get(new URL(url).protocol.slice(0, -1))?.(new Request(url));
      if (given === undefined) throw new Error(`Nothing serves ${url}.`);
      response.writeHead(given.status, Object.fromEntries(given.headers));
      response.end(Buffer.from(await given.arrayBuffer()));
    };
    answer().catch((error: Error) => response.destroy(error));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

/** A WAV file that the microphone hears, `denied`, or `none` where there is no microphone. */
const microphone = (heard: string | undefined): string[] =>
  heard === undefined
    ? []
    : heard === 'denied'
      ? ['--use-fake-device-for-media-stream', '--deny-permission-prompts']
      : heard === 'none'
        ? ['--use-fake-ui-for-media-stream']
        : [
            '--use-fake-device-for-media-stream',
            '--use-fake-ui-for-media-stream',
            `--use-file-for-fake-audio-capture=${heard}`,
          ];

class App extends EventEmitter {
  readonly isPackaged = false;
  readonly dock = { show: async () => {}, hide: () => {} };
  requestSingleInstanceLock(): boolean {
    return true;
  }
  private starting: Promise<void> | undefined;
  whenReady(): Promise<void> {
    this.starting ??= this.start();
    return this.starting;
  }
  private async start(): Promise<void> {
    const port = await serveWorklets();
    context = await chromium.launchPersistentContext(process.env.DOUBLE_PROFILE ?? '', {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: [
        '--remote-debugging-port=0',
        '--force-color-profile=srgb',
        '--no-sandbox',
        `--host-resolver-rules=MAP *.localhost:80 127.0.0.1:${port}`,
        '--autoplay-policy=no-user-gesture-required', // as Electron has it
        ...microphone(process.env.DOUBLE_MICROPHONE),
      ],
      viewport: { width: 720, height: 120 },
      deviceScaleFactor: 2,
    });
  }
  getAppPath(): string {
    return process.cwd();
  }
  getVersion(): string {
    return (JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }).version;
  }
  getName(): string {
    return 'TinyAgent';
  }
  getPath(): string {
    return process.env.DOUBLE_PROFILE ?? '';
  }
  hide(): void {}
  setLoginItemSettings(): void {}
  exit(status: number): void {
    process.exit(status);
  }
  quit(): void {
    this.emit('before-quit', {});
    autoUpdater.install();
    this.emit('quit', {}, 0);
    void context.close().then(() => process.exit(0));
  }
}
export const app = new App();

class WebContents extends EventEmitter {
  readonly page: Promise<Page>;
  /** Messages in the order they were sent. */
  private sending: Promise<unknown>;
  private openHandler: (details: { url: string }) => { action: string } = () => ({ action: 'allow' });
  constructor(page: Promise<Page>) {
    super();
    this.page = page;
    this.sending = page;
  }
  send(channel: string, message: unknown): void {
    const deliver = async () => {
      const page = await this.page;
      if (page.isClosed()) return;
      await page.evaluate(
        ([channel, message]) =>
          (globalThis as unknown as { __receive?: (channel: string, message: unknown) => void }).__receive?.(
            channel as string,
            message,
          ),
        [channel, JSON.parse(JSON.stringify(message))],
      );
    };
    this.sending = this.sending.then(deliver).catch((error: Error) => {
      // a page that is going away is not told any more
      if (!/closed|destroyed|navigat/i.test(error.message)) throw error;
    });
  }
  getURL(): string {
    return this.url;
  }
  url = '';
  isDevToolsOpened(): boolean {
    return false;
  }
  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.openHandler = handler;
  }
  mayOpen(url: string): boolean {
    return this.openHandler({ url }).action === 'allow';
  }
}

interface Bounds {
  x: number;
  y: number;
  width: number;
  height: number;
}

export class BrowserWindow extends EventEmitter {
  readonly webContents: WebContents;
  private bounds: Bounds;
  private visible: boolean;
  private destroyed = false;
  readonly id: number;
  private static last = 0;
  static getAllWindows(): BrowserWindow[] {
    return windows;
  }

  constructor(options: {
    width: number;
    height: number;
    show?: boolean;
    webPreferences: { preload: string };
  }) {
    super();
    BrowserWindow.last += 1;
    this.id = BrowserWindow.last;
    this.bounds = { x: 0, y: 0, width: options.width, height: options.height };
    this.visible = options.show !== false;
    this.webContents = new WebContents(this.open(options.webPreferences.preload));
    windows.push(this);
    app.emit('web-contents-created', {}, this.webContents);
  }

  private async open(preload: string): Promise<Page> {
    const page = await context.newPage();
    await page.setViewportSize({ width: this.bounds.width, height: this.bounds.height });
    await page.exposeBinding('__invoke', async ({ frame }, channel: string, ...args: unknown[]) => {
      const senderFrame = { url: asScheme(frame.url()), parent: frame.parentFrame() };
      return handlers.get(channel)?.({ sender: this.webContents, senderFrame }, ...args);
    });
    await page.addInitScript(`(() => {
      const listeners = new Map();
      globalThis.__receive = (channel, message) => listeners.get(channel)?.forEach((listen) => listen({}, message));
      const electron = {
        contextBridge: { exposeInMainWorld: (name, value) => Object.defineProperty(globalThis, name, { value }) },
        ipcRenderer: {
          invoke: (...args) => globalThis.__invoke(...args),
          on: (channel, listener) => listeners.set(channel, [...(listeners.get(channel) ?? []), listener]),
        },
      };
      ((require) => { ${readFileSync(preload, 'utf8')} })(() => electron);
    })();`);
    await page.route('**/*', async (route) => {
      const request = route.request();
      const url = asScheme(request.url());
      if (request.isNavigationRequest() && url !== this.webContents.url) {
        let prevented = false;
        this.webContents.emit('will-navigate', { preventDefault: () => (prevented = true) }, url);
        if (prevented) return route.fulfill({ status: 204 }); // an answer that leaves the page where it is
      }
      const handle = schemes.get(new URL(url).protocol.slice(0, -1));
      if (handle === undefined) return route.abort();
      const response = await handle(new Request(url));
      await route.fulfill({
        status: response.status,
        headers: Object.fromEntries(response.headers),
        body: Buffer.from(await response.arrayBuffer()),
      });
    });
    page.on('popup', (popup) => void popup.close());
    await page.emulateMedia({ colorScheme: schemeOf(nativeTheme.themeSource) });
    return page;
  }

  async loadURL(url: string): Promise<void> {
    this.webContents.url = url.replace(/#.*$/, '');
    const page = await this.webContents.page;
    await page.goto(asHttp(url));
    this.emit('ready-to-show');
  }
  show(): void {
    this.visible = true;
  }
  showInactive(): void {
    this.visible = true;
  }
  focus(): void {
    void this.webContents.page.then((page) => page.bringToFront());
  }
  hide(): void {
    this.visible = false;
  }
  isVisible(): boolean {
    return this.visible;
  }
  isDestroyed(): boolean {
    return this.destroyed;
  }
  getBounds(): Bounds {
    return this.bounds;
  }
  getContentSize(): number[] {
    return [this.bounds.width, this.bounds.height];
  }
  setBounds(bounds: Bounds): void {
    this.bounds = bounds;
    void this.fit();
  }
  setContentSize(width: number, height: number): void {
    this.bounds = { ...this.bounds, width, height };
    void this.fit();
  }
  private async fit(): Promise<void> {
    const { width, height } = this.bounds;
    const page = await this.webContents.page;
    if (!page.isClosed()) await page.setViewportSize({ width, height });
  }
  close(): void {
    let prevented = false;
    this.emit('close', { preventDefault: () => (prevented = true) });
    if (prevented) return;
    this.destroyed = true;
    windows.splice(windows.indexOf(this), 1);
    void this.webContents.page.then((page) => page.close());
    this.emit('closed');
  }
  setAlwaysOnTop(): void {}
  setVisibleOnAllWorkspaces(): void {}
}

const schemeOf = (source: string): 'light' | 'dark' | null =>
  source === 'light' || source === 'dark' ? source : null;

export const nativeTheme = {
  source: 'system',
  get themeSource(): string {
    return this.source;
  },
  set themeSource(source: string) {
    this.source = source;
    for (const { webContents } of windows)
      void webContents.page.then((page) => page.emulateMedia({ colorScheme: schemeOf(source) }));
  },
};

export const ipcMain = {
  handle: (channel: string, handler: Invoke) => handlers.set(channel, handler),
};

export const protocol = {
  registerSchemesAsPrivileged: () => {},
  handle: (scheme: string, handle: Handle) => schemes.set(scheme, handle),
};

export const session = {
  defaultSession: { setPermissionRequestHandler: () => {}, setPermissionCheckHandler: () => {} },
  fromPartition: () => ({}),
};

/** Chromium's network, as electron-updater uses it, by Node's. */
export const net = {
  request: ({ hostname, port, path, headers }: RequestOptions & { session: object }) =>
    request({ hostname, port, path, headers }),
};

/**
 * Squirrel.Mac as far as electron-updater needs it: takes the zip from the feed, looks at its signature (which here
 * the test decides on), and installs it when the app has quit, which a window that stays open prevents.
 */
class AutoUpdater extends EventEmitter {
  private feed = { url: '', headers: {} as Record<string, string> };
  private zip: Buffer | undefined;
  /** Why the signature is not accepted; "" when it is. */
  refusal = '';
  setFeedURL(feed: { url: string; headers: Record<string, string> }): void {
    this.feed = feed;
  }
  checkForUpdates(): void {
    const take = async () => {
      const { url, headers } = this.feed;
      const { url: zip } = (await (await fetch(url, { headers })).json()) as { url: string };
      const bytes = Buffer.from(await (await fetch(zip)).arrayBuffer());
      if (this.refusal !== '') throw new Error(this.refusal);
      this.zip = bytes;
      this.emit('update-downloaded');
    };
    take().catch((error: Error) => this.emit('error', error));
  }
  quitAndInstall(): void {
    for (const window of [...windows]) window.close();
    if (windows.length > 0) return;
    app.quit();
  }
  install(): void {
    if (this.zip !== undefined)
      writeFileSync(join(process.env.DOUBLE_PROFILE ?? '', 'installed.zip'), this.zip);
  }
}
export const autoUpdater = new AutoUpdater();

export const globalShortcut = {
  register(accelerator: string, callback: () => void): boolean {
    shortcuts.set(accelerator, { accelerator, callback });
    return true;
  },
  unregister: (accelerator: string) => shortcuts.delete(accelerator),
  isRegistered: (accelerator: string) => shortcuts.has(accelerator),
};

const workArea = { x: 0, y: 25, width: 1440, height: 875 };
export const screen = {
  getCursorScreenPoint: () => ({ x: 700, y: 400 }),
  getDisplayNearestPoint: () => ({ workArea }),
  getDisplayMatching: () => ({ workArea }),
};

export const systemPreferences = {
  subscribeWorkspaceNotification: () => 0,
  getMediaAccessStatus: () => 'not-determined',
};

// what these do is the spy's to say
export const shell = { openExternal: () => {}, openPath: () => {}, showItemInFolder: () => {} };
export const dialog = { showErrorBox: () => {} };
export const clipboard = { writeText: () => {} };

/** Not encryption: only not the text itself, so that a test sees that it went through here. */
export const safeStorage = {
  isEncryptionAvailable: () => process.env.DOUBLE_KEYCHAIN !== 'locked',
  encryptString: (text: string) => Buffer.from([...Buffer.from(text)].map((byte) => byte ^ 0x5a)),
  decryptString: (kept: Buffer) => Buffer.from([...kept].map((byte) => byte ^ 0x5a)).toString(),
};

export const Menu = { buildFromTemplate: (template: readonly object[]) => ({ template }) };

export const nativeImage = {
  createFromPath: (path: string) => {
    if (!existsSync(path)) throw new Error(`There is no image ${path}.`);
    return { path, setTemplateImage: () => {} };
  },
};

export class Tray {
  setImage(): void {}
  setToolTip(): void {}
  setContextMenu(): void {}
}

interface ForkOptions {
  readonly serviceName: string;
  readonly env: NodeJS.ProcessEnv;
  readonly stdio?: 'ignore' | 'inherit';
}

class UtilityProcess extends EventEmitter {
  private readonly child: ChildProcess;
  constructor(file: string, { env, stdio = 'inherit' }: ForkOptions) {
    super();
    this.child = fork(file, { env, stdio: [stdio, stdio, stdio, 'ipc'], serialization: 'advanced' }); // messages are structured clones
    this.child.on('message', (message) => this.emit('message', message));
    this.child.on('exit', (code) => this.emit('exit', code));
  }
  get pid(): number | undefined {
    return this.child.pid;
  }
  postMessage(message: object): void {
    if (this.child.connected) this.child.send(message);
  }
  kill(): boolean {
    return this.child.kill('SIGKILL');
  }
}
export const utilityProcess = {
  fork: (file: string, _args: readonly string[], options: ForkOptions) => new UtilityProcess(file, options),
};

// only what preloads import
export const contextBridge = {};
export const ipcRenderer = {};

process.on('disconnect', () => app.quit());
process.on('SIGTERM', () => app.quit());

// for packages in CommonJS, see ./register.mjs
const double = {
  app,
  autoUpdater,
  BrowserWindow,
  clipboard,
  dialog,
  globalShortcut,
  ipcMain,
  Menu,
  nativeImage,
  net,
  session,
  shell,
  Tray,
  utilityProcess,
};
Object.assign(globalThis, { electronDouble: double });
createRequire(import.meta.url)('../spy.cjs').spyOn(double);

interface Asked {
  readonly id: number;
  readonly control: object;
}
process.on('message', ({ id, control }: Asked) => {
  const { tinyagentControl } = globalThis as never as { tinyagentControl(control: object): Promise<unknown> };
  tinyagentControl(control).then(
    (value) => process.send?.({ id, value }),
    (error: Error) => process.send?.({ id, error: error.message }),
  );
});
