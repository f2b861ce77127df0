import { type ChildProcess, fork } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type RequestOptions, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';

/**
 * Stands in for `electron`, so that the app's own main, preload and renderer, as built, run together where Electron's
 * binary is not to be had: a BrowserWindow is a page of a Chromium. Not faithful: the sandbox, native menus, the tray,
 * vibrancy, spaces; what main asks of those is remembered, so that a test can look (`./control.ts`).
 */

interface Shortcut {
  readonly accelerator: string;
  readonly callback: () => void;
}
type Handle = (request: Request) => Response | Promise<Response>;
type Invoke = (event: unknown, ...args: unknown[]) => unknown;

/** Accelerators that other apps have taken. */
const taken = new Set((process.env.DOUBLE_TAKEN ?? '').split(',').filter((one) => one !== ''));

let context: BrowserContext;
const shortcuts = new Map<string, Shortcut>();
const schemes = new Map<string, Handle>();
const handlers = new Map<string, Invoke>();
const windows: BrowserWindow[] = [];
const remembered = {
  opened: [] as string[],
  clipboard: '',
  dock: true,
  tray: { image: '', tip: '', menu: [] as MenuTemplate[] },
  login: false,
};

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
  readonly dock = {
    show: async () => {
      remembered.dock = true;
    },
    hide: () => {
      remembered.dock = false;
    },
  };
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
  setLoginItemSettings({ openAtLogin }: { openAtLogin: boolean }): void {
    remembered.login = openAtLogin;
  }
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
  readonly name: string;

  constructor(options: {
    width: number;
    height: number;
    show?: boolean;
    title?: string;
    webPreferences: { preload: string };
  }) {
    super();
    this.name = options.title ?? '';
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

type PermissionRequest = (
  contents: object,
  permission: string,
  answer: (may: boolean) => void,
  details: object,
) => void;
type PermissionCheck = (
  contents: object | null,
  permission: string,
  origin: string,
  details: object,
) => boolean;
const guards: { request?: PermissionRequest; check?: PermissionCheck } = {};
export const session = {
  defaultSession: {
    setPermissionRequestHandler: (handler: PermissionRequest) => {
      guards.request = handler;
    },
    setPermissionCheckHandler: (handler: PermissionCheck) => {
      guards.check = handler;
    },
  },
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
    if (taken.has(accelerator)) return false;
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

export const shell = {
  showItemInFolder: (path: string) => void remembered.opened.push(path),
  openExternal: async (url: string) => void remembered.opened.push(url),
  openPath: async (path: string) => {
    remembered.opened.push(path);
    return existsSync(path) ? '' : 'Failed to open path';
  },
};

export const dialog = {
  showErrorBox: (title: string, content: string) => void process.stderr.write(`${title}: ${content}\n`),
};

export const clipboard = {
  writeText: (text: string) => {
    remembered.clipboard = text;
  },
};

/** Not encryption: only not the text itself, so that a test sees that it went through here. */
export const safeStorage = {
  isEncryptionAvailable: () => process.env.DOUBLE_KEYCHAIN !== 'locked',
  encryptString: (text: string) => Buffer.from([...Buffer.from(text)].map((byte) => byte ^ 0x5a)),
  decryptString: (kept: Buffer) => Buffer.from([...kept].map((byte) => byte ^ 0x5a)).toString(),
};

interface MenuTemplate {
  readonly label?: string;
  readonly enabled?: boolean;
  readonly click?: () => void;
  readonly submenu?: MenuTemplate[];
}
export const Menu = { buildFromTemplate: (template: MenuTemplate[]) => template };

export const nativeImage = {
  createFromPath: (path: string) => {
    if (!existsSync(path)) throw new Error(`There is no image ${path}.`);
    return { path, setTemplateImage: () => {} };
  },
};

export class Tray {
  constructor(image: { path: string }) {
    this.setImage(image);
  }
  setImage({ path }: { path: string }): void {
    remembered.tray.image = path.replace(/^.*\//, '');
  }
  setToolTip(tip: string): void {
    remembered.tray.tip = tip;
  }
  setContextMenu(menu: MenuTemplate[]): void {
    remembered.tray.menu = menu;
  }
}

interface ForkOptions {
  readonly serviceName: string;
  readonly env: NodeJS.ProcessEnv;
  readonly stdio?: 'ignore' | 'inherit';
}

class UtilityProcess extends EventEmitter {
  private readonly child: ChildProcess;
  constructor(file: string, { serviceName, env, stdio = 'inherit' }: ForkOptions) {
    super();
    this.child = fork(file, { env, stdio: [stdio, stdio, stdio, 'ipc'], serialization: 'advanced' }); // messages are structured clones
    if (serviceName === 'TinyAgent engine') engines.push(this.child);
    else voices.push(this.child);
    this.child.on('message', (message) => this.emit('message', message));
    this.child.on('exit', (code) => this.emit('exit', code));
  }
  postMessage(message: object): void {
    if (this.child.connected) this.child.send(message);
  }
  kill(): boolean {
    return this.child.kill('SIGKILL');
  }
}
const engines: ChildProcess[] = [];
const voices: ChildProcess[] = [];
export const utilityProcess = {
  fork: (file: string, _args: readonly string[], options: ForkOptions) => new UtilityProcess(file, options),
};

// only what preloads import
export const contextBridge = {};
export const ipcRenderer = {};

/** What a test does to the Mac around the app, and asks of it. */
type Control =
  | { readonly type: 'press'; readonly accelerator: string }
  | { readonly type: 'menu'; readonly path: readonly string[] }
  | { readonly type: 'kill-engine' }
  | { readonly type: 'send'; readonly message: unknown }
  | { readonly type: 'blur' }
  | { readonly type: 'invoke-from'; readonly url: string; readonly name: string; readonly input: unknown }
  | { readonly type: 'close-settings' }
  | { readonly type: 'signature'; readonly refusal: string }
  | { readonly type: 'may'; readonly url: string; readonly permission: string; readonly details: object }
  | { readonly type: 'state' };

async function obey(control: Control): Promise<unknown> {
  switch (control.type) {
    case 'press':
      return shortcuts.get(control.accelerator)?.callback();
    case 'menu': {
      let items: readonly MenuTemplate[] = remembered.tray.menu;
      let item: MenuTemplate | undefined;
      for (const label of control.path) {
        item = items.find((one) => one.label === label);
        items = item?.submenu ?? [];
      }
      if (item?.click === undefined) throw new Error(`There is no menu item ${control.path.join(' › ')}.`);
      return item.click();
    }
    case 'kill-engine':
      return engines.at(-1)?.kill('SIGKILL');
    case 'send':
      return windows[0]?.webContents.send('message', control.message);
    case 'blur':
      return windows[0]?.emit('blur');
    case 'invoke-from':
      return handlers.get('call')?.(
        { sender: windows[0]?.webContents, senderFrame: { url: control.url, parent: null } },
        control.name,
        control.input,
      );
    case 'close-settings':
      return windows[1]?.close();
    case 'signature':
      autoUpdater.refusal = control.refusal;
      return;
    case 'may': {
      const contents = { getURL: () => control.url };
      const requested = new Promise((resolve) =>
        guards.request?.(contents, control.permission, resolve, control.details),
      );
      return {
        requested: await requested,
        checked: guards.check?.(contents, control.permission, control.url, control.details),
        checkedForNobody: guards.check?.(null, control.permission, control.url, control.details),
      };
    }
    case 'state':
      return {
        ...remembered,
        windows: windows.map((window) => ({
          name: window.name,
          visible: window.isVisible(),
          bounds: window.getBounds(),
        })),
        shortcuts: [...shortcuts.keys()],
        engines: engines.length,
        voices: voices.map(({ pid, exitCode, signalCode }) => ({ pid, ended: exitCode ?? signalCode })),
        memory: process.memoryUsage().rss,
      };
    default:
      return control satisfies never;
  }
}

process.on('message', ({ id, control }: { id: number; control: Control }) => {
  obey(control).then(
    (value) => process.send?.({ id, value: JSON.parse(JSON.stringify(value ?? null)) }),
    (error: Error) => process.send?.({ id, error: error.message }),
  );
});
process.on('disconnect', () => app.quit());
process.on('SIGTERM', () => app.quit());

// for packages in CommonJS, see ./register.mjs
Object.assign(globalThis, { electronDouble: { app, autoUpdater, net, session } });
