/** The sub-agents that write: mail bodies, note bodies, summaries. Deterministic without a writing model. */
export interface Writer {
  /** The body of a mail. `context` is the gist the user gave, or what earlier calls produced. */
  mailBody(
    mail: {
      purpose: 'new' | 'reply' | 'forward';
      context: string;
      /** The subject line; "" when the mail has the one it answers. */
      subject: string;
      /** Names of the attached files. */
      attachments: readonly string[];
      recipientNames: readonly string[];
      senderName: string;
    },
    options: { signal: AbortSignal },
  ): Promise<string>;
  /** The words of a text message: what was told about somebody is said to them. */
  textMessage(gist: string): string;
  /** A subject line where the user gave none. */
  subject(context: string): string;
  /** A summary of a document's pages (1-based page numbers follow from the order). */
  summary(pages: readonly string[], options: { signal: AbortSignal }): Promise<string>;
}
