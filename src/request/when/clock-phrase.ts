/** A time of day as it was said, still without "am" or "pm" where nothing tells. */
export interface SaidClock {
  /** 0..24; 24 is midnight at the end of the day. */
  readonly hour: number;
  readonly minute: number;
  /** Whether the hour is sure: "5 pm", "17:00", "noon"; "5" is not. */
  readonly sure: boolean;
}

export type PartOfDay = 'morning' | 'noon' | 'afternoon' | 'evening' | 'night';

/** The hour a part of the day stands for where a time is wanted. */
export const usualHour: Readonly<Record<PartOfDay, number>> = {
  morning: 9,
  noon: 12,
  afternoon: 15,
  evening: 19,
  night: 20,
};

/** Takes the time of day out of a normalised phrase: what was said, the part of the day, and the words left. */
export function takeClock(phrase: string): {
  clock: SaidClock | undefined;
  part: PartOfDay | undefined;
  rest: string;
} {
  let rest = ` ${phrase} `;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    const match = pattern.exec(rest);
    if (match !== null) rest = `${rest.slice(0, match.index)} ${rest.slice(match.index + match[0].length)}`;
    return match;
  };

  let clock: SaidClock | undefined;
  if (
    take(
      / (?:by |at )?(?:the )?(?:close of (?:business|play)|end of (?:the )?(?:business )?day|end of business|eod|cob) /,
    )
  ) {
    clock = { hour: 17, minute: 0, sure: true };
  } else if (take(/ (?:first|1st|1) thing(?: in the morning)? /)) clock = { hour: 9, minute: 0, sure: true };
  else if (take(/ (?:at )?(?:12 )?(?:noon|midday) | (?:at )?lunch ?time /))
    clock = { hour: 12, minute: 0, sure: true };
  else if (take(/ (?:at )?(?:12 )?midnight /)) clock = { hour: 24, minute: 0, sure: true };
  else clock = digits(take);

  const part = partOfDay(take);
  return {
    clock: clock === undefined ? undefined : settled(clock, part),
    part,
    rest: rest.replace(/\s+/g, ' ').trim(),
  };
}

function digits(take: (pattern: RegExp) => RegExpExecArray | null): SaidClock | undefined {
  const lead = '(?:at |@ ?|around |about |by |from |for |before |after |between |circa |ca )?';
  // A range: the first time, with the half of the day of the second where it has none.
  const range = take(
    new RegExp(
      ` ${lead}(\\d{1,2})(?::(\\d\\d))? ?(am|pm)? ?(?:-|to|till|until|and) ?(\\d{1,2})(?::(\\d\\d))? ?(am|pm)? `,
    ),
  );
  const plain =
    range ??
    take(new RegExp(` ${lead}(\\d{1,2}):(\\d\\d)(?::\\d\\d)? ?(am|pm)? `)) ??
    take(new RegExp(` ${lead}(\\d{1,2})() (am|pm) `)) ??
    take(/ (?:at|@|around|about|by) (\d{1,2})()() (?!(?:days?|weeks?|months?|hours?|minutes?|mins?)\b)/);
  if (plain === null) return undefined;
  const [hour, minute] = [Number(plain[1]), Number(plain[2] || 0)];
  if (hour > 24 || minute > 59) return undefined;
  const half = plain[3] || (range !== null && Number(range[4]) >= hour ? range[6] : undefined);
  if (half === 'pm' && hour <= 12) return { hour: (hour % 12) + 12, minute, sure: true };
  if (half === 'am' && hour <= 12) return { hour: hour % 12, minute, sure: true };
  return { hour, minute, sure: hour > 12 || hour === 0 || /^\s*(?:\D*)0\d:/.test(plain[0]) };
}

function partOfDay(take: (pattern: RegExp) => RegExpExecArray | null): PartOfDay | undefined {
  if (take(/ (?:early |late )?(?:in the |this |the )?(?:early |late )?mornings? /)) return 'morning';
  if (take(/ (?:early |late )?(?:in the |this |the )?(?:early |late )?(?:afternoons?|arvo) /))
    return 'afternoon';
  if (take(/ (?:early |late )?(?:in the |this |the )?(?:early |late )?evenings? /)) return 'evening';
  if (take(/ (?:at |in the |the )?night /)) return 'night';
  return undefined;
}

function settled(clock: SaidClock, part: PartOfDay | undefined): SaidClock {
  if (clock.sure || part === undefined) return clock;
  if (part === 'morning') return { ...clock, hour: clock.hour % 12, sure: true };
  const late =
    part === 'night' && clock.hour === 12
      ? 24
      : part === 'night' && clock.hour < 5
        ? clock.hour
        : (clock.hour % 12) + 12;
  return { ...clock, hour: late, sure: true };
}

/** A bare number that is the whole of what is left of a phrase ("Friday 9", "tomorrow 2") is a time of day. */
export function bareHour(rest: string): { clock: SaidClock; rest: string } | undefined {
  const match = /(?:^| )(\d{1,2})$/.exec(rest) ?? /^(\d{1,2})(?= )/.exec(rest);
  const hour = Number(match?.[1]);
  if (match === null || hour > 24 || hour === 0) return undefined;
  return {
    clock: { hour, minute: 0, sure: hour > 12 },
    rest: `${rest.slice(0, match.index)} ${rest.slice(match.index + match[0].length)}`.trim(),
  };
}
