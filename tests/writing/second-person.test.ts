import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toSecondPerson } from '../../src/writing/second-person.ts';

describe('what is told', () => {
  test.each([
    ["that I'm running late", "I'm running late."],
    ['that her visa was granted', 'Your visa was granted.'],
    ["that I'll pick her up at five", "I'll pick you up at five."],
    ['he has to cook that day', 'You have to cook that day.'],
    ['he comes at six and brings his kids', 'You come at six and bring your kids.'],
    ["he doesn't need to worry", "You don't need to worry."],
    ['his is still pending', 'Yours is still pending.'],
    ["she's been very helpful", "You've been very helpful."],
    ["that he's invited", "You're invited."],
    ['I read his report and think he did a great job', 'I read your report and think you did a great job.'],
    ['my phone died, so he should call the landline', 'My phone died, so you should call the landline.'],
    ['he then goes home', 'You then go home.'],
    ['he is late and is sorry', 'You are late and are sorry.'],
    ['His keys are here.', 'Your keys are here.'],
    ['letting them know their table is ready', 'Your table is ready.'],
    ['to let her know that the plumber came by', 'The plumber came by.'],
    ['them the shipment is late', 'The shipment is late.'],
    ['a remark that it is urgent', 'It is urgent.'],
    ['that works for me', 'That works for me.'],
    ['that dinner is at eight', 'Dinner is at eight.'],
    ['that day is fine', 'That day is fine.'],
    ['that Will may come in May', 'Will may come in May.'],
    ['i cant come on friday', "I can't come on Friday."],
    ['saying "see you there"', 'see you there'],
    ['saying hi', 'I just wanted to say hi.'],
    ['see you!', 'See you!'],
    ['iPhone is fixed', 'iPhone is fixed.'],
  ])('“%s” is said as “%s”', (gist, said) => expect(toSecondPerson(gist)).toBe(said));
});

describe('what is asked', () => {
  test.each([
    ['asking if she can send me her notes', 'Can you send me your notes?'],
    ['the deck is attached, could he look at slide 4', 'The deck is attached, could you look at slide 4?'],
    ['the gate is open, isn’t he coming', 'The gate is open, aren’t you coming?'],
    ['if they have tickets left', 'Do you have tickets left?'],
    ["if they're coming to dinner", 'Are you coming to dinner?'],
    ['if he has time tomorrow', 'Do you have time tomorrow?'],
    ['if she has sent the contract', 'Have you sent the contract?'],
    ['if he got my email', 'Did you get my email?'],
    ["if she'd like to join us", 'Would you like to join us?'],
    ["whether he'd been there before", 'Had you been there before?'],
    ["if there's parking nearby", 'Is there parking nearby?'],
    ['if the Lisbon trip is approved', 'Is the Lisbon trip approved?'],
    ['if the man who is here can stay', 'Do you know if the man who is here can stay?'],
    ['if the keys fit', 'Do you know if the keys fit?'],
    ['if Bo can come', 'Do you know if Bo can come?'],
    ['if we need a car', 'Do we need a car?'],
    ['asking when she arrives', 'When do you arrive?'],
    ['what time he lands', 'What time do you land?'],
    ['how his trip to Peru was', 'How was your trip to Peru?'],
    ['asking how the interview went', 'I wanted to ask how the interview went.'],
    ['that I’m late and ask if he can wait', 'I’m late. Can you wait?'],
    ['asking for the invoice', 'I would like to ask you for the invoice.'],
    ['if she can call her', 'Can you call her?'],
  ])('“%s” is said as “%s”', (gist, said) => expect(toSecondPerson(gist)).toBe(said));

  test.each([
    ['if it rains we stay home', 'If it rains we stay home.'],
    ['if she can come, that would be great', 'If you can come, that would be great.'],
    ['if you have time', 'If you have time.'],
  ])('“%s” is a condition, not a question', (gist, said) => expect(toSecondPerson(gist)).toBe(said));
});

describe('what is wanted and wished', () => {
  test.each([
    ['to bring her keys and her badge', 'Please bring your keys and your badge.'],
    ['asking him not to tell anyone', 'Please don’t tell anyone.'],
    ['ask him to call me when he lands', 'Please call me when you land.'],
    ['to give Lena her keys', 'Please give Lena her keys.'],
    ['to thank him for dinner', 'Thank you for dinner.'],
    ['to congratulate her on the promotion', 'Congratulations on the promotion!'],
    ['a speedy recovery', 'I wish you a speedy recovery.'],
    ['happy new year', 'Happy new year!'],
    ['remind her to water the plants', 'Please remember to water the plants.'],
    ['to invite her to dinner', 'I would like to invite you to dinner.'],
    ['to confirm the booking', 'I am writing to confirm the booking.'],
    ['to be honest I forgot', 'To be honest I forgot.'],
    ['to Rome we go', 'To Rome we go.'],
    ['about her invoice', 'I am writing to you about your invoice.'],
  ])('“%s” is said as “%s”', (gist, said) => expect(toSecondPerson(gist)).toBe(said));
});

