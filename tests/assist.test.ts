import { describe, expect, test } from 'vitest';
import { type AssistDeps, assist } from '../src/assist.ts';
import type { AssistEvent } from '../src/events.ts';
import { defaultConsent } from '../src/execution/consent.ts';
import { createSimulatedMac } from '../src/mac/simulated/simulated-mac.ts';
import { createWorld, type World, type WorldInput } from '../src/mac/simulated/world.ts';
import { ModelError } from '../src/runtime/manifest.ts';
import type { LanguageModel } from '../src/runtime/models.ts';
import { toolNamed, tools } from '../src/tools/index.ts';
import { simulatedZoom } from '../src/tools/zoom/zoom-api.ts';
import { createPlainWriter } from '../src/writing/plain-writer.ts';
import { scripted } from './helpers/scripted.ts';

const now = new Date(2026, 10, 20, 10, 15);

async function run(
  model: LanguageModel,
  input: WorldInput,
  {
    answer,
    ...options
  }: {
    answer?: (choices: readonly string[]) => number;
    signal?: AbortSignal;
    consent?: AssistDeps['consent'];
    query?: string;
  } = {},
): Promise<{ events: AssistEvent[]; world: World; answer: string; status: string }> {
  const world = createWorld(input);
  const events: AssistEvent[] = [];
  const stream = assist(
    { query: options.query ?? 'whatever', now },
    {
      planner: { style: 'described', model, template: 'chatml', close: async () => {} },
      classifier: undefined,
      tools,
      toolNamed,
      signal: options.signal ?? new AbortController().signal,
      mac: createSimulatedMac({ world, now: () => now }),
      zoom: simulatedZoom(),
      writer: createPlainWriter(),
      messages: 'draft',
      consent: options.consent ?? defaultConsent,
      canAsk: answer !== undefined,
    },
  );
  for await (const event of stream) {
    events.push(event);
    if (event.type === 'question')
      event.answer(answer?.(event.question.choices.map(({ detail }) => detail)) ?? 0);
  }
  const last = events.at(-1);
  return {
    events,
    world,
    answer: last?.type === 'answered' ? last.answer.text : '',
    status: last?.type === 'answered' ? last.answer.status : '',
  };
}

const sams = {
  people: [
    { firstName: 'Sam', lastName: 'Okafor', emails: [{ value: 'sam@northwind.example' }] },
    { firstName: 'Sam', lastName: 'Lindqvist', emails: [{ value: 'sam@acme.example' }] },
    { firstName: 'Ana', emails: [{ value: 'ana@x.example' }], phones: [{ value: '+1 555 0101' }] },
  ],
};
const types = (events: readonly AssistEvent[]) =>
  events.map(({ type }) => type).filter((type) => type !== 'planning');

describe('a request', () => {
  test('is retrieved, planned, carried out and answered, each call as soon as it is known', async () => {
    const { events, world, answer, status } = await run(
      scripted(
        '1. get_email_address("Ana")\n2. compose_new_email(["$1"], [], "Hi", "I am late", [])\n3. join()<END_OF_PLAN>',
      ),
      sams,
    );
    expect(types(events)).toEqual([
      'retrieved',
      'call',
      'started',
      'call',
      'planned',
      'finished',
      'started',
      'consented',
      'finished',
      'answered',
    ]);
    expect(status).toBe('done');
    expect(answer).toBe('An email to Ana (ana@x.example) is ready in Mail: “Hi”. Look it over and send it.');
    expect(world.mail.outgoingMessages[0]?.content).toBe(
      'Hi Ana,\n\nI am late.\n\nBest regards,\nAlex Morgan',
    );
  });

  test('asks which Sam, and writes to the one that was chosen', async () => {
    const { world } = await run(
      scripted('1. get_email_address("Sam")\n2. compose_new_email(["$1"], [], "Hi", "x", [])\n3. join()'),
      sams,
      { answer: (choices) => choices.indexOf('sam@acme.example') },
    );
    expect(world.mail.outgoingMessages[0]?.toRecipients).toEqual([
      { name: 'Sam Lindqvist', address: 'sam@acme.example' },
    ]);
  });

  test('with nobody to ask, what is unclear ends with its reason and nothing is guessed', async () => {
    const { world, answer, status } = await run(
      scripted('1. get_email_address("Sam")\n2. compose_new_email(["$1"], [], "Hi", "x", [])\n3. join()'),
      sams,
    );
    expect([status, world.mail.outgoingMessages]).toEqual(['failed', []]);
    expect(answer).toContain('Which Sam do you mean?');
    expect(answer).toContain('So this was not done: the email.');
  });

  test('a failed call fails only what depends on it', async () => {
    const { world, answer } = await run(
      scripted(
        '1. get_phone_number("Nobody")\n2. send_sms(["$1"], "hi")\n3. create_note("Trip", "Pack", "")\n4. join()',
        'join()',
        'join()',
      ),
      sams,
    );
    expect(answer).not.toBe('');
    expect(world.opened).toEqual([]);
    expect(world.notes.accounts[0]?.folders[0]?.notes).toHaveLength(1);
  });
});

