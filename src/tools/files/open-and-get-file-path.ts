import { z } from 'zod';
import { argument, defineTool } from '../tool.ts';
import { findFile } from './find-file.ts';

export const openAndGetFilePath = defineTool({
  name: 'open_and_get_file_path',
  description: 'Opens a file and returns its path.',
  app: 'Files',
  effect: 'reads',
  args: z.object({
    file_name: argument(
      'file-name',
      z.string().trim().min(1, 'Say which file.').describe('name of the file'),
    ),
  }),
  run: async ({ file_name }, context) => {
    const path = await findFile(file_name, context);
    await context.mac.openFile(path, { signal: context.signal });
    return path;
  },
});