describe('what stays as it was said', () => {
  test.each([
    [
      'others are named first',
      'that mom is in hospital and she asks for him',
      'Mom is in hospital and she asks for him.',
    ],
    ['it is not clear who is meant', 'I gave them to him', 'I gave them to him.'],
    ['they are others', 'they agreed', 'They agreed.'],
    ['he and she are two', 'that she was right about him', 'She was right about him.'],
    ['it is said to somebody already', "I'll call you when he arrives", "I'll call you when he arrives."],
    ['its verb is out of sight', 'he, as always, brings wine', 'He, as always, brings wine.'],
    [
      'a second verb may be of something else',
      'he said the plan is good and has merit',
      'He said the plan is good and has merit.',
    ],
    ['German', 'dass er her kommt', 'Dass er her kommt.'],
    ['Spanish', '¿puedes venir mañana?', '¿puedes venir mañana?'],
    ['Japanese', '明日は休みます', '明日は休みます'],
    ['several lines', 'if he can\ncome', 'if he can\ncome'],
    [
      'a link at the end',
      'the plan is at https://x.example/his/plan',
      'The plan is at https://x.example/his/plan',
    ],
    ['code', 'run `git push his-fork` before noon', 'Run `git push his-fork` before noon.'],
  ])('%s', (_, gist, said) => expect(toSecondPerson(gist)).toBe(said));

  test('said to several, he and she are others, and they are the readers', () => {
    expect(toSecondPerson('that she left and they can go', { several: true })).toBe(
      'She left and they can go.',
    );
    expect(toSecondPerson('they can leave early', { several: true })).toBe('You can leave early.');
  });
});

const subject = fc.constantFrom('he', 'she', 'they', 'I', 'we', 'the driver', 'his sister', 'it');
const predicate = fc.constantFrom(
  'can come',
  'has to bring her notes',
  'needs his keys back',
  'is late',
  'was told about it',
  'left her bag at my place',
  'will call him',
  'brings their own food',
);
const beginning = fc.constantFrom(
  '',
  'that ',
  'if ',
  'whether ',
  'asking if ',
  'tell him ',
  'saying ',
  'to ask if ',
  'about what ',
  'asking when ',
  'reminding him that ',
);
const name = fc.constantFrom('Hershel', 'Theya Hisham', 'Will', 'May', 'Ihim', 'O’Hera', 'McHis', 'Sheila');
const kept = fc.oneof(
  fc.constantFrom(
    '"he said she is"',
    '“if he can”',
    "'their her his'",
    '`his.her(him)`',
    'his_plan.pdf',
    '~/her/they.md',
    '@him',
    '#theirs',
    'he@she.example',
    '3.5x',
    '10:30',
  ),
  fc.webUrl({ withQueryParameters: true, withFragments: true }).filter((url) => /[a-z0-9]$/i.test(url)),
);
const clause = fc.tuple(beginning, subject, predicate).map(([begin, who, does]) => `${begin}${who} ${does}`);
const gist = fc
  .tuple(
    clause,
    fc.constantFrom(' and ', ', ', ' with ', ' at '),
    fc.oneof(kept, name),
    fc.constantFrom('', ' today', ' and his dog', '.'),
  )
  .map((words) => words.join(''));

test('quoted words, code, links, addresses and names come through to the letter', () => {
  fc.assert(
    fc.property(
      clause,
      fc.oneof(kept, name),
      fc.constantFrom('', ' today', ', and he knows'),
      (before, part, after) => {
        expect(toSecondPerson(`${before} with ${part}${after}`)).toContain(part);
        expect(toSecondPerson(`that ${part} is what he wants`)).toContain(part);
      },
    ),
    { numRuns: 200 },
  );
});

test('what was turned once is not turned again', () => {
  fc.assert(
    fc.property(fc.oneof(gist, clause), (words) => {
      const said = toSecondPerson(words);
      expect(toSecondPerson(said)).toBe(said);
    }),
    { numRuns: 200 },
  );
});

test('text without English grammar gets a capital and an end at most', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (text) => {
      const said = toSecondPerson(text);
      const letters = (words: string) => words.toUpperCase().replace(/[^\p{L}\p{N}]/gu, '');
      if (!/[a-z]/i.test(text)) expect(letters(said)).toBe(letters(text));
      if (/[\n\r]/.test(text.trim())) expect(said).toBe(text.trim());
    }),
    { numRuns: 150 },
  );
});
