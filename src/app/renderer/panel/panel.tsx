import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Call } from '../../../plan/call.ts';
import type { AppState, Message, Pane, Target } from '../../contract.ts';
import { call, onMessage } from '../bridge.ts';
import { hotkeyInSigns, Key, Keys } from '../parts/keys.tsx';
import { openTarget } from '../request/open-target.ts';
import { suggest } from '../request/suggest.ts';
import type { RequestView } from '../request/view.ts';
import { AnswerText } from './answer-text.tsx';
import { AskLine } from './ask-line.tsx';
import { Footer } from './footer.tsx';
import { createHold } from './hold.ts';
import { Listening } from './listening.tsx';
import { PlanList } from './plan-list.tsx';
import { ReviewList } from './review-list.tsx';
import { SuggestionList, suggestionId } from './suggestion-list.tsx';
import { type Requests, useRequest } from './use-request.ts';

const listId = 'suggestions';
/** How many suggestions are shown at most. */
const shownSuggestions = 6;
/** How many moments of loudness the wave shows. */
const waveBars = 14;

/** The window that the hotkey brings up. */
export function Panel({ initial }: { readonly initial: AppState }): JSX.Element {
  const [state, setState] = useState(initial);
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState(-1);
  /** How far back in the history the arrow has gone; -1: not at all. */
  const [back, setBack] = useState(-1);
  const [said, setSaid] = useState('');
  const [draft, setShownDraft] = useState<readonly Call[]>([]);
  /** The plan as it was edited last, drawn or not. */
  const newestDraft = useRef<readonly Call[]>([]);
  const setDraft = (calls: readonly Call[]) => {
    newestDraft.current = calls;
    setShownDraft(calls);
  };
  const [levels, setLevels] = useState<readonly number[]>([]);
  const requests = useRequest();
  const { view } = requests;
  const field = useRef<HTMLTextAreaElement>(null);
  const panel = useRef<HTMLElement>(null);
  const listening = levels.length > 0;
  const busy = view?.phase === 'planning' || view?.phase === 'running';
  const suggestions = useMemo(
    () => (view === undefined ? suggest(text, { history: state.history, limit: shownSuggestions }) : []),
    [text, state.history, view === undefined],
  );

  // what main tells is received once; what it leads to reads the newest state
  const latest = useRef({ requests, text });
  latest.current = { requests, text };
  useEffect(() => {
    const hold = createHold((held) => void call('hold', { held }));
    const focus = () => field.current?.focus();
    onMessage((message: Message) => {
      switch (message.type) {
        case 'event':
          return latest.current.requests.receive(message);
        case 'state':
          return setState(message.state);
        case 'shown':
          document.documentElement.style.setProperty('--most-height', `${message.maxHeight}px`);
          focus();
          field.current?.select();
          if (message.by === 'hotkey') hold.pressed();
          return;
        case 'voice':
          if (message.state === 'listening') {
            setText(message.text);
            setLevels((now) => [...now, message.level].slice(-waveBars));
            return;
          }
          setLevels([]);
          if (message.state === 'ended' && message.text.trim() !== '')
            latest.current.requests.ask(message.text);
          return;
        case 'again':
          setText(message.query);
          return latest.current.requests.ask(message.query);
        case 'section':
          return;
        default:
          message satisfies never;
      }
    });
    window.addEventListener('keyup', () => hold.released());
    focus();
  }, []);

  // the window is as high as what it holds
  useLayoutEffect(() => {
    if (panel.current === null) return;
    const observer = new ResizeObserver(([entry]) => {
      const height = entry?.borderBoxSize[0]?.blockSize;
      if (height !== undefined && height > 0) void call('resize', { height: Math.ceil(height) });
    });
    observer.observe(panel.current);
    return () => observer.disconnect();
  }, []);

  useEffect(() => {
    document.documentElement.style.setProperty('--scale', String(state.settings.app.textScale));
  }, [state.settings.app.textScale]);

  // a request that ended, or a plan that lies there, gives the keyboard back to the line or to the plan
  useEffect(() => {
    if (view?.phase === 'ended') field.current?.focus();
    if (view?.phase === 'review') setDraft(view.rows.map((row) => row.call));
  }, [view?.id, view?.phase]);

  useEffect(() => setSaid(view === undefined ? '' : announcement(view)), [view?.phase, view?.undone]);

  const begin = (query: string, first: 'ask' | 'review') => {
    if (query.trim() === '') return;
    setText(query);
    setChosen(-1);
    setBack(-1);
    requests[first](query);
  };
  const edit = (typed: string) => {
    setText(typed);
    setChosen(-1);
    if (view?.phase === 'ended' || view?.phase === 'review') requests.close();
  };
  const recall = (step: number) => {
    const next = Math.min(back + step, state.history.length - 1);
    setBack(next);
    edit(next < 0 ? '' : (state.history[next]?.query ?? ''));
  };
  const onFieldKey = (event: KeyboardEvent) => {
    // what stands in the field now: Return may come before the last letter has been drawn
    const typed = field.current?.value ?? text;
    const taken = (typed === text ? suggestions[chosen]?.query : undefined) ?? typed;
    const caretAtEnds = field.current?.selectionStart === field.current?.selectionEnd || back >= 0;
    if (event.isComposing || busy) return;
    if (event.key === 'Enter' && !event.shiftKey) {
      const wantsReview = (event.metaKey || event.ctrlKey) !== state.settings.app.reviewFirst;
      begin(taken, wantsReview ? 'review' : 'ask');
    } else if (event.key === 'ArrowDown' && back < 0 && suggestions.length > 0) {
      setChosen((chosen + 1) % suggestions.length);
    } else if (event.key === 'ArrowDown' && back >= 0) {
      recall(-1);
    } else if (event.key === 'ArrowUp' && chosen >= 0) {
      setChosen(chosen - 1);
    } else if (event.key === 'ArrowUp' && (text === '' || back >= 0 || view !== undefined) && caretAtEnds) {
      recall(1);
    } else return;
    event.preventDefault();
  };

  const target = view?.phase === 'ended' ? openTarget(view.rows) : undefined;
  const open = (what: Target) => {
    call('open', what).then(
      (problem) => setSaid(problem ?? ''),
      (error: Error) => setSaid(error.message),
    );
  };
  const copy = () => {
    if (view?.answer === undefined) return;
    call('copy', { text: view.answer.text }).then(
      () => setSaid('Copied.'),
      (error: Error) => setSaid(error.message),
    );
  };
  const canUndo = view?.answer !== undefined && view.answer.undo.length > 0 && view.undone === undefined;
  const onPanelKey = (event: KeyboardEvent) => {
    const command = event.metaKey || event.ctrlKey;
    const nothingSelected = String(window.getSelection()) === '' && noSelection(field.current);
    if (event.key === 'Escape') goBack();
    else if (command && event.key === 'z' && canUndo) requests.undo();
    else if (command && event.key === 'c' && view?.answer !== undefined && nothingSelected) copy();
    else if (command && event.key === 'o' && target !== undefined) open(target);
    else if (command && event.key === ',') void call('openSettings', {});
    else if (command && event.key === 'Enter' && view?.phase === 'review' && newestDraft.current.length > 0)
      requests.run(newestDraft.current);
    else return;
    event.preventDefault();
  };
  // wherever the focus is, on nothing at all included
  const onKey = useRef(onPanelKey);
  onKey.current = onPanelKey;
  useEffect(() => {
    window.addEventListener('keydown', (event) => {
      if (!event.defaultPrevented) onKey.current(event);
    });
  }, []);
  function goBack(): void {
    if (listening) void call('hold', { held: false });
    else if (busy) requests.cancel();
    else if (view !== undefined || text !== '') {
      requests.close();
      setText('');
      setBack(-1);
      setChosen(-1);
      field.current?.focus();
    } else void call('hide', {});
  }

  return (
    <main class="panel" ref={panel} data-phase={view?.phase ?? 'idle'}>
      <h1 class="unseen">TinyAgent</h1>
      <AskLine
        field={field}
        text={text}
        placeholder="Ask your Mac…"
        busy={busy}
        listId={suggestions.length > 0 && !listening ? listId : undefined}
        chosen={chosen < 0 ? undefined : suggestionId(chosen)}
        onText={edit}
        onKeyDown={onFieldKey}
      >
        {listening && <Listening levels={levels} />}
        {!listening && view === undefined && text === '' && <Key>{hotkeyInSigns(state.hotkey.hotkey)}</Key>}
        {busy && <Key>esc</Key>}
      </AskLine>
      {state.notice !== '' && view === undefined && <p class="notice">{state.notice}</p>}
      {suggestions.length > 0 && !listening && (
        <div class="body">
          <SuggestionList
            id={listId}
            suggestions={suggestions}
            chosen={chosen}
            onChoose={setChosen}
            onTake={({ query }) => begin(query, state.settings.app.reviewFirst ? 'review' : 'ask')}
          />
        </div>
      )}
      {view !== undefined && (
        <div class="body" tabIndex={-1}>
          {view.note !== '' && <p class="note">{view.note}</p>}
          {view.phase === 'review' ? (
            <ReviewList calls={draft} onChange={setDraft} />
          ) : (
            view.rows.length > 0 && (
              <PlanList rows={view.rows} answered={view.answer !== undefined} onReply={requests.reply} />
            )
          )}
          {view.phase === 'ended' && <Ending view={view} onOpen={(url) => open({ kind: 'url', url })} />}
        </div>
      )}
      <PanelFooter
        state={state}
        view={view}
        steps={draft.length}
        onRun={() => requests.run(newestDraft.current)}
        listening={listening}
        canUndo={canUndo}
        said={said}
        requests={requests}
        onCopy={copy}
        onOpen={target === undefined ? undefined : () => open(target)}
        onPane={(pane) => open({ kind: 'pane', pane })}
        onAgain={() => view !== undefined && begin(view.query, 'ask')}
      />
      <p class="unseen" role="status">
        {said}
      </p>
    </main>
  );
}

