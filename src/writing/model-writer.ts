import type { LanguageModel } from '../runtime/models.ts';
import { inTemplate, type Template } from '../runtime/prompt-template.ts';
import { htmlText } from '../text/html.ts';
import { modelNoteHtml } from './note-html.ts';
import { createPlainWriter } from './plain-writer.ts';
import { type Point, pointsOf } from './points.ts';
import { mailPrompt, notePrompt, type Prompt, summaryPrompt } from './prompts.ts';
import { choosePoints, inLines, mostPoints, mostTelling } from './summary.ts';
import { trimmed } from './trim.ts';
import { usable } from './usable.ts';
import type { MailToWrite, NoteToWrite, WriteOptions, Writer } from './writer.ts';

/** What a model writes at most, as a share of its context and in tokens. */
const mostWritten = { share: 1 / 4, tokens: 400 };
/** Tokens kept free for what a template adds. */
const spare = 16;
/** A document that takes more parts than this would keep its reader waiting: it is summed up without the model. */
const mostParts = 24;
/** How far the writing is gets told every so many words. */
const wordsBetween = 20;

/** Where a model that does not end would go on with the other side's part. */
const otherSide = ['\n###', '<|im_end|>', '<|im_start|>', '</s>'];

interface Written {
  readonly text: string;
  /** The model was stopped at the most it may write. */
  readonly isCut: boolean;
}

/**
 * The writer that has a language model write, and the plain writer step in where the model fails or writes nothing
 * usable (`usable.ts`, `points.ts`), which is told as progress. `instructions`: what the user always wants, in their
 * own words.
 *
 * What does not fit the model's context, by its own count of tokens, is left out in this order: the end of the thread
 * that a mail answers; the beginning of the note that is added to; then the plain writer writes, which needs no room:
 * what the user wants said is never shortened. A document is read in parts.
 */
