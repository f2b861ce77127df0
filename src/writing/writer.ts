/**
 * The sub-agents that write: mail bodies, note bodies, summaries. What they return is text and nothing else: it is
 * never read as a call, a recipient or a path.
 */
export interface Writer {
  /** The body of a mail, as plain text. Throws `signal.reason` on abort, as all of these do. */
  mailBody(mail: MailToWrite, options: WriteOptions): Promise<string>;
  /** What stands in a new note below its name, or what is added to the end of one, as HTML. "" for no content. */
  noteBody(note: NoteToWrite, options: WriteOptions): Promise<string>;
  /** The words of a text message: what was told about somebody is said to them. */
  textMessage(gist: string): string;
  /** A subject line where the user gave none. */
  subject(context: string): string;
  /** A summary of a document's pages, a point a line, each with its page (page 1 first). "" when there is no text. */
  summary(pages: readonly string[], options: WriteOptions): Promise<string>;
}

export interface WriteOptions {
  readonly signal: AbortSignal;
  /** Tells how far the writing is, in words. */
  progress(text: string): void;
}

export interface MailToWrite {
  readonly purpose: 'new' | 'reply' | 'forward';
  /** The gist the user gave, or what earlier calls produced. */
  readonly context: string;
  /** The subject line; "" when the mail has the one it answers. */
  readonly subject: string;
  /** The mail that is answered or forwarded, with what it quotes, as plain text; "" for a new one. */
  readonly thread: string;
  /** Names of the attached files. */
  readonly attachments: readonly string[];
  readonly recipientNames: readonly string[];
  /** "" when unknown. */
  readonly senderName: string;
}

export interface NoteToWrite {
  readonly name: string;
  /** What the user wants in it, or what earlier calls produced. */
  readonly content: string;
  /** The HTML of the note that it is added to; "" for a new one. */
  readonly existing: string;
}
