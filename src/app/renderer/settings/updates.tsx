import type { JSX } from 'preact';
import { progressInWords } from '../../../runtime/downloads/progress-in-words.ts';
import type { Input, UpdateState } from '../../contract.ts';
import { call } from '../bridge.ts';
import { Bar } from './bar.tsx';
import { Card, Line, type SectionProps, Switch } from './section.tsx';

export function Updates({ state: { settings, update }, change }: SectionProps): JSX.Element {
  const { app } = settings;
  return (
    <>
      <Card title="This version">
        <div class="card-line">
          <span class="card-words">
            <span>TinyAgent {update.version}</span>
            <small role="status">{inWords(update)}</small>
            {update.status === 'downloading' && (
              <Bar label={`Downloading version ${update.newVersion}`} progress={update.progress} />
            )}
            <small class="bad" role="alert">
              {update.status === 'failed' ? update.message : ''}
            </small>
          </span>
          {update.status === 'downloading' && (
            <small class="value">{update.progress && progressInWords(update.progress)}</small>
          )}
          <Next update={update} />
        </div>
      </Card>
      {update.status !== 'unavailable' && (
        <Card
          title="By itself"
          foot="Off unless you switch it on. A look asks the place this app was published at which version is the newest, and says nothing about you or your Mac. Nothing is downloaded before you say so; macOS checks its signature."
        >
          <Line label="Look for new versions once a day">
            <Switch
              label="Look for new versions once a day"
              on={app.lookForUpdates}
              onChange={(lookForUpdates) => change({ ...settings, app: { ...app, lookForUpdates } })}
            />
          </Line>
        </Card>
      )}
    </>
  );
}

/** What can be done now. */
function Next({ update: { status, newVersion } }: { readonly update: UpdateState }): JSX.Element | null {
  const [step, label] = next(status, newVersion !== '') ?? [];
  if (step === undefined) return null;
  return (
    <button
      type="button"
      class={`button${step === 'download' || step === 'restart' ? ' main' : ''}`}
      disabled={status === 'checking'}
      onClick={() => void call('update', { step })}
    >
      {label}
    </button>
  );
}

function next(
  status: UpdateState['status'],
  isFound: boolean,
): readonly [Input<'update'>['step'], string] | undefined {
  switch (status) {
    case 'unavailable':
      return undefined;
    case 'idle':
    case 'current':
    case 'checking':
      return ['check', 'Check for Updates…'];
    case 'available':
      return ['download', 'Download'];
    case 'downloading':
      return ['cancel', 'Cancel'];
    case 'ready':
      return ['restart', 'Restart'];
    case 'failed':
      return isFound ? ['download', 'Try Again'] : ['check', 'Try Again'];
    default:
      return status satisfies never;
  }
}

function inWords({ status, newVersion, message }: UpdateState): string {
  switch (status) {
    case 'unavailable':
      return message;
    case 'idle':
    case 'failed':
      return '';
    case 'checking':
      return 'Looking for a new version…';
    case 'current':
      return 'This is the newest version.';
    case 'available':
      return `Version ${newVersion} is available.`;
    case 'downloading':
      return `Version ${newVersion} is being downloaded.`;
    case 'ready':
      return `Version ${newVersion} is installed when you quit TinyAgent, or now.`;
    default:
      return status satisfies never;
  }
}