describe('calls side by side', () => {
  test('two additions to one note are both in it', async () => {
    const { world, status } = await run(
      scripted(
        '1. append_note_content("Trip", "Tent", "")\n2. append_note_content("Trip", "Stove", "")\n3. join()',
      ),
      { notes: { accounts: [{ folders: [{ name: 'Notes', notes: [{ text: 'Trip\nMap' }] }] }] } },
    );
    expect(status).toBe('done');
    const body = world.notes.accounts[0]?.folders[0]?.notes[0]?.body;
    expect([body?.includes('Tent'), body?.includes('Stove'), body?.includes('Map')]).toEqual([
      true,
      true,
      true,
    ]);
  });

  test('of two who fit the user is asked once, though number and address are wanted', async () => {
    const people = ['Okafor', 'Lindqvist'].map((lastName) => ({
      firstName: 'Sam',
      lastName,
      emails: [{ value: `${lastName}@x.example` }],
      phones: [{ value: lastName === 'Okafor' ? '+1 555 0101' : '+1 555 0102' }],
    }));
    const { events, world } = await run(
      scripted(
        '1. get_email_address("Sam")\n2. get_phone_number("Sam")\n3. compose_new_email(["$1"], [], "Hi", "x", [])\n4. send_sms(["$2"], "hi")\n5. join()',
      ),
      { people },
      { answer: () => 1 },
    );
    expect(events.filter(({ type }) => type === 'question')).toHaveLength(1);
    expect(world.mail.outgoingMessages[0]?.toRecipients[0]?.address).toBe('Lindqvist@x.example');
    expect(world.opened.join()).toContain('+15550102');
  });
});

