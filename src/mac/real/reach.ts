import { type AppName, bundleIds } from '../apps.ts';
import { codeOf, macError } from '../errors.ts';
import { MacError } from '../mac.ts';
import { type Diagnosis, isTroubleState, troubleWith } from '../trouble.ts';
import { command } from './command.ts';
import { runScript } from './run-script.ts';

/** How long an app may take to answer the harmless question of a diagnosis, in milliseconds. */
const patienceMs = 5000;

type Options = { readonly signal: AbortSignal };

/** Starts an app behind the other windows, hidden. Throws MacError('not-installed' | 'not-running'). */
export async function start(app: AppName, { signal }: Options): Promise<void> {
  try {
    await command('open', ['-gj', '-a', app], { signal });
  } catch (error) {
    if (!(error instanceof MacError)) throw error;
    const installed = await command('mdfind', [`kMDItemCFBundleIdentifier == "${bundleIds[app]}"c`], {
      signal,
    });
    throw macError(installed.trim() === '' ? -10814 : -10810, error.message, app);
  }
}

/** What no event is needed to find out comes first, since an event may make macOS ask the user. */
export async function diagnose(app: AppName, { signal }: Options): Promise<Diagnosis> {
  try {
    if (await isScreenLocked({ signal })) return troubleWith(app, 'locked');
    await start(app, { signal });
    const consent = codeOf(await consentNumber(app, { signal }), app);
    if (isTroubleState(consent)) return troubleWith(app, consent);
    const source = app === 'System Events' ? mayType : `tell application "${app}" to count windows`;
    const script = { name: 'diagnose', app, source };
    const answer = await runScript(script, [], { signal, timeoutMs: patienceMs });
    return answer === 'false' ? troubleWith(app, 'no-accessibility') : { app, state: 'ready' };
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof MacError && isTroubleState(error.code)) return troubleWith(app, error.code);
    throw error;
  }
}

/** Why an app did not answer in time, as far as macOS tells. */
export async function whyUnanswered(
  app: AppName,
  { signal }: Options,
): Promise<'locked' | 'not-asked' | 'timed-out'> {
  try {
    if (await isScreenLocked({ signal })) return 'locked';
    // the window in which macOS asks is still open, or was left alone
    return (await consentNumber(app, { signal })) === -1744 ? 'not-asked' : 'timed-out';
  } catch (error) {
    if (error instanceof MacError) return 'timed-out';
    throw error;
  }
}

const mayType = 'tell application "System Events" to return UI elements enabled';

/** The session of the one before the screen, as the I/O registry has it; unlocked, it has no such key. */
const isScreenLocked = async ({ signal }: Options): Promise<boolean> =>
  /"CGSSessionScreenIsLocked"\s*=\s*Yes/.test(await command('ioreg', ['-n', 'Root', '-d1'], { signal }));

/**
 * What macOS has on record about our control of an app, without asking the user: 0 allowed, -1743 denied, -1744 not
 * asked yet, -600 not running (AEDeterminePermissionToAutomateTarget, macOS 10.14). 0 too where that cannot be told:
 * then the answer to an event decides.
 */
async function consentNumber(app: AppName, { signal }: Options): Promise<number> {
  try {
    const args = ['-l', 'JavaScript', '-e', askForConsent, bundleIds[app]];
    return Number(await command('osascript', args, { signal })) || 0;
  } catch (error) {
    if (error instanceof MacError) return 0;
    throw error;
  }
}

/** 0x2a2a2a2a is '****': any class of events, any event. The last argument: do not ask the user. */
const askForConsent = `
function run([bundleId]) {
  ObjC.import('Foundation');
  ObjC.bindFunction('AEDeterminePermissionToAutomateTarget',
    ['int', ['void *', 'unsigned int', 'unsigned int', 'bool']]);
  const target = $.NSAppleEventDescriptor.descriptorWithBundleIdentifier(bundleId);
  return $.AEDeterminePermissionToAutomateTarget(target.aeDesc, 0x2a2a2a2a, 0x2a2a2a2a, false);
}`;
