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

  const clock = range(take) ?? named(take) ?? digits(take);
  const part = partOfDay(take);
  return {
    clock: clock === undefined ? undefined : settled(clock, part),
    part,
    rest: rest.replace(/\s+/g, ' ').trim(),
  };
}

type Take = (pattern: RegExp) => RegExpExecArray | null;

const lead = '(?:at |@ ?|around |about |by |from |for |before |after |between |circa |ca )?';
const said = '(\\d{1,2})(?::(\\d\\d))? ?(am|pm)?';

/** Of "9 to noon" the first time, in the half of the day in which the second is sooner reached. */
function range(take: Take): SaidClock | undefined {
  const match = take(
    new RegExp(` ${lead}${said} ?(?:-|to|till?|until|and) ?(?:${said}|(?:12 )?(noon|midday|midnight)) `),
  );
  if (match === null) return undefined;
  const first = clockOf(match[1], match[2], match[3]);
  const name = match[7];
  const last = name === undefined ? clockOf(match[4], match[5], match[6]) : at(name === 'midnight' ? 24 : 12);
  return first === undefined || last === undefined ? first : soonestBefore(last, first);
}

/** A clock whose half of the day nothing tells is the one that is the shorter time before `end`, when that is sure. */
export function soonestBefore(end: SaidClock, clock: SaidClock): SaidClock {
  if (clock.sure || !end.sure) return clock;
  const halves = [clock.hour % 12, (clock.hour % 12) + 12];
  const wait = (hour: number) => ((end.hour - hour) * 60 + end.minute - clock.minute + 1440) % 1440 || 1440;
  return { ...clock, hour: halves.reduce((a, b) => (wait(b) < wait(a) ? b : a)), sure: true };
}

/** "noon", "close of business", "first thing", which may have its hour beside it. */
function named(take: Take): SaidClock | undefined {
  if (
    take(
      / (?:by |at )?(?:the )?(?:close of (?:business|play)|end of (?:the )?(?:business )?day|end of business|eod|cob) /,
    )
  )
    return at(17);
  if (take(/ (?:first|1st|1) thing(?: in the morning)? /)) {
    const said = digits(take);
    return said === undefined ? at(9) : settled(said, 'morning');
  }
  if (take(/ (?:at )?(?:12 )?(?:noon|midday) | (?:at )?lunch ?time /)) return at(12);
  return take(/ (?:at )?(?:12 )?midnight /) ? at(24) : undefined;
}

const at = (hour: number): SaidClock => ({ hour, minute: 0, sure: true });

function digits(take: Take): SaidClock | undefined {
  const plain =
    take(new RegExp(` ${lead}(\\d{1,2}):(\\d\\d)(?::\\d\\d)? ?(am|pm)? `)) ??
    take(new RegExp(` ${lead}(\\d{1,2})() (am|pm) `)) ??
    take(/ (?:at|@|around|about|by) (\d{1,2})()() (?!(?:days?|weeks?|months?|hours?|minutes?|mins?)\b)/);
  return plain === null ? undefined : clockOf(plain[1], plain[2], plain[3]);
}

function clockOf(hours?: string, minutes?: string, half?: string): SaidClock | undefined {
  const [hour, minute] = [Number(hours), Number(minutes || 0)];
  if (hour > 24 || minute > 59) return undefined;
  if (half === 'pm' && hour <= 12) return { hour: (hour % 12) + 12, minute, sure: true };
  if (half === 'am' && hour <= 12) return { hour: hour % 12, minute, sure: true };
  return { hour, minute, sure: hour > 12 || hour === 0 || /^0\d$/.test(hours ?? '') };
}

function partOfDay(take: Take): PartOfDay | undefined {
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
  const match = /(?:^| )(?:from )?(\d{1,2})$/.exec(rest) ?? /^(\d{1,2})(?= )/.exec(rest);
  const hour = Number(match?.[1]);
  if (match === null || hour > 24 || hour === 0) return undefined;
  return {
    clock: { hour, minute: 0, sure: hour > 12 },
    rest: `${rest.slice(0, match.index)} ${rest.slice(match.index + match[0].length)}`.trim(),
  };
}
