import type { JSX } from 'preact';
import type { Permission } from '../../contract.ts';
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
        {permissions.map((permission) => (
          <Line
            key={permission.name}
            label={permission.name}
            detail={permission.purpose}
            {...(permission.app === undefined ? {} : { icon: <AppIcon app={permission.app} /> })}
          >
            <State good={permission.state === 'granted'} bad={permission.state === 'denied'}>
              {states[permission.state]}
            </State>
            {permission.state === 'denied' && (
              <button type="button" class="button" onClick={() => openPane(permission)}>
                Open Settings
              </button>
            )}
          </Line>
        ))}
      </Card>
    </>
  );
}

const states = { granted: 'Allowed', denied: 'Refused', 'not-asked': 'Not asked yet' } as const;

const openPane = ({ app }: Permission): void =>
  void call('open', { kind: 'permission', permission: app === undefined ? 'Microphone' : 'Automation' });

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
