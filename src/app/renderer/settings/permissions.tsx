import type { JSX } from 'preact';
import type { Pane } from '../../contract.ts';
import { call } from '../bridge.ts';
import { AppIcon } from '../parts/app-icon.tsx';
import { Card, Line, type SectionProps } from './section.tsx';

export function Permissions({
  state: { permissions, engine, hotkey, simulated },
}: SectionProps): JSX.Element {
  return (
    <>
      <Card title="TinyAgent">
        <Line label="Engine and models" detail={engine.message}>
          <State good={engine.status === 'ready'} bad={engine.status === 'failed'}>
            {engine.status === 'ready' ? 'Ready' : engine.status === 'loading' ? 'Loading' : 'Failed'}
          </State>
        </Line>
        <Line label="Hotkey">
          <State good={hotkey.registered} bad={!hotkey.registered}>
            {hotkey.registered ? 'Ready' : 'Taken by another app'}
          </State>
        </Line>
      </Card>
      <Card
        title="macOS"
        foot={
          simulated
            ? 'Here everything happens on a simulated Mac, which asks for nothing.'
            : 'macOS asks at first use, an app at a time. What was refused once can only be allowed in System Settings.'
        }
      >
        <Line label="Look now" detail="Opens each app in the background and tries.">
          <button type="button" class="button" onClick={() => void call('diagnose', {})}>
            Check
          </button>
        </Line>
        {permissions.map((permission) => (
          <Line
            key={permission.name}
            label={permission.name}
            detail={permission.detail}
            {...(permission.app === undefined ? {} : { icon: <AppIcon app={permission.app} /> })}
          >
            <State good={permission.state === 'granted'} bad={permission.state === 'denied'}>
              {states[permission.state]}
            </State>
            {permission.state === 'denied' && permission.pane !== undefined && (
              <button type="button" class="button" onClick={() => openPane(permission.pane)}>
                Open Settings
              </button>
            )}
          </Line>
        ))}
      </Card>
    </>
  );
}

const states = { granted: 'Allowed', denied: 'Not working', unknown: 'Not asked yet' } as const;

const openPane = (pane: Pane | undefined): void => {
  if (pane !== undefined) void call('open', { kind: 'pane', pane });
};

function State({
  good,
  bad,
  children,
}: {
  readonly good: boolean;
  readonly bad: boolean;
  readonly children: string;
}): JSX.Element {
  return (
    <span class="state" data-tone={good ? 'good' : bad ? 'bad' : 'plain'}>
      {children}
    </span>
  );
}
