/** A person in Contacts, as the script `find-people` reports them; "" stands for what the card lacks. */
export interface Person {
  readonly name: string;
  readonly firstName: string;
  readonly nickname: string;
  readonly organization: string;
  readonly phones: readonly Labelled[];
  readonly emails: readonly Labelled[];
}

export interface Labelled {
  /** Built-in labels come raw: `_$!<Mobile>!$_`. */
  readonly label: string;
  readonly value: string;
}

export type Wanted = 'phone' | 'email';

/** Reads the rows of `find-people`. */
export function readPeople(rows: readonly (readonly string[])[]): Person[] {
  const people: (Person & { phones: Labelled[]; emails: Labelled[] })[] = [];
  for (const [kind, ...fields] of rows) {
    if (kind === 'person') {
      const [name = '', firstName = '', nickname = '', organization = ''] = fields;
      people.push({ name, firstName, nickname, organization, phones: [], emails: [] });
      continue;
    }
    const [label = '', value = ''] = fields;
    if (value === '') continue;
    people.at(-1)?.[kind === 'phone' ? 'phones' : 'emails'].push({ label, value });
  }
  return people;
}

/** Labels from best to worst; any other stands before `worst`. */
const preference = {
  phone: { best: ['iphone', 'mobile', 'main', 'home', 'work'], worst: 'fax' },
  email: { best: ['work', 'home'], worst: 'old' },
};

/** The number a message is best sent to, or the address a mail; undefined when the card has none. */
export function bestValue(person: Person, wanted: Wanted): string | undefined {
  const { best, worst } = preference[wanted];
  const rank = ({ label }: Labelled): number => {
    const plain = label.replace(/^_\$!<(.*)>!\$_$/, '$1').toLowerCase();
    if (plain.includes(worst)) return best.length + 1;
    const index = best.indexOf(plain);
    return index === -1 ? best.length : index;
  };
  const values = wanted === 'phone' ? person.phones : person.emails;
  return [...values].sort((a, b) => rank(a) - rank(b))[0]?.value.trim();
}
