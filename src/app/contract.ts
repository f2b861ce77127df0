import { z } from 'zod';
import type { Answer, AssistEvent } from '../events.ts';
import type { Call } from '../plan/call.ts';
import { type Role, roles } from '../runtime/catalogue.ts';
import type { PullProgress } from '../runtime/downloads/pull-model.ts';
import { type PresetName, presetNames } from '../settings/presets.ts';
import type { Settings } from '../settings/settings.ts';
import { type ToolName, toolNames } from '../tools/names.ts';
import type { Choice, ToolApp } from '../tools/tool.ts';

/** What windows and main say to each other. Imports neither electron nor node, so that both sides can read it. */

const text = z.strictObject({
  pieces: z.array(z.union([z.string(), z.strictObject({ call: z.int().positive() })])).readonly(),
});
const call = z.strictObject({
  id: z.int().positive(),
  tool: z.enum(toolNames),
  args: z.array(z.union([text, z.array(text).readonly(), z.number(), z.boolean()])).readonly(),
}) satisfies z.ZodType<Call>;

/** Made up by the window, so that it knows which events are its own. */
const id = z.uuid();
/** `readRequest` has the last word on what a request is. */
const query = z.string().min(1).max(20_000);

/** What a window may have opened; main checks it against what it allows. */
const target = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('url'), url: z.url() }),
  z.strictObject({ kind: z.literal('app'), app: z.string().min(1) }),
  z.strictObject({ kind: z.literal('file'), path: z.string().startsWith('/') }),
  /** A pane of System Settings. */
  z.strictObject({
    kind: z.literal('pane'),
    pane: z.enum(['automation', 'accessibility', 'microphone', 'sound']),
  }),
]);
export type Target = z.infer<typeof target>;
export type Pane = Extract<Target, { kind: 'pane' }>['pane'];

export const secretNames = ['zoomAccountId', 'zoomClientId', 'zoomClientSecret'] as const;
export type SecretName = (typeof secretNames)[number];

/** What can be downloaded; each kind has a source of its own in main. */
export const downloadKinds = ['model', 'voice'] as const;
export type DownloadKind = (typeof downloadKinds)[number];
const downloadable = z.strictObject({ kind: z.enum(downloadKinds), id: z.string().min(1).max(100) });
export type Downloadable = z.infer<typeof downloadable>;

/** What a window may ask of main, with what it must hand over. */
export const contract = {
  ask: z.strictObject({ id, query }),
  /** Plans only; the plan is then edited and handed to `run`. */
  review: z.strictObject({ id, query }),
  run: z.strictObject({ id, query, calls: z.array(call).min(1).readonly() }),
  answer: z.strictObject({
    id,
    question: z.int().nonnegative(),
    reply: z.union([z.int().nonnegative(), z.string(), z.null()]),
  }),
  cancel: z.strictObject({ id }),
  undo: z.strictObject({ id }),
  open: target,
  copy: z.strictObject({ text: z.string() }),
  hide: z.strictObject({}),
  /** The height the panel's content wants, in CSS pixels. */
  resize: z.strictObject({ height: z.number().positive() }),
  getState: z.strictObject({}),
  // main checks it with the settings' own schema, whose module reads files and so is not imported here
  changeSettings: z.custom<Settings>((value) => typeof value === 'object' && value !== null),
  /** "" takes the secret away. */
  setSecret: z.strictObject({ name: z.enum(secretNames), value: z.string().max(500) }),
  setHotkey: z.strictObject({ hotkey: z.string().min(1).max(60) }),
  clearHistory: z.strictObject({}),
  /** Requests of the log in which all the words occur; all of them when there are none. */
  searchLog: z.strictObject({ words: z.string().max(500) }),
  /** Shows the log's file in the Finder. */
  revealLog: z.strictObject({}),
  eraseLog: z.strictObject({}),
  /** The doctor: whether scripts reach each app now. The apps are opened in the background. */
  diagnose: z.strictObject({}),
  /**
   * `begin` goes on where an earlier download ended, and comes back at once; `cancel` stops what is under way and keeps
   * what came; `remove` takes away what is here, whole or not; `verify` compares it with its published checksums.
   * `anyway`: also when the machine has too little memory for it.
   */
  download: downloadable.extend({
    step: z.enum(['begin', 'cancel', 'remove', 'verify']),
    anyway: z.boolean().optional(),
  }),
  /** Models that go together, or one model for one role: its name, a path, or one of the words the settings know. */
  chooseModels: z.union([
    z.strictObject({ preset: z.enum(presetNames) }),
    z.strictObject({ role: z.enum(roles), model: z.string().min(1).max(1000) }),
  ]),
  /** `check` looks for a new version, `download` fetches the one found, `restart` installs it now instead of at quitting. */
  update: z.strictObject({ step: z.enum(['check', 'download', 'cancel', 'restart']) }),
  openSettings: z.strictObject({ section: z.string().optional() }),
  /** A recording begins, is over, or is to be forgotten. One that begins ends the one before. */
  listen: z.strictObject({ id, step: z.enum(['begin', 'end', 'cancel']) }),
  /** Its next samples: 16 kHz mono, -1 to 1, a second at most. */
  hear: z.strictObject({
    id,
    samples: z
      .instanceof(Float32Array)
      .refine(({ length }) => length <= 16_000, 'That is more than a second.'),
  }),
};

