import { z } from 'zod';
import { argument, defineTool } from '../tool.ts';
import { findPerson } from './find-person.ts';

export const getEmailAddress = defineTool({
  name: 'get_email_address',
  description: "Finds a person's email address in Contacts.",
  app: 'Contacts',
  effect: 'reads',
  args: z.object({
    name: argument(
      'person',
      z.string().trim().min(1, 'Say whose address.').describe('the name of the person'),
    ),
  }),
  run: async ({ name }, context) => (await findPerson(name, 'email', context)).value,
});
