import type { ComponentChildren, JSX } from 'preact';
import type { Settings } from '../../../settings/settings.ts';
import type { AppState } from '../../contract.ts';

/** What every section of the settings is given. */
export interface SectionProps {
  readonly state: AppState;
  readonly change: (settings: Settings) => void;
}

/** Lines that belong together, on a card. */
export function Card({
  title,
  foot,
  children,
}: {
  readonly title?: string;
  /** What the lines mean, in small print. */
  readonly foot?: ComponentChildren;
  readonly children: ComponentChildren;
}): JSX.Element {
  return (
    <section class="card-group" aria-label={title}>
      {title !== undefined && <h2>{title}</h2>}
      <div class="card">{children}</div>
      {foot !== undefined && foot !== '' && <p class="card-foot">{foot}</p>}
    </section>
  );
}

/** A line: what it is about on the left, its control on the right. */
export function Line({
  label,
  detail,
  icon,
  children,
}: {
  readonly label: string;
  readonly detail?: string | undefined;
  readonly icon?: JSX.Element;
  readonly children?: ComponentChildren;
}): JSX.Element {
  return (
    <div class="card-line">
      {icon}
      <span class="card-words">
        <span>{label}</span>
        {detail !== undefined && detail !== '' && <small>{detail}</small>}
      </span>
      {children}
    </div>
  );
}

export function Switch({
  label,
  on,
  onChange,
}: {
  readonly label: string;
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
}): JSX.Element {
  return (
    <input
      type="checkbox"
      class="switch"
      role="switch"
      aria-label={label}
      aria-checked={on}
      checked={on}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  );
}

export function Choose<Value extends string>({
  label,
  value,
  options,
  onChange,
}: {
  readonly label: string;
  readonly value: Value;
  readonly options: Readonly<Record<Value, string>>;
  readonly onChange: (value: Value) => void;
}): JSX.Element {
  return (
    <select
      class="choose"
      aria-label={label}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value as Value)}
    >
      {(Object.entries(options) as [Value, string][]).map(([option, words]) => (
        <option key={option} value={option}>
          {words}
        </option>
      ))}
    </select>
  );
}
