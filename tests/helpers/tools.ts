import { createShared } from '../../src/execution/shared.ts';
import { createSimulatedMac } from '../../src/mac/simulated/simulated-mac.ts';
import { createWorld, type World, type WorldInput } from '../../src/mac/simulated/world.ts';
import { toolNamed } from '../../src/tools/index.ts';
import type { ToolName } from '../../src/tools/names.ts';
import { type Question, type ToolContext, ToolError, type UndoToken } from '../../src/tools/tool.ts';
import { simulatedZoom } from '../../src/tools/zoom/zoom-api.ts';
import { takeBack } from '../../src/undo.ts';
import { createPlainWriter } from '../../src/writing/plain-writer.ts';

/** A Friday morning. */
export const now = new Date(2026, 10, 20, 10, 15);

export interface Workbench {
  readonly world: World;
  /** What was asked, in order. */
  readonly questions: Question[];
  /** What would take back what was done, in order. */
  readonly undo: UndoToken[];
  /** What leave was asked for, in words. */
  readonly consented: string[];
  /** Runs a tool on the simulated Mac. */
  run(name: ToolName, args: Record<string, unknown>): Promise<string>;
  /** Takes back what was done, the last first: what each ended with. */
  takeBack(): Promise<string[]>;
}

/** A simulated Mac and the tools on it. `choose`: the answers to questions, in order; none: nobody is there. */
export function workbench(
  input: WorldInput,
  {
    choose = [],
    query = '',
    messages = 'draft',
    alertMinutes,
  }: {
    choose?: readonly number[];
    query?: string;
    messages?: ToolContext['messages'];
    alertMinutes?: number;
  } = {},
): Workbench {
  const world = createWorld(input);
  const questions: Question[] = [];
  const answers = [...choose];
  const undo: UndoToken[] = [];
  const consented: string[] = [];
  let running: ToolName = 'create_note';
  const mac = createSimulatedMac({ world, now: () => now });
  const context: ToolContext = {
    mac,
    request: { query, now },
    writer: createPlainWriter(),
    signal: new AbortController().signal,
    zoom: simulatedZoom(),
    ...createShared({ mac, clipboardIsForMail: false }),
    messages,
    ...(alertMinutes === undefined ? {} : { alertMinutes }),
    canAsk: choose.length > 0,
    consent: async (words) => {
      consented.push(words);
    },
    undoable: (one) => undo.push({ ...one, tool: running }),
    progress: () => {},
    choose: async (question) => {
      questions.push(question);
      const answer = answers.shift();
      if (answer === undefined) throw new ToolError('needs-answer', question.text);
      return answer;
    },
  };
  return {
    world,
    questions,
    undo,
    consented,
    async takeBack() {
      const texts: string[] = [];
      for await (const { text } of takeBack(undo, context)) texts.push(text);
      return texts;
    },
    run: async (name, args) => {
      running = name;
      const tool = toolNamed(name);
      return tool.run(tool.args.parse(args), context);
    },
  };
}
