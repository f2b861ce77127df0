import type { JSX } from 'preact';
import { type VoiceLanguage, voiceLanguages } from '../../../runtime/speech/languages.ts';
import type { AppState, VoiceInfo } from '../../contract.ts';
import { hotkeyInSigns } from '../parts/keys.tsx';
import { DownloadRow } from './download-row.tsx';
import { Card, Choose, Line, type SectionProps } from './section.tsx';

/** Voice: what is done with what was said, and the models that hear it. */
export function Voice({ state, change }: SectionProps): JSX.Element {
  const { settings, voices, canListen, whyNot, voiceIsMultilingual } = state;
  const { tap } = settings.app.voice;
  const key = hotkeyInSigns(state.hotkey.hotkey);
  const [offered, ...others] = voices;
  const isForeign = canListen && !voices.some(({ active }) => active);
  const changeHow = (part: Partial<typeof settings.app.voice>) =>
    change({ ...settings, app: { ...settings.app, voice: { ...settings.app.voice, ...part } } });
  const use = (id: string) => change({ ...settings, voice: id });
  return (
    <>
      <Card
        foot={
          canListen
            ? `${howToSpeak[tap](key)} What you say is heard on this Mac alone and kept nowhere.`
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
            onChange={(run) => changeHow({ run })}
          />
        </Line>
        <Line
          label={`A tap of ${key}`}
          detail={tap === 'toggle' ? 'Holding it works too. Escape hides the window.' : undefined}
        >
          <Choose
            label="A tap of the hotkey"
            value={tap}
            options={{ type: 'Types', toggle: 'Starts and stops listening' }}
            onChange={(tap) => changeHow({ tap })}
          />
        </Line>
        {voiceIsMultilingual && (
          <Line label="Language" detail="The planner reads English, and seldom understands others.">
            <Choose
              label="Language"
              value={settings.voiceLanguage}
              options={languageOptions}
              onChange={(voiceLanguage) => change({ ...settings, voiceLanguage })}
            />
          </Line>
        )}
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

const howToSpeak = {
  type: (key: string) => `Hold ${key} and speak, in English; let go when you are done.`,
  toggle: (key: string) => `Tap ${key} and speak, in English; tap it again when you are done.`,
} as const;

const languageNames = new Intl.DisplayNames('en', { type: 'language' });
/** By name, what is usual first. */
const languageOptions = Object.fromEntries([
  ['en', 'English'],
  ['auto', 'Detected'],
  ...voiceLanguages
    .filter((code) => code !== 'en' && code !== 'auto')
    .map((code) => [code, languageNames.of(code) ?? code] as const)
    .sort(([, one], [, other]) => one.localeCompare(other)),
]) as Record<VoiceLanguage, string>;

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
