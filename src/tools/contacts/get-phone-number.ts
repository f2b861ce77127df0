import { z } from 'zod';
import { argument, defineTool } from '../tool.ts';
import { findPerson } from './find-person.ts';

export const getPhoneNumber = defineTool({
  name: 'get_phone_number',
  description: "Finds a person's phone number in Contacts.",
  app: 'Contacts',
  effect: 'reads',
  args: z.object({
    name: argument(
      'person',
      z.string().trim().min(1, 'Say whose number.').describe('the name of the person'),
    ),
  }),
  run: async ({ name }, context) => (await findPerson(name, 'phone', context)).value,
});
