import { assist } from '../../src/assist.ts';
import type { AssistEvent } from '../../src/events.ts';
import { defaultConsent } from '../../src/execution/consent.ts';
import { createSimulatedMac } from '../../src/mac/simulated/simulated-mac.ts';
import type { World } from '../../src/mac/simulated/world.ts';
import { toolNamed, tools } from '../../src/tools/index.ts';
import type { Tool } from '../../src/tools/tool.ts';
import { simulatedZoom } from '../../src/tools/zoom/zoom-api.ts';
import { createPlainWriter } from '../../src/writing/plain-writer.ts';
import { now } from './tools.ts';

/** The events of a request on a simulated Mac, its plan given; a new plan is never better. With nobody to ask. */
export function carryOut(
  plan: string,
  world: World,
  {
    query = 'whatever',
    signal = new AbortController().signal,
    tool,
  }: { query?: string; signal?: AbortSignal /** Stands in for the one of its name. */; tool?: Tool } = {},
): AsyncGenerator<AssistEvent, void> {
  const named: typeof toolNamed = (name) => (tool?.name === name ? tool : toolNamed(name));
  return assist(
    { query, now },
    {
      planner: {
        style: 'described',
        template: 'chatml',
        close: async () => {},
        model: {
          contextTokens: 4096,
          countTokens: (text) => Math.ceil(text.length / 4),
          async *generate() {
            yield plan;
          },
          dispose: async () => {},
        },
      },
      classifier: undefined,
      tools: tools.map(({ name }) => named(name)),
      toolNamed: named,
      signal,
      mac: createSimulatedMac({ world, now: () => now }),
      zoom: simulatedZoom(),
      writer: createPlainWriter(),
      messages: 'draft',
      consent: defaultConsent,
      canAsk: false,
    },
  );
}
