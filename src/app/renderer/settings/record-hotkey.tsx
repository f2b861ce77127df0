import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { HotkeyState } from '../../contract.ts';
import { call } from '../bridge.ts';
import { hotkeyInSigns } from '../parts/keys.tsx';
import { acceleratorOf } from './accelerator.ts';

/** Takes the next keys that are pressed as the new hotkey, and says whether macOS gave it to us. */
export function RecordHotkey({ hotkey }: { readonly hotkey: HotkeyState }): JSX.Element {
  const [recording, setRecording] = useState(false);
  const [tried, setTried] = useState<HotkeyState | undefined>();
  const [problem, setProblem] = useState('');
  const attempt = (wanted: string) => {
    setRecording(false);
    call('setHotkey', { hotkey: wanted }).then(
      (result) => {
        setTried(result);
        setProblem('');
      },
      (error: Error) => setProblem(error.message),
    );
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!recording) return;
    event.preventDefault();
    if (event.key === 'Escape') return setRecording(false);
    const wanted = acceleratorOf(event);
    if (wanted !== undefined) attempt(wanted);
  };
  const taken = tried !== undefined && !tried.registered ? tried : hotkey.registered ? undefined : hotkey;
  return (
    <div class="record">
      <button
        type="button"
        class="button record-button"
        aria-label={recording ? 'Press the new keys' : `Change the hotkey, now ${hotkey.hotkey}`}
        aria-pressed={recording}
        onClick={() => setRecording(!recording)}
        onKeyDown={onKeyDown}
        onBlur={() => setRecording(false)}
      >
        {recording ? 'Press the keys…' : hotkeyInSigns(hotkey.hotkey)}
      </button>
      <p role="status" class="record-status">
        {taken !== undefined && (
          <>
            <span class="bad">{hotkeyInSigns(taken.hotkey)} is taken by another app. </span>
            {taken.suggestion !== undefined && (
              <button type="button" class="link" onClick={() => attempt(taken.suggestion ?? '')}>
                Use {hotkeyInSigns(taken.suggestion)}
              </button>
            )}
          </>
        )}
        {problem !== '' && <span class="bad">{problem}</span>}
      </p>
    </div>
  );
}