export type Contract = typeof contract;
export type CallName = keyof Contract;
export type Input<Name extends CallName> = z.output<Contract[Name]>;

/** What a call hands back; those left out hand back nothing. */
export interface Outputs {
  readonly getState: AppState;
  readonly setHotkey: HotkeyState;
  readonly searchLog: FoundInLog;
  /** The file or app could not be opened: why, in a sentence. */
  readonly open: string | undefined;
}
export type Output<Name extends CallName> = Name extends keyof Outputs ? Outputs[Name] : undefined;

/** A failure as data: an error that crosses between processes is left with nothing but its message. */
export type Failure = { readonly ok: false; readonly code: FailureCode; readonly message: string };
export type FailureCode = 'bad-input' | 'not-allowed' | 'failed';
export type Result<Value> = { readonly ok: true; readonly value: Value } | Failure;

/** What the preload puts into a window. */
export interface Bridge {
  call<Name extends CallName>(name: Name, input: Input<Name>): Promise<Result<Output<Name>>>;
  onMessage(listener: (message: Message) => void): void;
}

/** What main tells the windows, in order. */
export type Message =
  | { readonly type: 'event'; readonly id: string; readonly event: WireEvent }
  | { readonly type: 'state'; readonly state: AppState }
  /** The panel was shown; the content may grow to `maxHeight` CSS pixels. */
  | { readonly type: 'shown'; readonly by: 'hotkey' | 'menu'; readonly maxHeight: number }
  /** The hotkey went down while the panel was there: a tap hides it, unless the settings say that it listens. */
  | { readonly type: 'pressed' }
  /** The panel was hidden. */
  | { readonly type: 'hidden' }
  | { readonly type: 'voice'; readonly id: string; readonly event: VoiceEvent }
  /** All of them, each time something about one has changed. */
  | { readonly type: 'downloads'; readonly downloads: readonly Download[] }
  | { readonly type: 'update'; readonly update: UpdateState }
  /** The settings window is to show this section. */
  | { readonly type: 'section'; readonly section: string }
  /** The panel is to ask this again. */
  | { readonly type: 'again'; readonly query: string };

/** What becomes of a recording; nothing comes after `ended` or `failed`. */
export type VoiceEvent =
  /** What was said so far, as it sounds. */
  | { readonly type: 'heard'; readonly text: string }
  /** The request that was spoken. `unsure`: whom it may have meant, in a sentence; "" when that is plain. */
  | { readonly type: 'ended'; readonly text: string; readonly unsure: string }
  | { readonly type: 'failed'; readonly message: string; readonly cure: SpeechCure | undefined };

/** Where it is put right that nobody can be heard: the settings' section of voices, or a pane of System Settings. */
export type SpeechCure = 'voice' | Extract<Pane, 'microphone' | 'sound'>;

/** An event of `assist` as it crosses processes, and what happens to a request around `assist`. */
export type WireEvent =
  | Exclude<AssistEvent, { type: 'question' }>
  | {
      readonly type: 'question';
      readonly id: number;
      /** Names the question in `answer`. */
      readonly question: number;
      readonly kind: 'choose' | 'confirm' | 'tell';
      readonly text: string;
      readonly choices: readonly Choice[];
    }
  /** Nothing happens yet, and why: the models are still loading. */
  | { readonly type: 'waiting'; readonly text: string }
  /** A plan to be looked over; nothing was done. */
  | { readonly type: 'reviewed'; readonly calls: readonly Call[]; readonly misplanned: readonly string[] }
  /** Stopped by the user. */
  | { readonly type: 'stopped' }
  /** The request ended without an answer, for a reason outside of it. */
  | { readonly type: 'broke'; readonly code: string; readonly message: string }
  /** What was taken back, a sentence each; `failed` tells what could not be. */
  | { readonly type: 'undone'; readonly done: readonly string[]; readonly failed: readonly string[] };

/** The events after which a request has nothing more to say, an undo apart. */
export const lastEvents: ReadonlySet<WireEvent['type']> = new Set([
  'answered',
  'reviewed',
  'stopped',
  'broke',
]);

