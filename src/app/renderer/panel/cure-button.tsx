import type { JSX } from 'preact';
import type { Pane, SpeechCure } from '../../contract.ts';
import { call } from '../bridge.ts';

/** Leads to where it is put right that nobody can be heard. */
export function CureButton({
  cure,
  onPane,
}: {
  readonly cure: SpeechCure;
  readonly onPane: (pane: Pane) => void;
}): JSX.Element {
  return (
    <button
      type="button"
      class="button"
      onClick={() => (cure === 'voice' ? void call('openSettings', { section: 'voice' }) : onPane(cure))}
    >
      {cure === 'voice' ? 'Get a Voice' : 'Open Settings'}
    </button>
  );
}
