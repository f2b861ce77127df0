/** What the user said, and when. All dates of a request are resolved against its own clock. */
export interface UserRequest {
  readonly query: string;
  /** The user's wall clock at the moment of asking, as a local Date. */
  readonly now: Date;
}

/** A local time as plans write it: `2026-11-20 10:15:00`. */
export function writtenClock(time: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
  return `${day} ${two(time.getHours())}:${two(time.getMinutes())}:${two(time.getSeconds())}`;
}
