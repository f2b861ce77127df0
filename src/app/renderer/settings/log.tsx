import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { FoundInLog } from '../../contract.ts';
import { call } from '../bridge.ts';
import { ConfirmButton } from './confirm-button.tsx';
import { Card, Line, type SectionProps, Switch } from './section.tsx';

/** Typing goes on until it pauses so long, in milliseconds. */
const pauseMs = 200;

export function Log({ state: { settings, history }, change }: SectionProps): JSX.Element {
  const [words, setWords] = useState('');
  const [found, setFound] = useState<FoundInLog | undefined>();
  const [problem, setProblem] = useState('');
  const [erasures, setErasures] = useState(0);
  const tell = (error: Error) => setProblem(error.message);
  // looked up anew when something was asked meanwhile, or all of it was erased
  useEffect(() => {
    let isWanted = true;
    const timer = setTimeout(() => {
      call('searchLog', { words }).then((result) => {
        if (isWanted) setFound(result);
      }, tell);
    }, pauseMs);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [words, history[0]?.at, erasures]);
  const reveal = () => {
    call('revealLog', {}).then(() => setProblem(''), tell);
  };
  const erase = () => {
    call('eraseLog', {}).then(() => {
      setProblem('');
      setErasures(erasures + 1);
    }, tell);
  };
  return (
    <>
      {problem !== '' && (
        <p class="banner" role="alert">
          {problem}
        </p>
      )}
      <Card foot="What was asked, planned, allowed and done, a line each, on this Mac alone. Texts of notes and documents, passwords and keys are left out.">
        <Line label="Keep a log" detail="What is in it stays until you erase it.">
          <Switch label="Keep a log" on={settings.log} onChange={(log) => change({ ...settings, log })} />
        </Line>
        <Line label="The log’s file">
          <button type="button" class="button" onClick={reveal}>
            Show in Finder
          </button>
          <ConfirmButton
            label="Erase"
            about="the whole log"
            disabled={found?.found === 0}
            onConfirm={erase}
          />
        </Line>
      </Card>
      <input
        type="search"
        class="field log-search"
        aria-label="Search the log"
        placeholder="Search the log"
        value={words}
        onInput={(event) => setWords(event.currentTarget.value)}
      />
      <p class="card-foot log-count" role="status">
        {found === undefined ? '' : inWords(found, words)}
      </p>
      <ol class="log-requests">
        {found?.requests.map(({ at, lines: [asked, ...lines] }) => (
          <li key={`${at} ${asked}`} class="card">
            <details>
              <summary>
                <span>{asked}</span>
                <time dateTime={at}>{new Date(at).toLocaleString()}</time>
              </summary>
              {lines.map((line, index) => (
                <p key={index}>{line}</p>
              ))}
            </details>
          </li>
        ))}
      </ol>
    </>
  );
}

function inWords({ requests, found, damaged }: FoundInLog, words: string): string {
  const count =
    found === 0
      ? words.trim() === ''
        ? 'The log is empty.'
        : 'The log has nothing of this.'
      : requests.length < found
        ? `The newest ${requests.length} of ${found} requests.`
        : found === 1
          ? '1 request.'
          : `${found} requests.`;
  return damaged === 0 ? count : `${count} Damaged lines left out: ${damaged}.`;
}
