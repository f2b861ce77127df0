/**
 * Stands between the app's main and `electron`, be that the real one or the double: remembers what the app has macOS
 * show, keeps the tests from opening things on the machine they run on, and does what a test asks for. Loaded before
 * the app's main, in CommonJS, as Electron's `--require` wants it.
 */

/** Accelerators that other apps have taken. */
const taken = new Set((process.env.SPY_TAKEN ?? '').split(','));

/** @param {typeof import('electron')} electron */
exports.spyOn = (electron) => {
  const { app, BrowserWindow, clipboard, dialog, globalShortcut, ipcMain, Menu, session, shell } = electron;
  const seen = {
    opened: [],
    clipboard: '',
    dock: true,
    login: false,
    tray: { image: '', tip: '', menu: [] },
  };
  const shortcuts = new Map();
  const handlers = new Map();
  const guards = {};
  const children = [];
  const templates = new WeakMap();

  /** Lets the real one do it as well. */
  const beside = (object, name, note) => {
    const real = object[name].bind(object);
    object[name] = (...given) => note(real(...given), ...given);
  };

  globalShortcut.register = ((real) => (accelerator, callback) => {
    if (taken.has(accelerator) || !real(accelerator, callback)) return false;
    shortcuts.set(accelerator, callback);
    return true;
  })(globalShortcut.register.bind(globalShortcut));
  beside(globalShortcut, 'unregister', (_, accelerator) => void shortcuts.delete(accelerator));

  beside(Menu, 'buildFromTemplate', (menu, template) => {
    templates.set(menu, template);
    return menu;
  });
  const tray = electron.Tray.prototype;
  for (const [name, note] of Object.entries({
    setImage: (image) => {
      seen.tray.image = image.spyPath ?? '';
    },
    setToolTip: (tip) => {
      seen.tray.tip = tip;
    },
    setContextMenu: (menu) => {
      seen.tray.menu = templates.get(menu);
    },
  })) {
    const real = tray[name];
    tray[name] = function (given) {
      note(given);
      return real.call(this, given);
    };
  }
  beside(electron.nativeImage, 'createFromPath', (image, path) =>
    Object.assign(image, { spyPath: path.replace(/^.*\//, '') }),
  );

  beside(ipcMain, 'handle', (_, channel, handler) => void handlers.set(channel, handler));
  beside(electron.utilityProcess, 'fork', (child, _file, _args, { serviceName }) => {
    const one = { child, serviceName, ended: null };
    children.push(one);
    child.once('exit', (code) => {
      one.ended = code ?? 'killed';
    });
    return child;
  });
  if (app.dock !== undefined) {
    beside(app.dock, 'show', (shown) => {
      seen.dock = true;
      return shown;
    });
    beside(app.dock, 'hide', () => {
      seen.dock = false;
    });
  }
  app.whenReady().then(() => {
    const guarded = session.defaultSession;
    beside(guarded, 'setPermissionRequestHandler', (_, handler) => {
      guards.request = handler;
    });
    beside(guarded, 'setPermissionCheckHandler', (_, handler) => {
      guards.check = handler;
    });
  });

  // only remembered: the machine the tests run on is somebody's
  app.setLoginItemSettings = ({ openAtLogin }) => {
    seen.login = openAtLogin;
  };
  shell.openExternal = async (url) => void seen.opened.push(url);
  shell.openPath = async (path) => {
    seen.opened.push(path);
    return require('node:fs').existsSync(path) ? '' : 'Failed to open path';
  };
  shell.showItemInFolder = (path) => void seen.opened.push(path);
  clipboard.writeText = (text) => {
    seen.clipboard = text;
  };
  dialog.showErrorBox = (title, content) => void process.stderr.write(`${title}: ${content}\n`);

  const windows = () => BrowserWindow.getAllWindows().toSorted((a, b) => a.id - b.id);
  const processes = (isEngine) =>
    children.filter(({ serviceName }) => (serviceName === 'TinyAgent engine') === isEngine);

  const controls = {
    press: ({ accelerator }) => shortcuts.get(accelerator)?.(),
    menu({ path }) {
      let items = seen.tray.menu;
      let item;
      for (const label of path) {
        item = items.find((one) => one.label === label);
        items = item?.submenu ?? [];
      }
      if (item?.click === undefined) throw new Error(`There is no menu item ${path.join(' › ')}.`);
      item.click();
    },
    'kill-engine': () => void processes(true).at(-1)?.child.kill(),
    send: ({ message }) => windows()[0]?.webContents.send('message', message),
    blur: () => void windows()[0]?.emit('blur'),
    'close-settings': () => windows()[1]?.close(),
    'invoke-from': ({ url, name, input }) =>
      handlers.get('call')(
        { sender: windows()[0]?.webContents, senderFrame: { url, parent: null } },
        name,
        input,
      ),
    /** What the app answers to a page that wants a permission, asked and looked up. */
    async may({ url, permission, details }) {
      const contents = { getURL: () => url };
      return {
        requested: await new Promise((answer) => guards.request(contents, permission, answer, details)),
        checked: guards.check(contents, permission, url, details),
        checkedForNobody: guards.check(null, permission, url, details),
      };
    },
    /** Only the double has a Squirrel that can be told. */
    signature({ refusal }) {
      electron.autoUpdater.refusal = refusal;
    },
    quit: () => app.quit(),
    state: () => ({
      ...seen,
      windows: windows().map((window) => ({
        visible: window.isVisible(),
        bounds: window.getBounds(),
      })),
      shortcuts: [...shortcuts.keys()],
      engines: processes(true).length,
      voices: processes(false).map(({ child, ended }) => ({ pid: child.pid, ended })),
    }),
  };

  /** Does what a test asks for; resolves to data. */
  globalThis.tinyagentControl = async ({ type, ...given }) => {
    const value = await controls[type](given);
    return JSON.parse(JSON.stringify(value ?? null));
  };
};

/** The app's clock starts where the test says. */
const { SPY_NOW } = process.env;
if (SPY_NOW !== undefined) {
  const Real = Date;
  const ahead = Real.parse(SPY_NOW) - Real.now();
  globalThis.Date = class extends Real {
    constructor(...given) {
      if (given.length === 0) super(Real.now() + ahead);
      else super(...given);
    }
    static now = () => Real.now() + ahead;
  };
}

// under Electron this file is loaded by itself; the double hands itself over
if (process.versions.electron !== undefined) exports.spyOn(require('electron'));
