import type { JSX } from 'preact';
import { Card, Line, type SectionProps } from './section.tsx';

export function Privacy({ state: { settings } }: SectionProps): JSX.Element {
  return (
    <Card foot="There is no account, no telemetry and no cloud. You can check: TinyAgent works with the network off.">
      <Line label="What you type" detail="Read by models in a process on this Mac." />
      <Line
        label="What was asked before"
        detail={settings.app.keepHistory ? 'Kept on this Mac; General clears it.' : 'Not kept.'}
      />
      <Line
        label="Mail, notes, contacts, files"
        detail="Read only where a request needs them, and never kept."
      />
      <Line
        label="The network"
        detail="Used when you ask for a Zoom meeting, for a model, or for a new version; never by itself, but for the daily look for new versions if you switched that on."
      />
    </Card>
  );
}
