import { totalmem } from 'node:os';
import { isDeepStrictEqual } from 'node:util';
import { app, type BrowserWindow, clipboard, nativeTheme } from 'electron';
import { catalogueEntry } from '../../runtime/catalogue.ts';
import { voiceEntry } from '../../runtime/speech/voices.ts';
import { assertUsable, presetChoice } from '../../settings/choose-models.ts';
import type { ChosenModels } from '../../settings/chosen-models.ts';
import { withoutModel } from '../../settings/without-model.ts';
import type { ToolApp } from '../../tools/tool.ts';
import { appOfTool } from '../app-of-tool.ts';
import { type AppState, lastEvents, type Message } from '../contract.ts';
import { simulatedVariable } from '../engine/protocol.ts';
import { scriptedApps } from '../scripted-apps.ts';
import { createDownloads } from './downloads.ts';
import { createEngineHost, type EngineHost } from './engine-host.ts';
import { guardWindows } from './guards.ts';
import { openHistory } from './history.ts';
import { createHotkey } from './hotkey.ts';
import { answerCalls } from './ipc.ts';
import { listModels } from './list-models.ts';
import { listVoices } from './list-voices.ts';
import { openMacUpdater } from './mac-updater.ts';
import { createMenuBar } from './menu-bar.ts';
import { createModelSource } from './model-source.ts';
import { openTarget } from './open-target.ts';
import { createPanel } from './panel.ts';
import { createPermissions } from './permissions.ts';
import { createRequests } from './requests.ts';
import { serveScheme } from './scheme.ts';
import { openSecrets } from './secrets.ts';
import { openSettings } from './settings-store.ts';
import { createSettingsWindow } from './settings-window.ts';
import { startEngine } from './start-engine.ts';
import { startSpeech } from './start-speech.ts';
import { createUpdates } from './updates.ts';
import { userLog } from './user-log.ts';
import { createVoice } from './voice.ts';
import { openVoiceModel } from './voice-model.ts';

