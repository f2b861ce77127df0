export type DownloadCode =
  | 'offline'
  | 'not-found'
  | 'forbidden'
  | 'damaged'
  | 'stalled'
  | 'no-space'
  | 'no-memory'
  | 'hub-failed';

/** A download did not come to its end: `message` for the user, with what to do. What had arrived is kept. */
export class DownloadError extends Error {
  override readonly name = 'DownloadError';
  readonly code: DownloadCode;
  constructor(code: DownloadCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
