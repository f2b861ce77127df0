/**
 * A local time as people write it on a command line: `2026-11-20 10:15`, with or without seconds, `T` for the blank.
 * Throws Error naming the right form.
 */
export function parseClock(value: string): Date {
  const match = /^(\d{4})-(\d\d)-(\d\d)[ T](\d\d):(\d\d)(?::(\d\d))?$/.exec(value.trim());
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] =
    match?.slice(1).map((part) => Number(part ?? 0)) ?? [];
  const time = new Date(year, month - 1, day, hour, minute, second);
  if (
    match === null ||
    time.getMonth() !== month - 1 ||
    time.getDate() !== day ||
    hour > 23 ||
    minute > 59 ||
    second > 59
  ) {
    throw new Error(`“${value}” is no time; write it like "2026-11-20 10:15".`);
  }
  return time;
}