export interface AppState {
  readonly settings: Settings;
  readonly engine: { readonly status: 'loading' | 'ready' | 'failed'; readonly message: string };
  /** Something the user must know that belongs to no request: damaged settings. May be "". */
  readonly notice: string;
  /** Whether everything happens on the simulated Mac. */
  readonly simulated: boolean;
  readonly hotkey: HotkeyState;
  /** Whether the hotkey can be spoken to. */
  readonly canListen: boolean;
  /** Why it does not, and what to do about it; "" when it does. */
  readonly whyNot: string;
  readonly cure: SpeechCure | undefined;
  /** Whether the voice that hears knows other languages than English. */
  readonly voiceIsMultilingual: boolean;
  readonly voices: readonly VoiceInfo[];
  /** Newest first. */
  readonly history: readonly HistoryEntry[];
  readonly models: readonly ModelInfo[];
  readonly presets: readonly PresetInfo[];
  /** Of this Mac, in bytes. */
  readonly memoryBytes: number;
  readonly downloads: readonly Download[];
  readonly update: UpdateState;
  readonly secrets: Readonly<Record<SecretName, boolean>>;
  readonly permissions: readonly Permission[];
}

/** A download or check under way, or how the last one ended where the user has to know it. */
export interface Download extends Downloadable {
  readonly status: 'downloading' | 'verifying' | 'verified' | 'failed';
  /** Undefined until it is known how much there is to download. */
  readonly progress: PullProgress | undefined;
  /** Why it failed and what to do; "" otherwise. */
  readonly message: string;
  /** It failed for want of memory alone: begun with `anyway` it goes on. */
  readonly canInsist: boolean;
}

export interface UpdateState {
  /** Of this app. */
  readonly version: string;
  /** `idle`: nobody looked yet. `ready`: installed at quitting. */
  readonly status:
    | 'unavailable'
    | 'idle'
    | 'checking'
    | 'current'
    | 'available'
    | 'downloading'
    | 'ready'
    | 'failed';
  /** The one that was found; "" while none was. */
  readonly newVersion: string;
  /** Why there are no updates, or what failed and what to do; "" otherwise. */
  readonly message: string;
  readonly progress: PullProgress | undefined;
}

/** How much of something that is downloaded is on this Mac. */
export type Presence = 'absent' | 'begun' | 'whole';

export interface HotkeyState {
  readonly hotkey: string;
  /** False when macOS gave the key to somebody else. */
  readonly registered: boolean;
  /** Another one that is free; undefined when none is needed or none was found. */
  readonly suggestion: string | undefined;
}

export interface FoundInLog {
  /** The newest, newest first. */
  readonly requests: readonly {
    /** ISO 8601. */
    readonly at: string;
    /** What was asked, what came of it and why, a line each. */
    readonly lines: readonly string[];
  }[];
  /** Of how many. */
  readonly found: number;
  /** Lines of the log that could not be read. */
  readonly damaged: number;
}

export interface HistoryEntry {
  readonly query: string;
  /** ISO 8601. */
  readonly at: string;
  readonly status: Answer['status'] | 'stopped' | 'broke';
  /** The tool of the first call, for its icon. */
  readonly tool: ToolName | undefined;
}

/** A model that comes with the app, or one of the catalogue. */
export interface ModelInfo {
  /** What the settings call it; the embedded ones are all `embedded`. */
  readonly id: string;
  readonly name: string;
  /** What it can do, and what it does now. */
  readonly roles: readonly Role[];
  readonly activeRoles: readonly Role[];
  readonly presence: Presence | 'embedded';
  /** What is wrong with what is here, and what to do; "" otherwise. */
  readonly problem: string;
  /** On the disk; before it is here, about. Undefined: not known. */
  readonly bytes: number | undefined;
  /** In memory, about. Undefined: not known. */
  readonly memoryBytes: number | undefined;
  /** Null: its publisher states none. */
  readonly licence: string | null;
  /** What was measured, on what, how much, and where that was published. */
  readonly scores: readonly { readonly name: string; readonly value: string; readonly source: string }[];
  /** What one should know before choosing it; may be "". */
  readonly note: string;
}

/** Models that go together, as they fit this Mac. */
export interface PresetInfo {
  readonly name: PresetName;
  readonly description: string;
  readonly isChosen: boolean;
  /** The models of it that are not here yet. */
  readonly missing: readonly string[];
}

/** A voice model that can be had: what it is, and whether it is here. */
export interface VoiceInfo {
  readonly id: string;
  readonly name: string;
  readonly languages: string;
  readonly speed: string;
  readonly licence: string;
  /** Of the download: about, or exactly once it is here. */
  readonly bytes: number;
  readonly presence: Presence;
  /** It is the one that hears. */
  readonly active: boolean;
}

export interface Permission {
  readonly name: string;
  /** `unknown`: macOS asks at first use, and has not been seen to answer. */
  readonly state: 'granted' | 'denied' | 'unknown';
  /** What is the matter and what to do, or what it is for. */
  readonly detail: string;
  /** Where it is put right in System Settings, if there. */
  readonly pane: Pane | undefined;
  /** The app whose tools need it, if it is one app's. */
  readonly app: ToolApp | undefined;
}
