import { getDocumentProxy, getResolvedPDFJS } from 'unpdf';
import { type ToolContext, ToolError } from '../tool.ts';

type Document = Awaited<ReturnType<typeof getDocumentProxy>>;

/** How far the reading is gets told every so many pages. */
const pagesBetween = 25;
/** Pictures of pages may carry a stamp or a page number as text: up to so many words a page. */
const stampWords = 3;

/**
 * The text of a PDF, a string a page; `name` is for messages. Throws ToolError('failed') that tells apart what needs a
 * password, what is no PDF, what is damaged, pictures of pages, and empty pages; `signal.reason` on abort.
 */
export async function pdfPages(
  content: Uint8Array,
  name: string,
  { signal, progress }: Pick<ToolContext, 'signal' | 'progress'>,
): Promise<string[]> {
  const document = await open(content, name);
  try {
    const pages: string[] = [];
    for (let number = 1; number <= document.numPages; number++) {
      signal.throwIfAborted();
      if (number % pagesBetween === 0) progress(`Reading “${name}”: page ${number} of ${document.numPages}`);
      pages.push(await textOf(document, number, name));
    }
    const words = pages.join(' ').match(/\p{L}{2,}/gu)?.length ?? 0;
    if (words <= stampWords * pages.length && (await hasPictures(document, signal))) {
      throw new ToolError(
        'failed',
        `“${name}” holds pictures of pages only, as a scanner makes them, so there is no text to read.`,
      );
    }
    if (pages.every((page) => page.trim() === '')) {
      throw new ToolError('failed', `“${name}” is empty: there is nothing on its pages.`);
    }
    return pages;
  } finally {
    await document.loadingTask.destroy();
  }
}

async function open(content: Uint8Array, name: string): Promise<Document> {
  if (content.length === 0) throw new ToolError('failed', `“${name}” is an empty file.`);
  try {
    // PDF.js takes the buffer over, so it gets its own
    return await getDocumentProxy(new Uint8Array(content), { verbosity: 0 });
  } catch (cause) {
    const locked = cause instanceof Error && cause.name === 'PasswordException';
    const isPdf = Buffer.from(content.subarray(0, 1024)).includes('%PDF-');
    const why = locked
      ? 'needs a password, so I cannot read it. Save a copy without one in Preview, then ask again'
      : isPdf
        ? 'is damaged: it begins as a PDF does, but cannot be read'
        : 'is not a PDF that can be read';
    throw new ToolError('failed', `“${name}” ${why}.`, { cause });
  }
}

async function textOf(document: Document, number: number, name: string): Promise<string> {
  try {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent();
    page.cleanup();
    return items.map((item) => ('str' in item ? `${item.str}${item.hasEOL ? '\n' : ''}` : '')).join('');
  } catch (cause) {
    throw new ToolError('failed', `“${name}” is damaged: page ${number} cannot be read.`, { cause });
  }
}

/** Whether there is something to see on any page: a picture or a drawing. */
async function hasPictures(document: Document, signal: AbortSignal): Promise<boolean> {
  const { OPS } = await getResolvedPDFJS();
  const painting = new Set<number>([
    OPS.paintImageXObject,
    OPS.paintInlineImageXObject,
    OPS.paintImageXObjectRepeat,
    OPS.paintImageMaskXObject,
    OPS.constructPath,
    OPS.shadingFill,
  ]);
  for (let number = 1; number <= document.numPages; number++) {
    signal.throwIfAborted();
    const page = await document.getPage(number);
    const { fnArray } = await page.getOperatorList();
    if (fnArray.some((operator) => painting.has(operator))) return true;
  }
  return false;
}