const noSelection = (field: HTMLTextAreaElement | null): boolean =>
  field === null || field.selectionStart === field.selectionEnd;

function Ending({
  view,
  onOpen,
}: {
  readonly view: RequestView;
  readonly onOpen: (url: string) => void;
}): JSX.Element {
  const { answer, ending, undone } = view;
  if (undone !== undefined) {
    return (
      <div class="answer" data-tone={undone.failed.length > 0 ? 'bad' : 'good'}>
        <AnswerText text={[...undone.done, ...undone.failed].join('\n')} onOpen={onOpen} />
      </div>
    );
  }
  const words = answer?.text ?? ending?.message ?? '';
  const tone =
    answer === undefined
      ? ending?.code === 'stopped'
        ? 'plain'
        : 'bad'
      : answer.status === 'done'
        ? 'good'
        : 'bad';
  return (
    <div class="answer" data-tone={answer?.status === 'nothing-to-do' ? 'plain' : tone}>
      <AnswerText text={words} onOpen={onOpen} />
    </div>
  );
}

function PanelFooter({
  state,
  view,
  steps,
  onRun,
  listening,
  canUndo,
  said,
  requests,
  onCopy,
  onOpen,
  onPane,
  onAgain,
}: {
  readonly state: AppState;
  readonly view: RequestView | undefined;
  /** How many steps the plan to look over has. */
  readonly steps: number;
  readonly onRun: () => void;
  readonly listening: boolean;
  readonly canUndo: boolean;
  readonly said: string;
  readonly requests: Requests;
  readonly onCopy: () => void;
  readonly onOpen: (() => void) | undefined;
  readonly onPane: (pane: Pane) => void;
  readonly onAgain: () => void;
}): JSX.Element {
  if (listening) {
    return (
      <Footer left="Listening · let go to run">
        <Keys keys="esc">cancel</Keys>
      </Footer>
    );
  }
  if (view === undefined) {
    return (
      <Footer left={idleInWords(state)}>
        <Keys keys="⏎">run</Keys>
        <Keys keys="⌘⏎">{state.settings.app.reviewFirst ? 'run at once' : 'review first'}</Keys>
        {state.canListen && <Keys keys="hold">speak</Keys>}
      </Footer>
    );
  }
  const done = view.rows.filter(({ status }) => status === 'done').length;
  const count = view.rows.length;
  switch (view.phase) {
    case 'planning':
      return (
        <Footer left={view.note === '' ? 'Planning…' : 'One moment'}>
          <Stop onClick={requests.cancel} />
        </Footer>
      );
    case 'running': {
      const asking = view.rows.some(({ status }) => status === 'asking');
      return (
        <Footer
          left={
            <>
              <b>
                {done} of {count}
              </b>{' '}
              done{asking ? ' · the rest waits for you' : ''}
            </>
          }
        >
          <Stop onClick={requests.cancel} />
        </Footer>
      );
    }
    case 'review':
      return (
        <Footer left="Nothing has happened yet">
          <Keys keys="⏎">edit</Keys>
          <Keys keys="⌫">drop</Keys>
          <button type="button" class="button main" disabled={steps === 0} onClick={onRun}>
            Run {steps === 1 ? 'this step' : `${steps} steps`} <Key>⌘⏎</Key>
          </button>
        </Footer>
      );
    case 'ended': {
      const pane = view.rows.find((row) => row.pane !== undefined)?.pane;
      const failed = view.answer === undefined || view.answer.status === 'failed';
      return (
        <Footer left={said !== '' && said !== announcement(view) ? said : <Ended view={view} done={done} />}>
          {canUndo && (
            <button type="button" class="button" onClick={requests.undo}>
              Undo <Key>⌘Z</Key>
            </button>
          )}
          {view.answer !== undefined && view.answer.text !== '' && (
            <button type="button" class="button" onClick={onCopy}>
              Copy <Key>⌘C</Key>
            </button>
          )}
          {failed && view.undone === undefined && (
            <button
              type="button"
              class={pane !== undefined || onOpen !== undefined ? 'button' : 'button main'}
              onClick={onAgain}
            >
              Try again
            </button>
          )}
          {pane !== undefined && (
            <button type="button" class="button main" onClick={() => onPane(pane)}>
              Open Settings
            </button>
          )}
          {pane === undefined && onOpen !== undefined && view.undone === undefined && (
            <button type="button" class="button main" onClick={onOpen}>
              Open <Key>⌘O</Key>
            </button>
          )}
        </Footer>
      );
    }
    default:
      return view.phase satisfies never;
  }
}

