/** What the user said, and when. All dates of a request are resolved against its own clock. */
export interface UserRequest {
  readonly query: string;
  /** The user's wall clock at the moment of asking, as a local Date. */
  readonly now: Date;
}
