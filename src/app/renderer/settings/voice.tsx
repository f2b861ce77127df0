import type { JSX } from 'preact';
import type { AppState, VoiceInfo } from '../../contract.ts';
import { hotkeyInSigns } from '../parts/keys.tsx';
import { DownloadRow } from './download-row.tsx';
import { Card, Choose, Line, type SectionProps } from './section.tsx';

/** Voice: what is done with what was said, and the models that hear it. */
export function Voice({ state, change }: SectionProps): JSX.Element {
  const { settings, voices, canListen, whyNot, hotkey } = state;
  const [offered, ...others] = voices;
  const isForeign = canListen && !voices.some(({ active }) => active);
  const use = (id: string) => change({ ...settings, voice: id });
  return (
    <>
      <Card
        foot={
          canListen
            ? `Hold ${hotkeyInSigns(hotkey.hotkey)} and speak, in English; let go when you are done. What you say is heard on this Mac alone and kept nowhere.`
            : whyNot
        }
      >
        <Line
          label="Speaking"
          detail={isForeign ? 'By a model of your own, or one that TINYAGENT_VOICE names.' : undefined}
        >
          <span class="state" data-tone={canListen ? 'good' : 'plain'}>
            {canListen ? 'Ready' : 'Off'}
          </span>
        </Line>
        <Line label="What was said">
          <Choose
            label="What was said"
            value={settings.app.voice.run}
            options={{ wait: 'Waits for Return', 'at once': 'Runs at once' }}
            onChange={(run) => change({ ...settings, app: { ...settings.app, voice: { run } } })}
          />
        </Line>
      </Card>
      {offered !== undefined && (
        <Card title="Voice" foot="The one to begin with. Everything else works without it.">
          <VoiceLines state={state} voice={offered} onUse={use} />
        </Card>
      )}
      <Card title="Other voices" foot="Larger ones hear names better and take longer.">
        {others.map((voice) => (
          <VoiceLines key={voice.id} state={state} voice={voice} onUse={use} />
        ))}
      </Card>
    </>
  );
}

function VoiceLines({
  state: { downloads },
  voice,
  onUse,
}: {
  readonly state: AppState;
  readonly voice: VoiceInfo;
  readonly onUse: (id: string) => void;
}): JSX.Element {
  const { id, name, presence, active } = voice;
  return (
    <>
      <Line label={name} detail={factsOf(voice)}>
        {active && <span class="badge">In use</span>}
        {!active && presence === 'whole' && (
          <button type="button" class="button" aria-label={`Use ${name}`} onClick={() => onUse(id)}>
            Use
          </button>
        )}
      </Line>
      <VoiceDownload voice={voice} downloads={downloads} />
    </>
  );
}

/** How much of a voice is here, and what can be done about it. */
export function VoiceDownload({
  voice: { id, name, bytes, presence },
  downloads,
}: {
  readonly voice: VoiceInfo;
  readonly downloads: AppState['downloads'];
}): JSX.Element {
  return (
    <DownloadRow
      item={{ kind: 'voice', id }}
      name={name}
      bytes={bytes}
      presence={presence}
      download={downloads.find((one) => one.kind === 'voice' && one.id === id)}
    />
  );
}

/** "English · 7 times as fast as the large Whisper · licence MIT" */
export const factsOf = ({ languages, speed, licence }: VoiceInfo): string =>
  [languages, speed, `licence ${licence}`].join(' · ');
