import type { JSX } from 'preact';
import { Card, Line, type SectionProps } from './section.tsx';

export function Models({ state: { models, engine } }: SectionProps): JSX.Element {
  return (
    <>
      {engine.status === 'failed' && (
        <p class="banner" role="alert">
          {engine.message}
        </p>
      )}
      {models.map(({ name, role, bytes, licence, active, scores }) => (
        <Card key={name}>
          <Line label={name} detail={roles[role] ?? role}>
            {active && <span class="badge">{engine.status === 'ready' ? 'Active' : 'Loading…'}</span>}
          </Line>
          <Line label="Size">
            <span class="value">{(bytes / 1_000_000).toFixed(1)} MB</span>
          </Line>
          <Line label="Licence">
            <span class="value">{licence}</span>
          </Line>
          {scores.map((score) => (
            <Line key={score.name} label={score.name}>
              <span class="value">{score.value}</span>
            </Line>
          ))}
        </Card>
      ))}
      <p class="card-foot">
        All of them run on this Mac. Larger ones are downloaded and chosen in a terminal, with “tinyagent
        models”, and used from the next start on.
      </p>
    </>
  );
}

const roles: Readonly<Record<string, string>> = {
  planner: 'Turns a sentence into a plan',
  toolrag: 'Finds the tools a sentence calls for',
  writer: 'Writes mails and summaries',
  downloaded: 'Downloaded',
};