describe('replanning', () => {
  const mailTo = (name: string, gist = 'x') =>
    `1. create_note("Trip", "Pack", "")\n2. get_email_address("${name}")\n3. compose_new_email(["$2"], [], "Hi", "${gist}", [])\n4. join()`;
  const replan = 'Thought: Perhaps she is called Ana.\nAction: Replan';

  test('tells the model what failed, and does not do twice what was done', async () => {
    const model = scripted(mailTo('Anna-Maria'), replan, mailTo('Ana'));
    const { world, status, events, answer } = await run(model, sams);
    expect(types(events)).toContain('replanning');
    for (const prompt of model.prompts.slice(1))
      expect(prompt).toContain('| failed: There is nobody called “Anna-Maria” in Contacts.');
    expect(status).toBe('done');
    expect(world.notes.accounts[0]?.folders[0]?.notes).toHaveLength(1);
    expect(world.mail.outgoingMessages).toHaveLength(1);
    expect(answer.match(/“Trip”/g)).toHaveLength(1);
    expect(answer).not.toContain('Anna-Maria');
  });

  test('what a new plan leaves out is told: what was done, and what was not', async () => {
    const only = '1. get_phone_number("Ana")\n2. join()';
    const { answer, status } = await run(
      scripted(mailTo('Anna-Maria'), replan, only, 'Action: Finish()'),
      sams,
    );
    expect(answer).toContain('“Trip”');
    expect(answer).toContain('+1 555 0101');
    expect(answer).toContain('nobody called “Anna-Maria”');
    expect(answer).toContain('So this was not done: the email.');
    expect(status).toBe('failed');
  });

  test('a mail that is ready is not written again in other words; another one to the same person is', async () => {
    const first =
      '1. compose_new_email(["ana@x.example"], [], "Hi", "one", [])\n2. get_email_address("Nobody")\n3. join()';
    const again =
      '1. compose_new_email(["Ana@x.example"], [], "Hello", "the same, said better", [])\n2. get_email_address("Ana")\n3. join()';
    const { world } = await run(scripted(first, replan, again), sams);
    expect(world.mail.outgoingMessages.map(({ subject }) => subject)).toEqual(['Hi']);

    const two =
      '1. compose_new_email(["ana@x.example"], [], "Hi", "one", [])\n2. open_and_get_file_path("nowhere.pdf")\n3. compose_new_email(["ana@x.example"], [], "File", "two", ["$2"])\n4. join()';
    const second = '1. compose_new_email(["ana@x.example"], [], "No file", "two", [])\n2. join()';
    const other = await run(scripted(two, replan, second), sams);
    expect(other.world.mail.outgoingMessages.map(({ subject }) => subject)).toEqual(['Hi', 'No file']);
  });

  test('ends after two new plans, each having seen those before it', async () => {
    const wrong = (name: string) => `1. get_email_address("${name}")\n2. join()`;
    const model = scripted(wrong('Ada'), replan, wrong('Bea'), replan, wrong('Cleo'), replan);
    const { status, answer } = await run(model, sams);
    expect([model.prompts.length, status]).toEqual([5, 'failed']);
    expect(model.prompts[4]).toContain('| failed: There is nobody called “Ada”');
    expect(model.prompts[4]).toContain('| failed: There is nobody called “Bea”');
    expect(answer).toContain('“Cleo”');
  });

  test('a new plan of no calls gives up: the plan before it stands', async () => {
    const { answer, status } = await run(scripted(mailTo('Nobody'), replan, '1. join()'), sams);
    expect(answer).toContain('nobody called “Nobody”');
    expect(answer).toContain('“Trip”');
    expect(status).toBe('failed');
  });

  test.each([
    ['Finish', 'Thought: It cannot be mended.\nAction: Finish(All is well!)'],
    ['something else', 'I am a language model and will gladly help.'],
    ['nothing', ''],
  ])('a joiner that writes %s leaves the plain report as the answer', async (_, verdict) => {
    const { answer, status, events } = await run(scripted(mailTo('Nobody'), verdict), sams);
    expect(types(events)).not.toContain('replanning');
    expect(answer).toContain('nobody called “Nobody”');
    expect(answer).not.toContain('All is well');
    expect(status).toBe('failed');
  });

  test('a joiner that breaks loses nothing of what was done', async () => {
    const model = scripted(mailTo('Nobody'));
    const { events, answer } = await run(
      {
        ...model,
        async *generate(prompt, options) {
          if (model.prompts.length === 1) throw new ModelError('The model ran out of memory.');
          yield* model.generate(prompt, options);
        },
      },
      sams,
    );
    expect(events).toContainEqual({
      type: 'misplanned',
      message: 'The results could not be read once more: The model ran out of memory.',
    });
    expect(answer).toContain('nobody called “Nobody”');
  });

  test('a new plan that the model cannot make loses nothing of what was done', async () => {
    const model = scripted(mailTo('Nobody'), replan);
    const { answer, status } = await run(
      {
        ...model,
        async *generate(prompt, options) {
          if (model.prompts.length === 2) throw new ModelError('The model ran out of memory.');
          yield* model.generate(prompt, options);
        },
      },
      sams,
    );
    expect(answer).toContain('“Trip”');
    expect(answer).toContain('nobody called “Nobody”');
    expect(answer).toContain('The model ran out of memory.');
    expect(status).toBe('failed');
  });

  test('no model is asked again when all went well, or when what failed was refused', async () => {
    const note = '1. create_note("Trip", "Pack", "")\n2. join()';
    const well = scripted(note);
    await run(well, {});
    const refused = scripted(note);
    const never = { effects: { ...defaultConsent.effects, creates: 'never' }, tools: {} } as const;
    await run(refused, {}, { consent: never });
    expect([well.prompts.length, refused.prompts.length]).toEqual([1, 1]);
  });
});

