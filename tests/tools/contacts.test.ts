import { describe, expect, test } from 'vitest';
import { workbench } from '../helpers/tools.ts';

const amir = {
  firstName: 'Amir',
  lastName: 'Haddad',
  phones: [
    { label: '_$!<Work>!$_', value: '+1 650 1' },
    { label: '_$!<Mobile>!$_', value: '+1 555 0101' },
  ],
};
const sams = [
  {
    firstName: 'Sam',
    lastName: 'Okafor',
    organization: 'Northwind',
    emails: [{ value: 'sam@northwind.example' }],
  },
  { firstName: 'Sam', lastName: 'Lindqvist', organization: 'Acme', emails: [{ value: 'sam@acme.example' }] },
];

describe('get_phone_number', () => {
  test.each(['Amir', 'amir haddad', 'Amír', 'my friend Amir', 'Amir’s number'])(
    '%s is found, the mobile number first',
    async (name) => {
      expect(await workbench({ people: [amir] }).run('get_phone_number', { name })).toBe('+1 555 0101');
    },
  );

  test('a number that was given is not looked up', async () => {
    const { run } = workbench({ faults: [{ app: 'Contacts', kind: 'not-permitted' }] });
    expect(await run('get_phone_number', { name: '+44 20 7946 0018' })).toBe('+44 20 7946 0018');
  });

  test('a card without a number is a clear failure', async () => {
    const { run } = workbench({ people: [{ firstName: 'Lena', lastName: 'Fischer' }] });
    await expect(run('get_phone_number', { name: 'Lena' })).rejects.toMatchObject({
      code: 'not-found',
      message: 'Lena Fischer has no phone number in Contacts.',
    });
  });
});

describe('get_email_address', () => {
  test('asks which Sam is meant, by company and address', async () => {
    const { run, questions } = workbench({ people: sams }, { choose: [1] });
    expect(await run('get_email_address', { name: 'Sam' })).toBe('sam@acme.example');
    expect(questions).toEqual([
      {
        text: 'Which Sam do you mean?',
        choices: [
          { label: 'Sam Okafor', detail: 'Northwind, sam@northwind.example' },
          { label: 'Sam Lindqvist', detail: 'Acme, sam@acme.example' },
        ],
      },
    ]);
  });

  test('the company said tells two Sams apart', async () => {
    const { run, questions } = workbench({ people: sams });
    expect(await run('get_email_address', { name: 'Sam from Acme' })).toBe('sam@acme.example');
    expect(questions).toEqual([]);
  });

  test('a slip of the finger is answered with who is near', async () => {
    const { run } = workbench({ people: [{ firstName: 'Priya', lastName: 'Nair' }] });
    await expect(run('get_email_address', { name: 'Pirya' })).rejects.toThrow('Did you mean “Priya Nair”?');
  });

  test('a name full of quotes and AppleScript is only a name', async () => {
    const name = '" & (do shell script "rm -rf ~") & "';
    const { run, world } = workbench({
      people: [{ firstName: name, emails: [{ value: 'q@mail.example' }] }],
    });
    expect(await run('get_email_address', { name })).toBe('q@mail.example');
    expect(world.opened).toEqual([]);
  });
});
