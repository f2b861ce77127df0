import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadExamples } from '../../src/plan/described/examples.ts';
import { type Example, nearestExamples } from '../../src/retrieval/nearest-examples.ts';
import { retrieve } from '../../src/retrieval/retrieve.ts';
import type { ToolClassifier } from '../../src/runtime/models.ts';
import { toolClassifierFolder } from '../../src/runtime/paths.ts';
import { openToolClassifier } from '../../src/runtime/tool-classifier.ts';
import type { ToolName } from '../../src/tools/names.ts';

const { signal } = new AbortController();
const now = new Date(2026, 10, 20, 10, 15);

/** Embeds "angle 30" as the unit vector of 30 degrees, and counts how often it was asked. */
function compass(): ToolClassifier & { asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    threshold: 0.5,
    async encode(query) {
      asked.push(query);
      const angle = (Number(query.replace(/\D/g, '')) * Math.PI) / 180;
      return { scores: new Float32Array(16), embedding: Float32Array.of(Math.cos(angle), Math.sin(angle)) };
    },
    dispose: async () => {},
  };
}

const example = (query: string, ...tools: ToolName[]): Example => ({
  now: '2026-03-02 09:00:00',
  query,
  plan: '',
  tools: new Set(tools),
});
const east = Float32Array.of(1, 0);
const texting = new Set(['get_phone_number', 'send_sms'] as const);

describe('the nearest examples', () => {
  const examples = [
    example('angle 90', 'send_sms'),
    example('angle 10', 'send_sms', 'get_phone_number'),
    example('angle 0', 'send_sms', 'create_note'),
    example('angle 40'),
    example('angle 20', 'get_phone_number'),
  ];
  const near = (classifier: ToolClassifier, most: number) =>
    nearestExamples(east, { examples, retrieved: texting, classifier, most, signal });

  test('are those likest to the request whose tools are all retrieved, best first', async () => {
    expect((await near(compass(), 3)).map(({ query }) => query)).toEqual([
      'angle 10',
      'angle 20',
      'angle 40',
    ]);
    expect(await near(compass(), 9)).toHaveLength(4);
  });

  test('are embedded once a process', async () => {
    const classifier = compass();
    await near(classifier, 3);
    await near(classifier, 3);
    expect(classifier.asked).toEqual(['angle 90', 'angle 10', 'angle 40', 'angle 20']);
  });
});

describe('with the embedded classifier', () => {
  let classifier: ToolClassifier;
  beforeAll(async () => {
    classifier = await openToolClassifier(toolClassifierFolder());
  });
  afterAll(() => classifier.dispose());

  test.each([
    ['tell Bo by text I am late', 'send_sms'],
    ['Remind me tomorrow at 6 to feed the cat', 'create_reminder'],
    ['Set up a Zoom with Ana on Friday at 3', 'get_zoom_meeting_link'],
    ['Summarise the lease pdf', 'summarize_pdf'],
  ] as const)('%s: six examples, with that tool', async (query, tool) => {
    const { examples, tools } = await retrieve(
      { query, now },
      { classifier, examples: loadExamples(), signal },
    );
    const retrieved = new Set(tools.map(({ name }) => name));
    expect(examples).toHaveLength(6);
    expect(examples[0]?.tools.has(tool)).toBe(true);
    for (const one of examples) expect([...one.tools].every((name) => retrieved.has(name))).toBe(true);
  });

  test('all sixteen tools can be asked for, whatever their scores', async () => {
    const { tools } = await retrieve({ query: 'Text Bo', now }, { classifier, allTools: true, signal });
    expect(tools).toHaveLength(16);
  });
});