describe('a question about what a note says', () => {
  const notes = {
    notes: {
      accounts: [
        {
          name: 'iCloud',
          folders: [
            {
              name: 'Notes',
              notes: [{ name: 'Trip', body: '<div>Trip</div><div>Hotel Mira, room 12</div>' }],
            },
          ],
        },
      ],
    },
  };
  const open = '1. open_note("Trip", "")\n2. join()';
  const query = 'What is the room number in my Trip note?';

  test('is answered by the joiner from the note, which is data in its prompt', async () => {
    const model = scripted(open, 'Thought: The note says it.\nAction: Finish(It is room 12, Hotel Mira.)');
    const { answer, status } = await run(model, notes, { query });
    expect(model.prompts[1]).toMatch(/^\| .*Hotel Mira, room 12$/m);
    expect([answer, status]).toEqual(['It is room 12, Hotel Mira.', 'done']);
  });

  test.each(['It is room 12.', 'Action: Finish(Task completed!)', 'Action: Finish($1)'])(
    'is answered with the note itself when the joiner writes “%s”',
    async (verdict) => {
      const { answer } = await run(scripted(open, verdict), notes, { query });
      expect(answer).toContain('Hotel Mira, room 12');
    },
  );

  test('the effects of the same request are told beside it', async () => {
    const plan = '1. open_note("Trip", "")\n2. create_note("Other", "x", "")\n3. join()';
    const { answer } = await run(scripted(plan, 'Finish(Room 12.)'), notes, { query });
    expect(answer).toMatch(/^Room 12\.\n.*“Other”/);
  });

  test('a note that is only to be opened is not read by a model', async () => {
    const model = scripted(open);
    await run(model, notes, { query: 'Open my Trip note' });
    expect(model.prompts).toHaveLength(1);
  });
});

describe('consent', () => {
  const never = { effects: { ...defaultConsent.effects, creates: 'never' }, tools: {} } as const;
  const ask = { effects: { ...defaultConsent.effects, creates: 'ask' }, tools: {} } as const;
  const note = '1. create_note("Trip", "Pack", "")\n2. join()';

  test.each([
    ['never', never, 0, 0],
    ['asked, and a no', ask, 1, 0],
    ['asked, and a yes', ask, 0, 1],
  ])('%s', async (_, consent, choice, notes) => {
    const { world } = await run(scripted(note), {}, { consent, answer: () => choice });
    expect(world.notes.accounts[0]?.folders[0]?.notes).toHaveLength(notes);
  });
});

describe('Cancel', () => {
  test.each(['retrieved', 'planning', 'call', 'started', 'planned'])(
    'at “%s” ends everything at once, with the reason given',
    async (moment) => {
      const controller = new AbortController();
      const world = createWorld({ ...sams, faults: [{ app: 'Contacts', kind: 'slow', ms: 60_000 }] });
      const stream = assist(
        { query: 'whatever', now },
        {
          planner: {
            style: 'described',
            model: scripted(
              '1. get_email_address("Ana")\n2. compose_new_email(["$1"], [], "Hi", "x", [])\n3. join()',
            ),
            template: 'alpaca',
            close: async () => {},
          },
          classifier: undefined,
          tools,
          toolNamed,
          signal: controller.signal,
          mac: createSimulatedMac({ world, now: () => now }),
          zoom: simulatedZoom(),
          writer: createPlainWriter(),
          messages: 'draft',
          consent: defaultConsent,
          canAsk: false,
        },
      );
      const drain = async () => {
        for await (const event of stream) if (event.type === moment) controller.abort(new Error('enough'));
      };
      await expect(drain()).rejects.toThrow('enough');
      expect(world.mail.outgoingMessages).toEqual([]);
    },
  );
});