export function createModelWriter({
  model,
  template,
  instructions,
}: {
  readonly model: LanguageModel;
  readonly template: Template;
  readonly instructions: string;
}): Writer {
  const plain = createPlainWriter();
  const maxTokens = Math.min(mostWritten.tokens, Math.floor(model.contextTokens * mostWritten.share));
  const room = model.contextTokens - maxTokens - spare;
  const fits = (prompt: Prompt): boolean => model.countTokens(inTemplate(prompt, template)) <= room;

  /** What the model writes, as it comes. Throws what the model throws. */
  async function write(prompt: Prompt, what: string, { signal, progress }: WriteOptions): Promise<Written> {
    let text = '';
    let told = 0;
    const options = { signal, maxTokens, stop: otherSide };
    for await (const piece of model.generate(inTemplate(prompt, template), options)) {
      signal.throwIfAborted();
      text += piece;
      const words = text.split(/\s+/).length - 1;
      if (words >= told + wordsBetween) {
        told = words;
        progress(`${what}: ${words} words`);
      }
    }
    signal.throwIfAborted();
    return { text, isCut: model.countTokens(text) >= maxTokens };
  }

  /** What `attempt` makes, or `otherwise` when it makes nothing or the model fails. */
  async function orElse<Made>(
    attempt: () => Promise<Made | undefined>,
    otherwise: () => Promise<Made>,
    { signal, progress }: WriteOptions,
  ): Promise<Made> {
    let why = 'What the model wrote could not be used';
    try {
      const made = await attempt();
      if (made !== undefined) return made;
    } catch (error) {
      signal.throwIfAborted();
      why = `The model failed (${error instanceof Error ? error.message : String(error)})`;
    }
    progress(`${why}, so this is written plainly.`);
    return otherwise();
  }

  async function mailBody(mail: MailToWrite, options: WriteOptions): Promise<string> {
    const otherwise = () => plain.mailBody(mail, options);
    if (!isGist(mail.context)) return otherwise();
    const prompt = (thread: string) => mailPrompt(mail, { instructions, thread });
    if (!fits(prompt(''))) return otherwise();
    const thread = trimmed(mail.thread, 'start', (part) => fits(prompt(part)));
    return orElse(
      async () => {
        const { text, isCut } = await write(prompt(thread), 'Writing the email', options);
        const known = [
          instructions,
          mail.subject,
          ...mail.attachments,
          ...mail.recipientNames,
          mail.senderName,
        ];
        return usable(text, { gist: mail.context, known: known.join('\n'), isCut });
      },
      otherwise,
      options,
    );
  }

  async function noteBody(note: NoteToWrite, options: WriteOptions): Promise<string> {
    const otherwise = () => plain.noteBody(note, options);
    if (!isGist(note.content)) return otherwise();
    const prompt = (existing: string) => notePrompt(note, { instructions, existing });
    if (!fits(prompt(''))) return otherwise();
    const existing = trimmed(htmlText(note.existing), 'end', (part) => fits(prompt(part)));
    return orElse(
      async () => {
        const { text, isCut } = await write(prompt(existing), 'Writing the note', options);
        const known = `${instructions}\n${note.name}`;
        const body = usable(text, { gist: note.content, known, isCut });
        return body === undefined ? undefined : modelNoteHtml(body, note);
      },
      otherwise,
      options,
    );
  }

  async function summary(pages: readonly string[], options: WriteOptions): Promise<string> {
    const most = mostPoints(pages.length);
    const prompt = (part: readonly Page[]) => summaryPrompt(part, { instructions, most });
    const parts = partsOf(pages, (part) => fits(prompt(part)));
    if (parts === undefined || parts.length > mostParts) {
      options.progress('The text is too long for the model, so the summary quotes it.');
      return plain.summary(pages, options);
    }
    const points: Point[] = [];
    for (const part of parts) {
      const [first, last] = [part[0]?.number ?? 1, part.at(-1)?.number ?? 1];
      const what =
        first === last
          ? `Reading page ${first} of ${pages.length}`
          : `Reading pages ${first} to ${last} of ${pages.length}`;
      options.progress(what);
      points.push(
        ...(await orElse(
          async () => {
            const { text } = await write(prompt(part), what, options);
            const found = pointsOf(text, part);
            return found.length === 0 ? undefined : found;
          },
          () => choosePoints(part, { most: Math.ceil(most / parts.length) + 1, signal: options.signal }),
          options,
        )),
      );
    }
    const chosen =
      points.length <= most ? points : await mostTelling(points, { most, signal: options.signal });
    return inLines(chosen, pages.length);
  }

  return { mailBody, noteBody, summary, textMessage: plain.textMessage, subject: plain.subject };
}

/** Words of the user's. Several lines, or nothing but a link, are what earlier calls produced: passed on as they are. */
const isGist = (text: string): boolean => /\s/.test(text.trim()) && !/[\r\n]/.test(text.trim());

interface Page {
  readonly number: number;
  readonly text: string;
}

/**
 * The pages in parts that fit, in order; a page that does not fit alone is cut into several with its number. Undefined
 * when the model's context is too small for a single word.
 */
function partsOf(pages: readonly string[], fits: (part: readonly Page[]) => boolean): Page[][] | undefined {
  const parts: Page[][] = [];
  let open: Page[] = [];
  const close = (): void => {
    if (open.length > 0) parts.push(open);
    open = [];
  };
  for (const [index, whole] of pages.entries()) {
    let text = whole.trim();
    while (text !== '') {
      const page = (part: string): Page => ({ number: index + 1, text: part });
      if (fits([...open, page(text)])) {
        open.push(page(text));
        break;
      }
      if (open.length > 0) {
        close();
        continue;
      }
      const part = trimmed(text, 'start', (beginning) => fits([page(beginning)]));
      if (part === '') return undefined;
      parts.push([page(part)]);
      text = text.slice(part.length).trim();
    }
  }
  close();
  return parts;
}
