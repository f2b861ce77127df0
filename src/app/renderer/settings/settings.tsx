import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Settings as Chosen } from '../../../settings/settings.ts';
import type { AppState } from '../../contract.ts';
import { call, onMessage } from '../bridge.ts';
import { Accounts } from './accounts.tsx';
import { Apps } from './apps.tsx';
import { General } from './general.tsx';
import { Hotkeys } from './hotkeys.tsx';
import { Log } from './log.tsx';
import { Models } from './models.tsx';
import { Permissions } from './permissions.tsx';
import { Privacy } from './privacy.tsx';
import type { SectionProps } from './section.tsx';
import { Updates } from './updates.tsx';
import { Voice } from './voice.tsx';
import { Welcome } from './welcome.tsx';
import { Writing } from './writing.tsx';

const sections: Readonly<Record<string, { title: string; show: (props: SectionProps) => JSX.Element }>> = {
  general: { title: 'General', show: General },
  apps: { title: 'Apps and Consent', show: Apps },
  hotkeys: { title: 'Hotkey', show: Hotkeys },
  voice: { title: 'Voice', show: Voice },
  models: { title: 'Models', show: Models },
  writing: { title: 'Writing', show: Writing },
  accounts: { title: 'Accounts', show: Accounts },
  log: { title: 'Log', show: Log },
  privacy: { title: 'Privacy', show: Privacy },
  permissions: { title: 'Doctor', show: Permissions },
  updates: { title: 'Updates', show: Updates },
};

/** The settings, and at the first start the welcome. Changes hold at once. */
export function Settings({ initial, at }: { readonly initial: AppState; readonly at: string }): JSX.Element {
  const [state, setState] = useState(initial);
  const [section, setSection] = useState(at in sections ? at : 'general');
  const [problem, setProblem] = useState('');
  const [pressed, setPressed] = useState(false);
  const welcoming = !state.settings.app.welcomed;
  useEffect(() => {
    onMessage((message) => {
      if (message.type === 'state') setState(message.state);
      if (message.type === 'downloads') setState((now) => ({ ...now, downloads: message.downloads }));
      if (message.type === 'update') setState((now) => ({ ...now, update: message.update }));
      if (message.type === 'section' && message.section in sections) setSection(message.section);
      if (message.type === 'shown') setPressed(true);
    });
  }, []);
  useEffect(() => {
    document.documentElement.style.setProperty('--scale', String(state.settings.app.textScale));
  }, [state.settings.app.textScale]);
  const change = (settings: Chosen) => {
    setState((now) => ({ ...now, settings }));
    call('changeSettings', settings).then(
      () => setProblem(''),
      (error: Error) => setProblem(error.message),
    );
  };
  if (welcoming) return <Welcome state={state} change={change} pressed={pressed} />;
  const shown = sections[section];
  return (
    <div class="settings">
      <nav class="sidebar" aria-label="Settings">
        {Object.entries(sections).map(([name, { title }]) => (
          <button
            key={name}
            type="button"
            aria-current={name === section ? 'page' : undefined}
            onClick={() => setSection(name)}
          >
            {title}
          </button>
        ))}
      </nav>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
      <main class="content" tabIndex={0}>
        <h1>{shown?.title}</h1>
        {(problem || state.notice) !== '' && (
          <p class="banner" role="alert">
            {problem || state.notice}
          </p>
        )}
        {shown?.show({ state, change })}
      </main>
    </div>
  );
}
