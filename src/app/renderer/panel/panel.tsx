import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Call } from '../../../plan/call.ts';
import type { AppState, Message, Target } from '../../contract.ts';
import { call, onMessage } from '../bridge.ts';
import { hotkeyInSigns, Key } from '../parts/keys.tsx';
import { openTarget } from '../request/open-target.ts';
import { suggest } from '../request/suggest.ts';
import { announcement } from './announcement.ts';
import { AskLine } from './ask-line.tsx';
import { CureButton } from './cure-button.tsx';
import { Ending } from './ending.tsx';
import { Listening } from './listening.tsx';
import { PanelFooter } from './panel-footer.tsx';
import { PlanList } from './plan-list.tsx';
import { ReviewList } from './review-list.tsx';
import { createSpeaking, quiet, type Speaking, type SpeakingView } from './speaking.ts';
import { SuggestionList, suggestionId } from './suggestion-list.tsx';
import { useRequest } from './use-request.ts';
import { watchLetGo } from './watch-let-go.ts';

const listId = 'suggestions';
/** How many suggestions are shown at most. */
const shownSuggestions = 6;

/** The window that the hotkey brings up. */
export function Panel({ initial }: { readonly initial: AppState }): JSX.Element {
  const [state, setState] = useState(initial);
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState(-1);
  /** How far back in the history the arrow has gone; -1: not at all. */
  const [back, setBack] = useState(-1);
  const [said, setSaid] = useState('');
  /** The plan as it was edited last, drawn or not, and of which request. */
  const edited = useRef<{ readonly id: string; readonly calls: readonly Call[] }>(undefined);
  const [, redraw] = useState({});
  const [voice, setVoice] = useState<SpeakingView>(quiet);
  /** What was typed before somebody spoke: it comes back when nothing comes of that. */
  const typedBefore = useRef('');
  const speaking = useRef<Speaking>(undefined);
  const requests = useRequest();
  const { view } = requests;
  const draft = (): readonly Call[] =>
    edited.current !== undefined && edited.current.id === view?.id
      ? edited.current.calls
      : (view?.rows ?? []).map(({ call }) => call);
  const field = useRef<HTMLTextAreaElement>(null);
  const panel = useRef<HTMLElement>(null);
  const listening = voice.phase !== 'off';
  const busy = view?.phase === 'planning' || view?.phase === 'running';
  const suggestions = useMemo(
    () => (view === undefined ? suggest(text, { history: state.history, limit: shownSuggestions }) : []),
    [text, state.history, view === undefined],
  );

  // what main tells is received once; what it leads to reads the newest state
  const latest = useRef({ requests, state, text, busy, begin });
  latest.current = { requests, state, text, busy, begin };
  useEffect(() => {
    speaking.current = createSpeaking({
      show: setVoice,
      began() {
        const { requests, text } = latest.current;
        typedBefore.current = requests.view === undefined ? text : '';
        requests.close();
        setText('');
      },
      heard: setText,
      ended(words, isSure) {
        const { voice, reviewFirst } = latest.current.state.settings.app;
        setText(words);
        focus();
        if (voice.run === 'at once' && isSure) latest.current.begin(words, reviewFirst ? 'review' : 'ask');
      },
      hide,
    });
    const focus = () => field.current?.focus();
    const pressed = ({ isOpen }: { isOpen: boolean }) => {
      const { state } = latest.current;
      speaking.current?.pressed(state, { isOpen, tap: state.settings.app.voice.tap });
    };
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
          if (message.by === 'hotkey' && !latest.current.busy) pressed({ isOpen: false });
          return;
        case 'pressed':
          return latest.current.busy ? hide() : pressed({ isOpen: true });
        case 'hidden':
          return speaking.current?.cancel();
        case 'voice':
          return speaking.current?.receive(message);
        case 'again':
          setText(message.query);
          return latest.current.requests.ask(message.query);
        case 'downloads':
        case 'update':
        case 'section':
          return;
        default:
          message satisfies never;
      }
    });
    watchLetGo(() => speaking.current?.released());
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

  // a request that ended gives the keyboard back to the line
  useEffect(() => {
    if (view?.phase === 'ended') field.current?.focus();
  }, [view?.id, view?.phase]);

  useEffect(() => setSaid(view === undefined ? '' : announcement(view)), [view?.phase, view?.undone]);

  useEffect(() => {
    if (voice.phase === 'off' && text === '') setText(typedBefore.current);
  }, [voice.phase]);

  function begin(query: string, first: 'ask' | 'review'): void {
    if (query.trim() === '') return;
    setText(query);
    setChosen(-1);
    setBack(-1);
    requests[first](query);
  }
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
    if (event.isComposing || busy || listening || speaking.current?.isUnderWay) return;
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
    else if (event.key === 'Enter' && speaking.current?.isUnderWay) speaking.current.finish();
    else if (command && event.key === 'z' && canUndo) requests.undo();
    else if (command && event.key === 'c' && view?.answer !== undefined && nothingSelected) copy();
    else if (command && event.key === 'o' && target !== undefined) open(target);
    else if (command && event.key === ',') void call('openSettings', {});
    else if (command && event.key === 'Enter' && view?.phase === 'review' && draft().length > 0)
      requests.run(draft());
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
    if (speaking.current?.isUnderWay) {
      speaking.current.cancel();
      if (listening) setText(typedBefore.current);
    } else if (busy) requests.cancel();
    else if (view !== undefined || text !== '') {
      requests.close();
      setText('');
      setBack(-1);
      setChosen(-1);
      field.current?.focus();
    } else hide();
  }

  return (
    <main class="panel" ref={panel} data-phase={view?.phase ?? 'idle'}>
      <h1 class="unseen">TinyAgent</h1>
      <AskLine
        field={field}
        text={text}
        placeholder="Ask your Mac…"
        busy={busy || listening}
        listId={suggestions.length > 0 && !listening ? listId : undefined}
        chosen={chosen < 0 ? undefined : suggestionId(chosen)}
        onText={edit}
        onKeyDown={onFieldKey}
      >
        {voice.phase === 'listening' && <Listening levels={voice.levels} />}
        {!listening && view === undefined && text === '' && <Key>{hotkeyInSigns(state.hotkey.hotkey)}</Key>}
        {busy && <Key>esc</Key>}
      </AskLine>
      {state.notice !== '' && view === undefined && <p class="notice">{state.notice}</p>}
      {voice.notice !== '' && view === undefined && (
        <div class="notice" role="alert">
          <span>{voice.notice}</span>
          {voice.cure !== undefined && (
            <CureButton cure={voice.cure} onPane={(pane) => open({ kind: 'pane', pane })} />
          )}
        </div>
      )}
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
            <ReviewList
              key={view.id}
              calls={draft()}
              onChange={(calls) => {
                edited.current = { id: view.id, calls };
                redraw({});
              }}
            />
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
        steps={draft().length}
        onRun={() => requests.run(draft())}
        voice={voice}
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

const hide = (): void => void call('hide', {});

const noSelection = (field: HTMLTextAreaElement | null): boolean =>
  field === null || field.selectionStart === field.selectionEnd;
