import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { z } from 'zod';
import { assist } from '../../../src/assist.ts';
import { assistDeps, type Models } from '../../../src/cli/way-in.ts';
import type { Answer, AssistEvent, Reply } from '../../../src/events.ts';
import type { Mac } from '../../../src/mac/mac.ts';
import { createSimulatedMac } from '../../../src/mac/simulated/simulated-mac.ts';
import { createWorld, type WorldInput } from '../../../src/mac/simulated/world.ts';
import { readDone, rememberDone } from '../../../src/settings/done-requests.ts';
import { settingsFile } from '../../../src/settings/paths.ts';
import type { settingsSchema } from '../../../src/settings/settings.ts';
import type { Zoom } from '../../../src/tools/tool.ts';
import { takeBack } from '../../../src/undo.ts';
import { scripted } from '../../helpers/scripted.ts';
import { type Changes, changesBetween } from './changes.ts';
import { usualMac } from './usual-mac.ts';
import { type ZoomFailure, zoomAccount } from './zoom-account.ts';

/** A Friday morning. */
const friday = new Date(2026, 10, 20, 10, 15);

/** What is said to a Mac, and all that has come of it afterwards. */
export interface Scenario {
  readonly says: string;
  /** Left out, it is Friday, November 20, 2026, 10:15. */
  readonly now?: Date;
  /** What is otherwise on it than on the usual Mac. */
  readonly on?: WorldInput;
  readonly settings?: z.input<typeof settingsSchema>;
  /** Left out: Zoom is well. */
  readonly zoom?: ZoomFailure;
  /** In the plan language, where the plan is given; left out, the embedded models make it. */
  readonly plan?: string;
  /** The answers to questions, in order; "dismissed" answers none. Left out: nobody is there. */
  readonly answers?: readonly Exclude<Reply, undefined>[];
  /** The event at which the user cancels. */
  readonly cancelledAt?: AssistEvent['type'];
  /** What was asked, each question with its choices: `Which Sam? Sam Okafor (Acme) | Sam Lindqvist`. */
  readonly asks?: readonly string[];
  /** Everything that is otherwise on the Mac afterwards. */
  readonly changes: Changes;
  /** "cancelled" where the user did. */
  readonly ends?: Answer['status'] | 'cancelled';
  /** What the answer says, in part. */
  readonly tells?: string;
  /** What taking it all back says. Where it is given, it is done, and `left` is what it leaves on the Mac. */
  readonly undoes?: readonly string[];
  readonly left?: Changes;
}

/** Plays a scenario and compares all that came of it. `models`: the embedded ones, for what has no plan. */
export async function play(scenario: Scenario, models?: Models): Promise<void> {
  const { changes, asks = [], ends = 'done', tells = '', undoes, left = {} } = scenario;
  const came = await run(scenario, models);
  expect(came).toEqual({
    changes,
    asks,
    ends,
    answer: expect.stringContaining(tells),
    ...(undoes === undefined ? {} : { undoes, left }),
  });
}

async function run(scenario: Scenario, models: Models | undefined): Promise<Record<string, unknown>> {
  const { now = friday, on = {}, settings = {}, plan, cancelledAt, undoes } = scenario;
  const world = createWorld({ ...usualMac, ...on });
  const before = structuredClone(world);
  const state = mkdtempSync(join(tmpdir(), 'scenario-'));
  process.env.TINYAGENT_STATE = state;
  writeFileSync(settingsFile(), JSON.stringify(settings));
  const controller = new AbortController();
  const { zoom, meetings } = zoomAccount(scenario.zoom);
  const look = () => changesBetween(before, world, meetings());
  const mac = createSimulatedMac({ world, now: () => now });
  const planner = plan === undefined ? models : givenPlan(plan);
  if (planner === undefined) throw new Error('A scenario without a plan needs models to make one.');
  try {
    const deps = await assistDeps(planner, {
      mac,
      zoom,
      canAsk: scenario.answers !== undefined,
      saysYes: false,
      signal: controller.signal,
    });
    const asks: string[] = [];
    const answers = [...(scenario.answers ?? [])];
    let answer: Answer | undefined;
    try {
      for await (const event of assist({ query: scenario.says, now }, deps)) {
        if (event.type === cancelledAt) controller.abort(new Error('cancelled'));
        if (event.type === 'question') {
          asks.push(inWords(event));
          const reply = answers.shift();
          event.answer(reply === 'dismissed' ? undefined : reply);
        }
        if (event.type === 'answered') answer = event.answer;
      }
    } catch (error) {
      if (!controller.signal.aborted || error !== controller.signal.reason) throw error;
    }
    const changes = look();
    const kept = createWorld(JSON.parse(JSON.stringify(world)));
    expect(kept, 'what a request makes of a Mac can be kept').toEqual(world);
    const came = { changes, asks, ends: answer?.status ?? 'cancelled', answer: answer?.text ?? '' };
    if (undoes === undefined) return came;
    await rememberDone({ query: scenario.says, at: now.toISOString(), undo: answer?.undo ?? [] });
    const taken = await takenBack({ mac, zoom });
    const { opened: _, clipboard: __, ...left } = look(); // what was shown and copied stays so
    return { ...came, undoes: taken, left };
  } finally {
    rmSync(state, { recursive: true });
  }
}

const givenPlan = (plan: string): Models => ({
  planner: { style: 'described', model: scripted(plan), template: 'chatml', close: async () => {} },
  classifier: undefined,
  joiner: undefined,
  writer: undefined,
  close: async () => {},
});

/** Takes the last request's effects back as `ask --undo` does: by what was kept of them on disk. */
async function takenBack(context: { mac: Mac; zoom: Zoom }): Promise<string[]> {
  const texts: string[] = [];
  const { signal } = new AbortController();
  const last = (await readDone()).at(-1);
  for await (const { text } of takeBack(last?.undo ?? [], { ...context, signal })) texts.push(text);
  return texts;
}

function inWords({ question }: Extract<AssistEvent, { type: 'question' }>): string {
  const choices = question.choices.map(({ label, detail }) =>
    detail === '' ? label : `${label} (${detail})`,
  );
  return [question.text, choices.join(' | ')].filter((part) => part !== '').join(' ');
}