function Stop({ onClick }: { readonly onClick: () => void }): JSX.Element {
  return (
    <button type="button" class="button" onClick={onClick}>
      Stop <Key>esc</Key>
    </button>
  );
}

function Ended({ view, done }: { readonly view: RequestView; readonly done: number }): JSX.Element {
  const { answer, rows, undone } = view;
  if (undone !== undefined)
    return <>{undone.failed.length > 0 ? 'Not all of it could be undone' : 'Undone'}</>;
  if (rows.length === 0) return <>Nothing was done</>;
  const planMs = (answer?.timings.retrievalMs ?? 0) + (answer?.timings.planMs ?? 0);
  return (
    <>
      <b>{done === rows.length ? `${done} done` : `${done} of ${rows.length} done`}</b>
      {answer !== undefined && ` in ${seconds(answer.timings.totalMs)}`}
      {planMs > 0 && ` · planned in ${Math.round(planMs)} ms`}
    </>
  );
}

const seconds = (ms: number): string =>
  ms < 1000 ? `${Math.max(1, Math.round(ms))} ms` : `${(ms / 1000).toFixed(1)} s`;

function idleInWords({ engine, simulated }: AppState): string {
  if (engine.status === 'loading') return 'Getting ready…';
  if (engine.status === 'failed') return 'The models could not be loaded';
  return simulated ? 'Simulated Mac · nothing real is touched' : 'Nothing leaves this Mac';
}

/** What VoiceOver says when the request has come further. */
function announcement(view: RequestView): string {
  if (view.undone !== undefined) return [...view.undone.done, ...view.undone.failed].join(' ');
  switch (view.phase) {
    case 'planning':
      return 'Planning';
    case 'running':
      return 'Working';
    case 'review':
      return `A plan of ${view.rows.length} steps to look over`;
    case 'ended':
      return view.answer?.text ?? view.ending?.message ?? '';
    default:
      return view.phase satisfies never;
  }
}
