import { describe, expect, test } from 'vitest';
import { type AssistDeps, assist } from '../src/assist.ts';
import type { AssistEvent } from '../src/events.ts';
import { defaultConsent } from '../src/execution/consent.ts';
import { createSimulatedMac } from '../src/mac/simulated/simulated-mac.ts';
import { createWorld, type World, type WorldInput } from '../src/mac/simulated/world.ts';
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
  } = {},
): Promise<{ events: AssistEvent[]; world: World; answer: string; status: string }> {
  const world = createWorld(input);
  const events: AssistEvent[] = [];
  const stream = assist(
    { query: 'whatever', now },
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

describe('replanning', () => {
  test('tells the model what failed, and does not do twice what was done', async () => {
    const model = scripted(
      '1. create_note("Trip", "Pack", "")\n2. get_email_address("Anna-Maria")\n3. compose_new_email(["$2"], [], "Hi", "x", [])\n4. join()',
      '1. create_note("Trip", "Pack", "")\n2. get_email_address("Ana")\n3. compose_new_email(["$2"], [], "Hi", "x", [])\n4. join()',
    );
    const { world, status, events } = await run(model, sams);
    expect(types(events)).toContain('replanning');
    expect(model.prompts[1]).toContain('There is nobody called “Anna-Maria” in Contacts.');
    expect(status).toBe('done');
    expect(world.notes.accounts[0]?.folders[0]?.notes).toHaveLength(1);
    expect(world.mail.outgoingMessages).toHaveLength(1);
  });

  test('a new plan without a call leaves the reason and what was done to be told', async () => {
    const { answer, status } = await run(
      scripted(
        '1. create_note("Trip", "Pack", "")\n2. get_phone_number("Nobody")\n3. send_sms(["$2"], "hi")\n4. join()',
      ),
      sams,
    );
    expect([status, answer]).toEqual([
      'failed',
      'Created the note “Trip” in “Notes”.\nThere is nobody called “Nobody” in Contacts.\nSo this was not done: the text message.',
    ]);
  });

  test('what an earlier plan did is told once, though the new plan has it no more', async () => {
    const { answer } = await run(
      scripted(
        '1. create_note("Trip", "Pack", "")\n2. get_phone_number("Nobody")\n3. send_sms(["$2"], "hi")\n4. join()',
        '1. get_phone_number("Ana")\n2. send_sms(["$1"], "hi")\n3. join()',
      ),
      sams,
    );
    expect(answer).toMatch(/^Created the note “Trip” in “Notes”\.\nA message to Ana .*$/);
  });

  test('ends after two new plans', async () => {
    const wrong = '1. get_email_address("Nobody")\n2. join()';
    const model = scripted(wrong, wrong, wrong, wrong);
    const { status } = await run(model, sams);
    expect([model.prompts.length, status]).toEqual([3, 'failed']);
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
