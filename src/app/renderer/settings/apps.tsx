import type { JSX } from 'preact';
import { type Effect, toolApps } from '../../../tools/tool.ts';
import { AppConsent, permissionWords } from './app-consent.tsx';
import { Card, Choose, Line, type SectionProps } from './section.tsx';

export function Apps({ state: { settings }, change }: SectionProps): JSX.Element {
  const { consent, messages } = settings;
  return (
    <>
      <Card title="Before it happens" foot="Whatever is set here: mail is never sent, only drafted.">
        {(Object.keys(effects) as Effect[]).map((effect) => (
          <Line key={effect} label={effects[effect].label} detail={effects[effect].detail}>
            <Choose
              label={effects[effect].label}
              value={consent.effects[effect]}
              options={permissionWords}
              onChange={(permission) =>
                change({
                  ...settings,
                  consent: { ...consent, effects: { ...consent.effects, [effect]: permission } },
                })
              }
            />
          </Line>
        ))}
      </Card>
      <Card title="Messages">
        <Line label="A text message" detail="Sending by itself still asks, as set above.">
          <Choose
            label="A text message"
            value={messages}
            options={{ draft: 'is left for me to send', send: 'is sent' }}
            onChange={(value) => change({ ...settings, messages: value })}
          />
        </Line>
      </Card>
      <Card
        title="Apps"
        foot="What is switched off is neither planned with nor touched. An action that is set apart follows its own rule; only sending is never freer than “Reaching other people”."
      >
        {toolApps.map((app) => (
          <AppConsent key={app} app={app} settings={settings} change={change} />
        ))}
      </Card>
    </>
  );
}

const effects: Readonly<Record<Effect, { label: string; detail: string }>> = {
  reads: { label: 'Looking things up', detail: 'Addresses, notes, files' },
  creates: { label: 'Creating and changing', detail: 'Events, reminders, notes, Zoom meetings' },
  'opens-draft': { label: 'Opening drafts', detail: 'Mail and messages that you send yourself' },
  'reaches-others': { label: 'Reaching other people', detail: 'Whatever leaves this Mac at once' },
};
