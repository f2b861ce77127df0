import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { hotkeyInSigns } from '../parts/keys.tsx';
import { Mark } from '../parts/mark.tsx';
import { RecordHotkey } from './record-hotkey.tsx';
import { Line, type SectionProps, Switch } from './section.tsx';
import { factsOf, VoiceDownload } from './voice.tsx';

/** The first start: what it does, the hotkey to be tried, what macOS will ask. */
export function Welcome({
  state,
  change,
  pressed,
}: SectionProps & {
  /** Whether the hotkey has brought up the window since this was opened. */
  readonly pressed: boolean;
}): JSX.Element {
  const [step, setStep] = useState(0);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [step]);
  const finish = () => change({ ...state.settings, app: { ...state.settings.app, welcomed: true } });
  const [offered] = state.voices;
  const isHeard = state.canListen;
  const steps = [
    {
      title: 'Say it. It gets done.',
      body: (
        <>
          <p>
            One sentence becomes a few steps in Mail, Calendar, Contacts, Notes, Reminders, Messages, Files,
            Maps and Zoom. You watch each step, are asked where it matters, and can undo.
          </p>
          <p class="promise">Nothing leaves this Mac. The models are inside, and ready.</p>
        </>
      ),
    },
    {
      title: 'One key, anywhere',
      body: (
        <>
          <p>Press it now: the window comes up over whatever you are doing. Press it again to go back.</p>
          <p class="big-key" data-pressed={pressed}>
            <kbd>{hotkeyInSigns(state.hotkey.hotkey)}</kbd>
          </p>
          <p role="status">{pressed ? 'That is it.' : ' '}</p>
          <RecordHotkey hotkey={state.hotkey} />
        </>
      ),
    },
    {
      title: 'Or say it aloud',
      body: (
        <>
          <p>
            {isHeard
              ? `Hold ${hotkeyInSigns(state.hotkey.hotkey)}, speak, and let go. macOS asks for the microphone the first time.`
              : 'Hold the same key and speak: one download, now or later in the settings. Everything else works without it.'}
          </p>
          {offered !== undefined && (
            <div class="card welcome-card">
              <Line label={offered.name} detail={factsOf(offered)} />
              <VoiceDownload voice={offered} downloads={state.downloads} />
            </div>
          )}
        </>
      ),
    },
    {
      title: 'macOS will ask',
      body: (
        <>
          <p>
            The first time a request needs an app, macOS asks whether TinyAgent may control it. Nothing is
            asked before it is needed, and you can take it back in System Settings.
          </p>
          <p>Mail and messages are drafts: you look them over and send them.</p>
          {state.update.status !== 'unavailable' && (
            <div class="card welcome-card">
              <Line
                label="Look for new versions once a day"
                detail="Asks which version is the newest, and says nothing about you."
              >
                <Switch
                  label="Look for new versions once a day"
                  on={state.settings.app.lookForUpdates}
                  onChange={(lookForUpdates) =>
                    change({ ...state.settings, app: { ...state.settings.app, lookForUpdates } })
                  }
                />
              </Line>
            </div>
          )}
        </>
      ),
    },
  ];
  const last = step === steps.length - 1;
  const shown = steps[step];
  return (
    <main class="welcome">
      <Mark busy={false} />
      <h1 ref={heading} tabIndex={-1}>
        {shown?.title}
      </h1>
      <div class="welcome-body">{shown?.body}</div>
      <footer>
        <span class="steps" aria-label={`Step ${step + 1} of ${steps.length}`} role="img">
          {steps.map(({ title }, index) => (
            <i key={title} data-on={index === step} />
          ))}
        </span>
        {step > 0 && (
          <button type="button" class="button" onClick={() => setStep(step - 1)}>
            Back
          </button>
        )}
        <button type="button" class="button main" onClick={() => (last ? finish() : setStep(step + 1))}>
          {last ? 'Start' : 'Go on'}
        </button>
      </footer>
    </main>
  );
}
