import type { JSX } from 'preact';
import { call } from '../bridge.ts';
import { Card, Choose, Line, type SectionProps, Switch } from './section.tsx';

export function General({ state: { settings, history }, change }: SectionProps): JSX.Element {
  const { app } = settings;
  const changeApp = (part: Partial<typeof app>) => change({ ...settings, app: { ...app, ...part } });
  return (
    <>
      <Card>
        <Line label="Open at login">
          <Switch
            label="Open at login"
            on={app.openAtLogin}
            onChange={(openAtLogin) => changeApp({ openAtLogin })}
          />
        </Line>
        <Line
          label="Look over each plan first"
          detail="The steps are shown, and can be changed, before anything is done."
        >
          <Switch
            label="Look over each plan first"
            on={app.reviewFirst}
            onChange={(reviewFirst) => changeApp({ reviewFirst })}
          />
        </Line>
      </Card>
      <Card title="Appearance">
        <Line label="Appearance">
          <Choose
            label="Appearance"
            value={app.appearance}
            options={{ system: 'As the Mac', light: 'Light', dark: 'Dark' }}
            onChange={(appearance) => changeApp({ appearance })}
          />
        </Line>
        <Line label="Text size">
          <Choose
            label="Text size"
            value={String(app.textScale)}
            options={{ '0.9': 'Small', '1': 'Standard', '1.2': 'Large', '1.4': 'Larger', '1.6': 'Largest' }}
            onChange={(scale) => changeApp({ textScale: Number(scale) })}
          />
        </Line>
      </Card>
      <Card title="History" foot="Kept on this Mac alone, to be found again with the up arrow.">
        <Line label="Keep what was asked">
          <Switch
            label="Keep what was asked"
            on={app.keepHistory}
            onChange={(keepHistory) => changeApp({ keepHistory })}
          />
        </Line>
        <Line label={history.length === 1 ? '1 request' : `${history.length} requests`}>
          <button
            type="button"
            class="button danger"
            disabled={history.length === 0}
            onClick={() => void call('clearHistory', {})}
          >
            Clear History
          </button>
        </Line>
      </Card>
    </>
  );
}
