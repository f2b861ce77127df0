import type { JSX } from 'preact';
import type { Role } from '../../../runtime/catalogue.ts';
import { gigabytes } from '../../../runtime/gigabytes.ts';
import type { Download, ModelInfo } from '../../contract.ts';
import { DownloadRow } from './download-row.tsx';
import { Card, Line } from './section.tsx';

/** A model: what it is for, what it costs, what was measured, and whether it is here. */
export function ModelCard({
  model: { id, name, roles, activeRoles, presence, problem, bytes, memoryBytes, licence, scores, note },
  memoryBytes: ofThisMac,
  download,
}: {
  readonly model: ModelInfo;
  /** Of this Mac. */
  readonly memoryBytes: number;
  readonly download: Download | undefined;
}): JSX.Element {
  return (
    <Card title={name} foot={note}>
      <Line label={presence === 'embedded' ? `Built in, ${gigabytes(bytes ?? 0)}` : 'For'}>
        {activeRoles.length > 0 ? (
          <span class="badge">In use as {inWords(activeRoles)}</span>
        ) : (
          <span class="value">{inWords(roles)}</span>
        )}
      </Line>
      <Line label="Licence">
        <span class="value">{licence ?? 'None stated'}</span>
      </Line>
      {memoryBytes !== undefined && (
        <Line label="Memory">
          <span class="value">
            about {gigabytes(memoryBytes)} of {gigabytes(ofThisMac)}
          </span>
        </Line>
      )}
      {scores.length > 0 && (
        <details class="scores">
          <summary aria-label={`What was measured of ${name}`}>What was measured</summary>
          {scores.map((score) => (
            <Line key={score.name} label={score.name} detail={score.source}>
              <span class="value">{score.value}</span>
            </Line>
          ))}
        </details>
      )}
      {presence !== 'embedded' && (
        <DownloadRow
          item={{ kind: 'model', id }}
          name={name}
          bytes={bytes}
          presence={presence}
          download={download}
        />
      )}
      {problem !== '' && <p class="card-problem bad">{problem}</p>}
    </Card>
  );
}

const inWords = (roles: readonly Role[]): string => roles.map((role) => roleNames[role]).join(', ');

const roleNames: Readonly<Record<Role, string>> = {
  planner: 'planner',
  toolrag: 'classifier',
  joiner: 'joiner',
  writer: 'writer',
};
