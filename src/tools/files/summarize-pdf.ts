import { basename } from 'node:path/posix';
import { z } from 'zod';
import { argument, defineTool } from '../tool.ts';
import { findFile } from './find-file.ts';
import { pdfPages } from './pdf-pages.ts';

export const summarizePdf = defineTool({
  name: 'summarize_pdf',
  description: 'Summarizes a PDF.',
  app: 'Files',
  effect: 'reads',
  args: z.object({
    pdf_path: argument('file-path', z.string().trim().min(1, 'Say which PDF.').describe('path of the PDF')),
  }),
  run: async ({ pdf_path }, context) => {
    const path = await findFile(pdf_path, context, { only: ['pdf'] });
    const pages = await pdfPages(await context.mac.readFile(path), basename(path), context);
    return context.writer.summary(pages, context);
  },
});
