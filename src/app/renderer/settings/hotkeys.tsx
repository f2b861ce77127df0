import type { JSX } from 'preact';
import { RecordHotkey } from './record-hotkey.tsx';
import { Card, Line, type SectionProps } from './section.tsx';

export function Hotkeys({ state: { settings, hotkey, canListen, whyNot } }: SectionProps): JSX.Element {
  return (
    <>
      <Card
        foot={
          canListen
            ? whatItDoes[settings.app.voice.tap]
            : `Tap it anywhere to type; tap it again, or press Escape, to go back. ${whyNot}`
        }
      >
        <Line label="Bring up TinyAgent">
          <RecordHotkey hotkey={hotkey} />
        </Line>
      </Card>
      <Card title="In the window">
        {keys.map(([sign, what]) => (
          <Line key={sign} label={what}>
            <kbd>{sign}</kbd>
          </Line>
        ))}
      </Card>
    </>
  );
}

const whatItDoes = {
  type: 'Tap it to type. Hold it to speak, and let go when you are done.',
  toggle: 'Tap it to speak, and again when you are done; or hold it meanwhile. Escape stops and hides.',
} as const;

const keys = [
  ['⏎', 'Run what is typed'],
  ['⌘⏎', 'Look the plan over first; run it'],
  ['↑', 'Earlier requests'],
  ['esc', 'Stop, clear, hide'],
  ['⌘Z', 'Undo what was done'],
  ['⌘C', 'Copy the answer'],
  ['⌘O', 'Open what was made'],
] as const;
