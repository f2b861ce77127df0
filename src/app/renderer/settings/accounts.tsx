import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { SecretName } from '../../contract.ts';
import { call } from '../bridge.ts';
import { Card, Line, type SectionProps } from './section.tsx';

export function Accounts({ state: { secrets, simulated } }: SectionProps): JSX.Element {
  const complete = Object.values(secrets).every((present) => present);
  return (
    <Card
      title="Zoom"
      foot="From a server-to-server OAuth app of your Zoom account. Kept encrypted by the keychain; used only when you ask for a meeting."
    >
      <Line
        label={complete ? 'Meetings can be made' : 'Not set up'}
        detail={simulated ? 'On the simulated Mac links are made up.' : undefined}
      >
        {complete && <span class="badge">Ready</span>}
      </Line>
      <Secret name="zoomAccountId" label="Account ID" present={secrets.zoomAccountId} />
      <Secret name="zoomClientId" label="Client ID" present={secrets.zoomClientId} />
      <Secret name="zoomClientSecret" label="Client secret" present={secrets.zoomClientSecret} />
    </Card>
  );
}

function Secret({
  name,
  label,
  present,
}: {
  readonly name: SecretName;
  readonly label: string;
  readonly present: boolean;
}): JSX.Element {
  const [value, setValue] = useState('');
  const [problem, setProblem] = useState('');
  const keep = (secret: string) => {
    setValue('');
    call('setSecret', { name, value: secret }).then(
      () => setProblem(''),
      (error: Error) => setProblem(error.message),
    );
  };
  return (
    <form
      class="card-line"
      onSubmit={(event) => {
        event.preventDefault();
        keep(value);
      }}
    >
      <span class="card-words">
        <span>{label}</span>
        {problem !== '' && <small class="bad">{problem}</small>}
      </span>
      {present ? (
        <>
          <span class="value">••••••••</span>
          <button type="button" class="button" onClick={() => keep('')}>
            Remove
          </button>
        </>
      ) : (
        <>
          <input
            type="password"
            class="field"
            aria-label={label}
            autocomplete="off"
            value={value}
            onInput={(event) => setValue(event.currentTarget.value)}
          />
          <button type="submit" class="button" disabled={value.trim() === ''}>
            Keep
          </button>
        </>
      )}
    </form>
  );
}
