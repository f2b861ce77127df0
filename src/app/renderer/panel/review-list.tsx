import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { type Argument, type Call, callsRead } from '../../../plan/call.ts';
import { appOfTool } from '../../app-of-tool.ts';
import { AppIcon } from '../parts/app-icon.tsx';
import { argumentChoices, argumentNames } from '../request/argument-names.ts';
import { callInWords } from '../request/call-in-words.ts';
import { editable, withArgument, withoutCall } from '../request/edit-plan.ts';
import { railRows } from '../request/lanes.ts';
import { Rail } from './rail.tsx';

/** A plan before it is carried out: a step can be dropped, with what reads it, and its words changed. */
export function ReviewList({
  calls,
  onChange,
}: {
  readonly calls: readonly Call[];
  readonly onChange: (calls: readonly Call[]) => void;
}): JSX.Element {
  const [edited, setEdited] = useState<number | undefined>();
  const [at, setAt] = useState(0);
  const list = useRef<HTMLOListElement>(null);
  const { rows: rails, lanes } = railRows(calls.map(({ id, args }) => ({ id, reads: callsRead(args) })));
  useEffect(() => {
    if (edited === undefined) list.current?.querySelectorAll<HTMLElement>('.row-line')[at]?.focus();
  }, [at, edited, calls.length]);

  const drop = (id: number) => {
    const left = withoutCall(calls, id);
    setEdited(undefined);
    setAt(Math.max(0, Math.min(at, left.length - 1)));
    onChange(left);
  };
  const onKeyDown = (event: KeyboardEvent, call: Call) => {
    if (event.key === 'ArrowDown') setAt(Math.min(at + 1, calls.length - 1));
    else if (event.key === 'ArrowUp') setAt(Math.max(at - 1, 0));
    else if (event.key === 'Backspace' || event.key === 'Delete') drop(call.id);
    else return;
    event.preventDefault();
  };
  return (
    <ol class="plan" aria-label="Plan to look over" ref={list}>
      {calls.map((call, index) => {
        const { title, detail } = callInWords(call, calls);
        const rail = rails[index];
        const isOpen = edited === call.id;
        return (
          <li key={call.id} class="row" data-status="waiting">
            {rail !== undefined && (
              <Rail rail={rail} status="waiting" statusOf={() => 'waiting'} lanes={lanes} />
            )}
            <div class="row-content">
              <div class="row-review">
                <button
                  type="button"
                  class="row-line"
                  aria-expanded={isOpen}
                  onFocus={() => setAt(index)}
                  onKeyDown={(event) => onKeyDown(event, call)}
                  onClick={() => setEdited(isOpen ? undefined : call.id)}
                >
                  <AppIcon app={appOfTool[call.tool]} />
                  <span class="row-words">
                    <span class="row-title">{title}</span>
                    {detail !== '' && <span class="row-detail">{detail}</span>}
                  </span>
                  <span class="row-outcome">{isOpen ? 'close' : 'edit'}</span>
                </button>
                <button
                  type="button"
                  class="drop"
                  aria-label={`Drop: ${title}`}
                  onClick={() => drop(call.id)}
                >
                  <svg viewBox="0 0 16 16" aria-hidden="true">
                    <path d="m5 5 6 6M11 5l-6 6" />
                  </svg>
                </button>
              </div>
              {isOpen && (
                <Arguments
                  call={call}
                  onChange={(at, typed, old) => onChange(withArgument(calls, call.id, { at, typed, old }))}
                  onClose={() => setEdited(undefined)}
                />
              )}
            </div>
          </li>
        );
      })}
    </ol>
  );
}

function Arguments({
  call,
  onChange,
  onClose,
}: {
  readonly call: Call;
  /** `old`: the argument as it was before it was edited. */
  readonly onChange: (at: number, typed: string, old: Argument) => void;
  readonly onClose: () => void;
}): JSX.Element {
  const first = useRef<HTMLInputElement>(null);
  const before = useRef(call.args);
  useEffect(() => first.current?.focus(), []);
  return (
    <form
      class="arguments"
      onSubmit={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      {before.current.map((argument, at) => {
        const name = argumentNames[call.tool][at] ?? '';
        const choices = argumentChoices[name];
        return (
          <label key={name} htmlFor={`argument-${at}`}>
            <span>{name}</span>
            {choices === undefined ? (
              <input
                id={`argument-${at}`}
                ref={at === 0 ? first : null}
                type="text"
                defaultValue={editable(argument)}
                onInput={(event) => onChange(at, event.currentTarget.value, argument)}
              />
            ) : (
              <select
                id={`argument-${at}`}
                onChange={(event) => onChange(at, event.currentTarget.value, argument)}
              >
                {Object.entries(choices).map(([value, words]) => (
                  <option key={value} value={value} selected={value === editable(argument)}>
                    {words}
                  </option>
                ))}
              </select>
            )}
          </label>
        );
      })}
      <button type="submit" class="button main">
        Done
      </button>
    </form>
  );
}
