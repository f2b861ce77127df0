import type { JSX } from 'preact';
import { RecordHotkey } from './record-hotkey.tsx';
import { Card, Choose, Line, type SectionProps } from './section.tsx';

export function Hotkeys({
  state: { hotkey, canListen, whyNot, settings },
  change,
}: SectionProps): JSX.Element {
  return (
    <>
      <Card
        foot={
          canListen
            ? 'Tap it to type. Hold it to speak, and let go when you are done.'
            : `Tap it anywhere to type; tap it again, or press Escape, to go back. ${whyNot}`
        }
      >
        <Line label="Bring up TinyAgent">
          <RecordHotkey hotkey={hotkey} />
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

const keys = [
  ['⏎', 'Run what is typed'],
  ['⌘⏎', 'Look the plan over first; run it'],
  ['↑', 'Earlier requests'],
  ['esc', 'Stop, clear, hide'],
  ['⌘Z', 'Undo what was done'],
  ['⌘C', 'Copy the answer'],
  ['⌘O', 'Open what was made'],
] as const;
