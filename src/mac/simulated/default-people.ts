import type { WorldInput } from './world.ts';

/** First name, last name, organization, nickname; the rest of a card follows from them. */
const people: readonly (readonly [string, string, string?, string?])[] = [
  ['Alex', 'Morgan', 'Fernhill Studio'],
  ['Sid', 'Raman', 'Acme'],
  ['Lutfi', 'Erdem', 'Acme'],
  ['Amir', 'Haddad', 'Acme'],
  ['Sam', 'Okafor', 'Northwind'],
  ['Sam', 'Lindqvist', 'Acme'],
  ['Ana', 'Silva', 'Fernhill Studio'],
  ['Ben', 'Carter', 'Northwind'],
  ['Maya', 'Patel', 'Acme'],
  ['Tess', 'Janssen', ''],
  ['Hugo', 'Moreau', ''],
  ['Fiona', 'Gallagher', 'Harbor Books'],
  ['Gerald', 'Whitfield', 'Whitfield & Sons'],
  ['Jennifer', 'Diaz', 'City Clinic'],
  ['Connor', 'Byrne', 'Northwind'],
  ['Joe', 'Morgan', '', 'Grandpa Joe'],
  ['Rosa', 'Morgan', '', 'Mom'],
  ['Daniel', 'Morgan', '', 'Dad'],
  ['Lena', 'Fischer', 'Fernhill Studio'],
  ['Rosalind', 'Achebe', 'Lowell Labs'],
  ['Edgar', 'Novak', 'Lowell Labs'],
  ['Dominic', 'Reyes', ''],
  ['Walter', 'Brandt', 'Brandt Plumbing'],
  ['Beatrix', 'Kovacs', ''],
  ['Simone', 'Laurent', 'Acme'],
  ['Ophelia', 'Morgan', ''],
  ['Florian', 'Keller', ''],
  ['Jonah', 'Weiss', 'Northwind'],
  ['Kurt', 'Jansson', ''],
  ['Minh', 'Tran', 'Acme'],
  ['Charlotte', 'Dubois', ''],
  ['Priya', 'Nair', 'Acme'],
  ['Omar', 'Farouk', 'Northwind'],
  ['Julia', 'Novotna', ''],
  ['Marco', 'Bianchi', 'Trattoria Bianchi'],
  ['Nina', 'Petrova', 'Lowell Labs'],
  ['Oliver', 'Hughes', ''],
  ['Grace', 'Kim', 'Acme'],
  ['Henry', 'Adeyemi', 'Northwind'],
  ['Isabel', 'Torres', 'City Clinic'],
  ['Jack', 'O’Brien', ''],
  ['Karen', 'Wu', 'Fernhill Studio'],
  ['Leo', 'Rossi', ''],
  ['Mia', 'Andersen', ''],
  ['Noah', 'Schmidt', 'Acme'],
  ['Paula', 'Mendes', ''],
  ['Quentin', 'Lefevre', ''],
  ['Rachel', 'Stein', 'Stein Law'],
  ['Stefan', 'Horvat', 'Stein Law'],
  ['Tom', 'Becker', ''],
  ['Uma', 'Krishnan', 'Lowell Labs'],
  ['Victor', 'Hansen', ''],
  ['Wendy', 'Chung', 'Harbor Books'],
  ['Xavier', 'Costa', ''],
  ['Yuki', 'Tanaka', 'Acme'],
  ['Zoe', 'Papadakis', ''],
  ['Zoë', 'van Dijk', 'Fernhill Studio'],
  ['Emma', 'Clarke', ''],
  ['David', 'Cohen', 'Northwind'],
  ['Elena', 'Popescu', ''],
  ['Sarah', 'Jensen', 'Acme'],
  ['Mike', 'Donnelly', ''],
];

/** A mobile number for everybody, an address for all but a few, a work number for those with a company. */
export const defaultPeople = (): WorldInput['people'] =>
  people.map(([firstName, lastName, organization = '', nickname], index) => ({
    id: `P-${String(index + 1).padStart(3, '0')}`,
    firstName,
    lastName,
    ...(organization === '' ? {} : { organization }),
    ...(nickname === undefined ? {} : { nickname }),
    phones: [
      {
        id: `PH-${index}-1`,
        label: '_$!<Mobile>!$_',
        value: `+1 (415) 555-${String(100 + index).padStart(4, '0')}`,
      },
      ...(organization === ''
        ? []
        : [
            {
              id: `PH-${index}-2`,
              label: '_$!<Work>!$_',
              value: `+1 (650) 555-${String(200 + index).padStart(4, '0')}`,
            },
          ]),
    ],
    emails:
      index % 17 === 9
        ? [] // some cards have no address
        : [
            {
              id: `EM-${index}-1`,
              label: organization === '' ? '_$!<Home>!$_' : '_$!<Work>!$_',
              value: addressOf(firstName, lastName, organization),
            },
          ],
  }));

function addressOf(firstName: string, lastName: string, organization: string): string {
  const plain = (text: string) =>
    text
      .normalize('NFD')
      .toLowerCase()
      .replace(/[^a-z]/g, '');
  const host = organization === '' ? 'mail.example' : `${plain(organization)}.example`;
  return `${plain(firstName)}.${plain(lastName)}@${host}`;
}
