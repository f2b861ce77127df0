import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Role } from '../../../runtime/catalogue.ts';
import { gigabytes } from '../../../runtime/gigabytes.ts';
import { sentenceCase } from '../../../text/sentence-case.ts';
import type { Input, ModelInfo } from '../../contract.ts';
import { call } from '../bridge.ts';
import { ModelCard } from './model-card.tsx';
import { Card, Choose, Line, type SectionProps } from './section.tsx';

export function Models({ state }: SectionProps): JSX.Element {
  const { models, presets, engine, settings, downloads, memoryBytes } = state;
  const [problem, setProblem] = useState('');
  const choose = (wanted: Input<'chooseModels'>) => {
    call('chooseModels', wanted).then(
      () => setProblem(''),
      (error: Error) => setProblem(error.message),
    );
  };
  const download = (ids: readonly string[]) => {
    for (const id of ids) void call('download', { kind: 'model', id, step: 'begin' });
  };
  const ofId = (id: string) => models.find((one) => one.id === id);
  const isComing = (id: string) => downloads.some((one) => one.id === id && one.status === 'downloading');
  const wrong = problem || (engine.status === 'failed' ? engine.message : '');
  return (
    <>
      {wrong !== '' && (
        <p class="banner" role="alert">
          {wrong}
        </p>
      )}
      <Card title="Presets">
        {presets.map(({ name, description, isChosen, missing }) => (
          <Line
            key={name}
            label={presetWords[name]}
            detail={[sentenceCase(description), ...toDownload(missing.map(ofId))].join('. ')}
          >
            {isChosen ? (
              <span class="badge">{engine.status === 'loading' ? 'Loading…' : 'In use'}</span>
            ) : missing.length > 0 ? (
              <button
                type="button"
                class="button"
                aria-label={`Download what ${presetWords[name]} needs`}
                disabled={missing.every(isComing)}
                onClick={() => download(missing)}
              >
                Download
              </button>
            ) : (
              <button
                type="button"
                class="button"
                aria-label={`Use ${presetWords[name]}`}
                onClick={() => choose({ preset: name })}
              >
                Use
              </button>
            )}
          </Line>
        ))}
      </Card>
      <Card
        title="Which model does what"
        foot="A change holds from the next request on. All models run on this Mac."
      >
        {(Object.keys(roleWords) as Role[]).map((role) => (
          <Line key={role} label={roleWords[role].label} detail={roleWords[role].detail}>
            <Choose
              label={roleWords[role].label}
              value={settings.models[role]}
              options={optionsFor(role, settings.models[role], models)}
              onChange={(model) => choose({ role, model })}
            />
          </Line>
        ))}
      </Card>
      {models.map((model) => (
        <ModelCard
          key={model.name}
          model={model}
          memoryBytes={memoryBytes}
          download={downloads.find(({ kind, id }) => kind === 'model' && id === model.id)}
        />
      ))}
    </>
  );
}

const presetWords = { fast: 'Fast', paper: 'Paper', best: 'Best' } as const;

const roleWords: Readonly<Record<Role, { label: string; detail: string }>> = {
  planner: { label: 'Planner', detail: 'Turns a sentence into a plan' },
  toolrag: { label: 'Classifier', detail: 'Finds the tools a sentence calls for' },
  joiner: { label: 'Joiner', detail: 'Reads results, and plans again where something failed' },
  writer: { label: 'Writer', detail: 'Writes mails and summaries' },
};

/** What stands in for a downloaded model. */
const builtIn: Readonly<Record<Role, Readonly<Record<string, string>>>> = {
  planner: { embedded: 'Built in' },
  toolrag: { embedded: 'Built in', none: 'None: every tool is offered' },
  joiner: { planner: 'Same as the planner', embedded: 'None: code answers' },
  writer: { embedded: 'None: your own words' },
};

/** What can take a role: what is built in, what is here, and what is chosen, be it here or not. */
function optionsFor(role: Role, chosen: string, models: readonly ModelInfo[]): Record<string, string> {
  const here = models.filter(({ presence, roles }) => presence === 'whole' && roles.includes(role));
  const options = { ...builtIn[role], ...Object.fromEntries(here.map(({ id, name }) => [id, name])) };
  const named = models.find(({ id }) => id === chosen)?.name ?? chosen.split('/').at(-1) ?? chosen;
  return chosen in options ? options : { ...options, [chosen]: named };
}

function toDownload(models: readonly (ModelInfo | undefined)[]): string[] {
  const missing = models.filter((model) => model !== undefined);
  if (missing.length === 0) return [];
  const named = missing.map(({ name, bytes }) =>
    bytes === undefined ? name : `${name}, about ${gigabytes(bytes)}`,
  );
  return [`To download: ${named.join('; ')}`];
}
