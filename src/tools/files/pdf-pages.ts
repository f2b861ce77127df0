import { extractText, getDocumentProxy } from 'unpdf';
import { ToolError } from '../tool.ts';

/** The text of a PDF, a string a page; `name` is for messages. Throws ToolError('failed') for what is no open PDF. */
export async function pdfPages(content: Uint8Array, name: string): Promise<string[]> {
  try {
    // PDF.js takes the buffer over, so it gets its own
    const document = await getDocumentProxy(new Uint8Array(content), { verbosity: 0 });
    const { text } = await extractText(document, { mergePages: false });
    return text;
  } catch (cause) {
    const locked = cause instanceof Error && cause.name === 'PasswordException';
    throw new ToolError(
      'failed',
      locked
        ? `“${name}” needs a password, so I cannot read it.`
        : `“${name}” is not a PDF that can be read.`,
      { cause },
    );
  }
}