/** Puts the app together, once Electron is ready. */
export async function startApp(): Promise<void> {
  const now = () => new Date();
  const simulated =
    process.platform !== 'darwin' ||
    process.argv.includes('--dry-run') ||
    process.env[simulatedVariable] === '1';
  app.dock?.hide();
  guardWindows();
  serveScheme();
  const [settings, history, secrets] = await Promise.all([
    openSettings({ now }),
    openHistory(),
    openSecrets(),
  ]);
  const [foundModels, updating] = await Promise.all([
    listModels(settings.settings.models),
    openMacUpdater({ beforeRestart: () => letGo() }),
  ]);
  let models = foundModels;
  let voices = await listVoices({ active: undefined });
  const permissions = createPermissions();
  /** Whether all the parts below are there. */
  let assembled = false;
  let listeningPaused = false;

  const panel = createPanel({
    giveFocusBack: () => {
      if (settingsWindow.window === undefined) app.hide?.();
    },
    tell: (message) => {
      tell(message);
      // one may have been downloaded at a terminal
      if (message.type === 'shown' && voice.model.transcriber === undefined) void lookForVoice();
    },
  });
  const settingsWindow = createSettingsWindow();
  const windows = (): BrowserWindow[] => [
    panel.window,
    ...(settingsWindow.window === undefined ? [] : [settingsWindow.window]),
  ];
  const tell = (message: Message): void => {
    for (const window of windows()) if (!window.isDestroyed()) window.webContents.send('message', message);
  };
  const canListen = (): boolean => voice.model.transcriber !== undefined && !listeningPaused;
  const state = (): AppState => ({
    settings: settings.settings,
    engine: engine.status,
    notice: settings.notice,
    simulated,
    hotkey: hotkey.state,
    canListen: canListen(),
    whyNot:
      voice.model.whyNot || (listeningPaused ? 'Listening is paused: see the icon in the menu bar.' : ''),
    cure: voice.model.transcriber === undefined ? 'voice' : undefined,
    voiceIsMultilingual: voice.model.language !== undefined,
    voices,
    history: history.entries,
    ...models,
    memoryBytes: totalmem(),
    downloads: downloads.list,
    update: updates.state,
    secrets: secrets.present,
    permissions: permissions.list(),
  });
  const changed = (): void => {
    tell({ type: 'state', state: state() });
    menuBar.show({
      activity: voice.isListening ? 'listening' : requests.activity,
      hotkey: hotkey.state.hotkey,
      history: history.entries,
      listeningPaused: voice.model.transcriber === undefined ? undefined : listeningPaused,
      update: updates.state,
    });
  };
  /** A panel that is closed only hides; when the app ends it is to go. */
  const letGo = (): void => void panel.window.removeAllListeners('close');

  /** The app of each call of the requests under way, to learn what macOS allows us. */
  const apps = new Map<string, ToolApp>();
  const requests = createRequests({
    engine: () => engine,
    now,
    onActivity: () => changed(),
    onEnd: (entry) => {
      if (settings.settings.app.keepHistory) void history.add(entry).then(changed);
    },
  });
  const hotkey = createHotkey(settings.settings.app.hotkey, {
    onPress: () => panel.press({ mayTalk: canListen() }),
  });
  const menuBar = createMenuBar({
    ask: () => panel.show('menu'),
    askAgain: (query) => {
      panel.show('menu');
      tell({ type: 'again', query });
    },
    pauseListening: (paused) => {
      listeningPaused = paused;
      changed();
    },
    openSettings: (section) => settingsWindow.open(section),
    update: (step) => void updates.act(step),
    quit: () => app.quit(),
  });
  const engine: EngineHost = createEngineHost({
    start: (callbacks) => startEngine({ simulated, ...callbacks }),
    onEvent: (id, event) => {
      if (event.type === 'call') apps.set(`${id} ${event.call.id}`, appOfTool[event.call.tool]);
      if (event.type === 'trouble') permissions.seen(event.trouble);
      if (event.type === 'finished') {
        const app = scriptedApps.find((one) => one === apps.get(`${id} ${event.id}`));
        if (app !== undefined) permissions.seen({ app, state: 'ready' });
      }
      if (lastEvents.has(event.type)) for (const key of apps.keys()) if (key.startsWith(id)) apps.delete(key);
      requests.receive(id, event);
      tell({ type: 'event', id, event });
    },
    onDiagnoses: (diagnoses) => {
      for (const diagnosis of diagnoses) permissions.seen(diagnosis);
      changed();
    },
    onVocabulary: (vocabulary) => voice.learn(vocabulary),
    onStatus: () => {
      if (assembled) changed();
    },
  });
  const tellEngineZoom = () => engine.send({ type: 'zoom', account: secrets.zoomAccount() ?? null });

  const voice = createVoice({
    askForVocabulary: () => engine.send({ type: 'vocabulary' }),
    tell: (id, event) => tell({ type: 'voice', id, event }),
    onListening: () => changed(),
  });
  /** Hears with the voice that is here now: one that was just downloaded, another that was chosen, or none. */
  const lookForVoice = async (): Promise<void> => {
    const { voice: chosen, voiceLanguage: language } = settings.settings;
    await voice.use(
      await openVoiceModel({ startProcess: startSpeech, chosen, language, current: voice.model }),
    );
    voices = await listVoices({ active: voice.model.path });
    changed();
  };

  const useModels = async (chosen: ChosenModels): Promise<void> => {
    const { settings: old } = settings;
    if (isDeepStrictEqual(chosen, old.models)) return;
    await settings.change({ ...old, models: chosen });
    engine.send({ type: 'reload' });
  };
  const lookAtModels = async (): Promise<void> => {
    models = await listModels(settings.settings.models);
    changed();
  };
  const downloads = createDownloads({
    sources: {
      model: createModelSource({
        entry: catalogueEntry,
        onRemove: async (id) => {
          await useModels(withoutModel(settings.settings.models, id).models);
        },
      }),
      voice: createModelSource({
        entry: voiceEntry,
        onRemove: async (id) => {
          const { settings: old } = settings;
          if (old.voice === id) await settings.change({ ...old, voice: undefined });
        },
      }),
    },
    onProgress: () => tell({ type: 'downloads', downloads: downloads.list }),
    onChange: (kind) => (kind === 'voice' ? lookForVoice() : lookAtModels()),
  });

  const updates = createUpdates({
    version: app.getVersion(),
    ...updating,
    onChange: () => {
      tell({ type: 'update', update: updates.state });
      if (updates.state.status !== 'downloading') changed();
    },
  });

  answerCalls(
    {
      ask: (input) => void requests.begin('ask', input),
      review: (input) => void requests.begin('review', input),
      run: (input) => void requests.run(input),
      answer: (input) => void requests.answer(input),
      cancel: ({ id }) => void requests.cancel(id),
      undo: ({ id }) => void requests.undo(id),
      open: (target) => openTarget(target, { simulated, isKnownFile: requests.isKnownFile }),
      copy: ({ text }) => void clipboard.writeText(text),
      hide: () => void panel.hide(),
      resize: ({ height }) => void panel.resize(height),
      getState: state,
      changeSettings: async (wanted) => {
        // models are chosen by a call of their own, which looks whether they are here
        const { app: chosen } = await settings.change({ ...wanted, models: settings.settings.models });
        nativeTheme.themeSource = chosen.appearance;
        app.setLoginItemSettings({ openAtLogin: chosen.openAtLogin });
        updates.allow(chosen.lookForUpdates);
        await lookForVoice();
        return undefined;
      },
      setSecret: async ({ name, value }) => {
        await secrets.set(name, value);
        tellEngineZoom();
        changed();
        return undefined;
      },
      setHotkey: async ({ hotkey: wanted }) => {
        const tried = hotkey.change(wanted);
        if (tried.registered) {
          const { settings: old } = settings;
          await settings.change({ ...old, app: { ...old.app, hotkey: wanted } });
          changed();
        }
        return tried;
      },
      clearHistory: async () => {
        await history.clear();
        changed();
        return undefined;
      },
      searchLog: ({ words }) => userLog.search(words),
      revealLog: async () => {
        await userLog.reveal();
        return undefined;
      },
      eraseLog: async () => {
        await userLog.erase();
        return undefined;
      },
      diagnose: () => void engine.send({ type: 'diagnose' }),
      download: async (asked) => {
        await downloads.act(asked);
        return undefined;
      },
      chooseModels: async (wanted) => {
        const { models: before } = settings.settings;
        const after =
          'preset' in wanted ? presetChoice(wanted.preset) : { ...before, [wanted.role]: wanted.model };
        await assertUsable(after, before);
        await useModels(after);
        await lookAtModels();
        return undefined;
      },
      // not waited for: how it goes is told
      update: ({ step }) => void updates.act(step),
      openSettings: ({ section }) => void settingsWindow.open(section ?? 'general'),
      listen: ({ id, step }) => {
        if (step === 'begin' && listeningPaused) return;
        voice[step](id);
      },
      hear: ({ id, samples }) => void voice.hear(id, samples),
    },
    { isOurWindow: ({ sender }) => windows().some(({ webContents }) => webContents === sender) },
  );

  assembled = true;
  nativeTheme.themeSource = settings.settings.app.appearance;
  tellEngineZoom();
  updates.allow(settings.settings.app.lookForUpdates);
  await lookForVoice();
  app.on('second-instance', () => panel.show('menu'));
  app.on('activate', () => panel.show('menu'));
  // the menu-bar icon stays when no window is open
  app.on('window-all-closed', () => {});
  app.on('before-quit', () => {
    letGo();
    engine.close();
    downloads.close();
    updates.close();
    void voice.close();
  });
  if (!settings.settings.app.welcomed) settingsWindow.open('welcome');
}
