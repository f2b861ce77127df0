import type { JSX } from 'preact';
import { Card, type SectionProps } from './section.tsx';

export function Writing({ state: { settings }, change }: SectionProps): JSX.Element {
  return (
    <Card title="Always" foot="In your own words: how you sign off, how formal you are, what never to write.">
      <textarea
        class="instructions"
        aria-label="Custom instructions"
        placeholder="Sign off with “Al”. Keep it short."
        rows={7}
        maxLength={2000}
        defaultValue={settings.instructions}
        onChange={(event) => change({ ...settings, instructions: event.currentTarget.value })}
      />
    </Card>
  );
}
