import { randomUUID } from 'node:crypto';
import type { AppModel, AppObject } from '../model.ts';
import { text } from '../script/values.ts';
import type { World } from '../world.ts';

export const contacts = (world: World): AppModel => ({
  name: 'Contacts',
  root: { people: world.people, groups: [] },
  get: {
    'person.name': ({ data }) => text(fullName(data)),
    'application.my card': (application) =>
      ownCard(application, world.user.name) ?? { type: 'missing value' },
  },
  create: {
    person: () => ({ id: `P-${randomUUID().toUpperCase()}`, phones: [], emails: [] }),
    phone: () => ({ id: `PH-${randomUUID().toUpperCase()}`, label: 'home', value: '' }),
    email: () => ({ id: `EM-${randomUUID().toUpperCase()}`, label: 'home', value: '' }),
  },
});

/** A card's name is put together from its parts; a company's is the company. */
function fullName(data: { [key: string]: unknown }): string {
  const parts = [data.firstName, data.lastName].filter((part) => typeof part === 'string' && part !== '');
  return parts.length > 0 ? parts.join(' ') : String(data.organization ?? '');
}

function ownCard(application: AppObject, name: string): AppObject | undefined {
  const people = application.data.people as AppObject['data'][];
  const own = people.find((data) => fullName(data) === name);
  return own && { className: 'person', data: own, container: application };
}
