import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Message } from '../../../src/app/contract.ts';
import {
  createSpeaking,
  quiet,
  type Speaking,
  type SpeakingView,
} from '../../../src/app/renderer/panel/speaking.ts';
import { type Microphone, settled, useMicrophone } from '../../helpers/microphone.ts';

let microphone: Microphone;
let speaking: Speaking;
let view: SpeakingView;
/** What main was told, in order: the step, and of samples how many milliseconds. */
let told: { id: string; what: string; ms?: number }[];
/** What main answers with instead of a yes. */
let refusal: string | undefined;
/** The words in the line, and what was taken as the request. */
let words: string[];
let requests: [text: string, isSure: boolean][];
/** How often the window was to be hidden. */
let hides: number;

beforeEach(() => {
  microphone = useMicrophone();
  [view, told, words, requests, refusal, hides] = [quiet, [], [], [], undefined, 0];
  vi.stubGlobal('window', {
    tinyagent: {
      call: async (_: string, input: { id: string; step?: string; samples?: Float32Array }) => {
        told.push({
          id: input.id,
          what: input.step ?? 'hear',
          ...(input.samples === undefined ? {} : { ms: input.samples.length / 16 }),
        });
        return refusal === undefined ? { ok: true } : { ok: false, message: refusal };
      },
    },
  });
  speaking = createSpeaking({
    show: (next) => {
      view = next;
    },
    began: () => void words.push(''),
    heard: (text) => void words.push(text),
    ended: (...request) => void requests.push(request),
    hide: () => {
      hides += 1;
    },
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const may = { canListen: true, whyNot: '', cure: undefined } as const;
const down = ({ isOpen = false, tap = 'type' }: { isOpen?: boolean; tap?: 'type' | 'toggle' } = {}) =>
  speaking.pressed(may, { isOpen, tap });
const up = () => speaking.released();
const wait = (ms: number) => vi.advanceTimersByTime(ms);
/** Goes on holding until the recording has ended by itself after its tail. */
const letGo = () => {
  up();
  microphone.hear(200);
};
const steps = () => told.map(({ what }) => what).filter((what, at, all) => what !== all[at - 1]);
const heardMs = () => told.reduce((sum, { ms = 0 }) => sum + ms, 0);
const lastId = () => told.at(-1)?.id ?? '';
const main = (event: Extract<Message, { type: 'voice' }>['event'], id = lastId()) =>
  speaking.receive({ type: 'voice', id, event });

describe('held', () => {
  test('main hears of it once it is no tap, and loses nothing of what was said before', async () => {
    down();
    await microphone.open();
    microphone.hear(240);
    expect([told, view.phase]).toEqual([[], 'off']);
    microphone.hear(760);
    expect([steps(), view.phase, heardMs()]).toEqual([['begin', 'hear'], 'listening', 960]); // in batches
    up();
    microphone.hear(200);
    expect([steps(), view.phase, heardMs()]).toEqual([['begin', 'hear', 'end'], 'understanding', 1100]);
    expect(microphone.live()).toBe(1); // closed a moment later
    await settled();
    expect(microphone.live()).toBe(0);
    main({ type: 'heard', text: 'text amir' });
    main({ type: 'ended', text: 'Text Amir', unsure: '' });
    expect([words, requests, view]).toEqual([['', 'text amir'], [['Text Amir', true]], quiet]);
  });

  test('as long as it may be: after a minute it ends by itself, and letting go means nothing', async () => {
    down();
    await microphone.open();
    microphone.hear(61_000);
    expect([steps(), heardMs(), view.phase]).toEqual([['begin', 'hear', 'end'], 60_000, 'understanding']);
    up();
    wait(1000);
    await settled();
    expect([steps(), microphone.live()]).toEqual([['begin', 'hear', 'end'], 0]);
  });

  test('and let go before the first sample: it says to wait, and main hears of nothing', async () => {
    down();
    wait(400);
    up();
    wait(1);
    expect(view).toMatchObject({
      phase: 'off',
      notice: expect.stringContaining('before the microphone was ready'),
    });
    await microphone.open();
    expect([told, microphone.live(), speaking.isUnderWay]).toEqual([[], 0, false]);
  });

  test('again while the words before are made out: those are given up, and come to nothing', async () => {
    down();
    await microphone.open();
    microphone.hear(600);
    letGo();
    const first = lastId();
    down();
    await microphone.open();
    microphone.hear(600);
    expect(told.filter(({ id }) => id === first).at(-1)?.what).toBe('cancel');
    main({ type: 'ended', text: 'Too late', unsure: '' }, first);
    expect([requests, view.phase]).toEqual([[], 'listening']);
    letGo();
    main({ type: 'ended', text: 'Text Amir', unsure: '' });
    expect(requests).toEqual([['Text Amir', true]]);
  });
});

describe('held again at once', () => {
  test('within the moment that is taken in after letting go: the second time is heard, and letting go ends it', async () => {
    down();
    await microphone.open();
    microphone.hear(600);
    up();
    wait(60);
    down();
    await microphone.open();
    microphone.hear(600);
    expect(view.phase).toBe('listening');
    up();
    microphone.hear(200);
    await settled();
    expect([told.at(-1)?.what, view.phase, microphone.live()]).toEqual(['end', 'understanding', 0]);
  });
});

describe('tapped', () => {
  test('it is for typing: main hears of nothing, and the microphone is closed', async () => {
    down();
    await microphone.open();
    microphone.hear(100);
    up();
    await settled();
    expect([told, microphone.live(), view, speaking.isUnderWay]).toEqual([[], 0, quiet, false]);
  });

  test('before the microphone is open: it is closed as soon as it is', async () => {
    down();
    wait(50);
    up();
    await microphone.open();
    expect([told, microphone.live(), view]).toEqual([[], 0, quiet]);
  });

  test('twice, and then held: the last one is heard', async () => {
    for (let tap = 0; tap < 2; tap++) {
      down();
      await microphone.open();
      wait(60);
      up();
      wait(60);
    }
    down();
    await microphone.open();
    microphone.hear(600);
    expect([steps(), microphone.live(), view.phase]).toEqual([['begin', 'hear'], 1, 'listening']);
  });
});

describe('pressed while the window is open', () => {
  const open = { isOpen: true };

  test('tapped: it hides the window at the key’s way up, main hears of nothing, and the microphone is closed', async () => {
    down(open);
    await microphone.open();
    microphone.hear(200);
    expect(hides).toBe(0);
    up();
    await settled();
    expect([hides, told, microphone.live(), view, speaking.isUnderWay]).toEqual([1, [], 0, quiet, false]);
  });

  test('held: it listens from the key’s way down on, and the window stays', async () => {
    down(open);
    await microphone.open();
    microphone.hear(1000);
    expect([view.phase, view.untilTap]).toEqual(['listening', false]);
    letGo();
    expect([hides, steps(), heardMs(), view.phase]).toEqual([
      0,
      ['begin', 'hear', 'end'],
      1100,
      'understanding',
    ]);
  });

  test('tapped with a microphone that is not allowed: it hides all the same', async () => {
    down(open);
    await microphone.refuse('NotAllowedError');
    up();
    expect(hides).toBe(1);
  });

  test('with nobody to hear it: tapped it hides, held it tells why', () => {
    const none = { canListen: false, whyNot: 'Get one.', cure: 'voice' } as const;
    for (const heldMs of [100, 400]) {
      speaking.pressed(none, { isOpen: true, tap: 'toggle' });
      wait(heldMs);
      up();
    }
    expect([hides, view.notice, microphone.asked()]).toEqual([1, 'Get one.', 0]);
  });

  test('held while the words before are made out: those are given up; tapped, they are too', async () => {
    for (const heldMs of [100, 600]) {
      down();
      await microphone.open();
      microphone.hear(600);
      letGo();
      const first = lastId();
      down(open);
      await microphone.open();
      microphone.hear(heldMs);
      up();
      expect(told.filter(({ id }) => id === first).at(-1)?.what).toBe('cancel');
    }
    expect(hides).toBe(1);
  });
});

describe('as the settings say, from tap to tap', () => {
  const toggle = { tap: 'toggle' } as const;
  const tap = () => {
    down({ ...toggle, isOpen: speaking.isUnderWay });
    wait(80);
    up();
  };

  test('a tap begins, and the window says that another one ends it; nothing of what was said is lost', async () => {
    tap();
    await microphone.open();
    microphone.hear(3000);
    expect([view.phase, view.untilTap]).toEqual(['listening', true]);
    down(toggle);
    up();
    microphone.hear(200);
    await settled();
    expect([steps(), heardMs(), view, microphone.live()]).toEqual([
      ['begin', 'hear', 'end'],
      3100,
      { ...quiet, phase: 'understanding' },
      0,
    ]);
    main({ type: 'ended', text: 'Text Amir', unsure: '' });
    expect([requests, hides]).toEqual([[['Text Amir', true]], 0]);
  });

  test('held it works as ever, and says so', async () => {
    down(toggle);
    await microphone.open();
    microphone.hear(600);
    expect([view.phase, view.untilTap]).toEqual(['listening', false]);
    letGo();
    expect(view.phase).toBe('understanding');
  });

  test('Return ends it, held or not; after that the key begins anew', async () => {
    tap();
    await microphone.open();
    microphone.hear(600);
    speaking.finish();
    microphone.hear(200);
    expect(view.phase).toBe('understanding');
    down(toggle);
    await microphone.open();
    microphone.hear(600);
    speaking.finish();
    up();
    microphone.hear(200);
    expect(view.phase).toBe('understanding');
    expect(told.filter(({ what }) => what === 'end')).toHaveLength(2);
  });

  test('Escape forgets it, and the next tap begins anew', async () => {
    tap();
    await microphone.open();
    microphone.hear(600);
    speaking.cancel();
    await settled();
    expect([steps().at(-1), view, microphone.live()]).toEqual(['cancel', quiet, 0]);
    tap();
    await microphone.open();
    microphone.hear(600);
    expect(view).toMatchObject({ phase: 'listening', untilTap: true });
  });

  test('a minute ends it too, and so does a failure; the tap after that begins anew', async () => {
    tap();
    await microphone.open();
    microphone.hear(61_000);
    expect(view.phase).toBe('understanding');
    tap();
    await microphone.open();
    microphone.hear(600);
    expect(view.phase).toBe('listening');
    main({ type: 'failed', message: 'No.', cure: undefined });
    expect(view).toEqual({ ...quiet, notice: 'No.' });
    tap();
    await microphone.open();
    microphone.hear(600);
    expect(view).toMatchObject({ phase: 'listening', untilTap: true, notice: '' });
  });

  test('ended before the first sample: it says to wait', () => {
    tap();
    wait(300);
    tap();
    wait(1);
    expect(view).toEqual({
      ...quiet,
      notice: expect.stringContaining('before the microphone was ready'),
    });
  });

  test('changed in the settings it holds from the next press on', async () => {
    tap();
    await microphone.open();
    microphone.hear(600);
    down({ isOpen: true }); // ends what is under way, whatever a tap is for by now
    up();
    microphone.hear(200);
    expect(view.phase).toBe('understanding');
    down();
    wait(80);
    up();
    expect(speaking.isUnderWay).toBe(false);
  });
});

describe('Escape', () => {
  test('before the microphone is open', async () => {
    down();
    expect(speaking.isUnderWay).toBe(true);
    speaking.cancel();
    await microphone.open();
    up();
    expect([told, microphone.live(), view, speaking.isUnderWay]).toEqual([[], 0, quiet, false]);
  });

  test('while it listens; letting go afterwards means nothing, and the next time it listens', async () => {
    down();
    await microphone.open();
    microphone.hear(600);
    speaking.cancel();
    up();
    wait(1000);
    await settled();
    expect([steps(), microphone.live(), view]).toEqual([['begin', 'hear', 'cancel'], 0, quiet]);
    down();
    await microphone.open();
    microphone.hear(600);
    expect(view.phase).toBe('listening');
  });

  test('in the moment after letting go, and while the words are made out', async () => {
    for (const afterMs of [0, 500]) {
      told = [];
      down();
      await microphone.open();
      microphone.hear(600);
      up();
      microphone.hear(afterMs);
      speaking.cancel();
      wait(1000);
      await settled();
      expect([steps().at(-1), microphone.live(), view]).toEqual(['cancel', 0, quiet]);
      main({ type: 'ended', text: 'Text Amir', unsure: '' });
      expect([requests, view]).toEqual([[], quiet]);
    }
  });
});

describe('what goes wrong is told with where it is put right', () => {
  test.each([
    ['NotAllowedError', 'may not use the microphone', 'microphone'],
    ['NotFoundError', 'There is no microphone', 'sound'],
    ['NotReadableError', 'another app may be using it', undefined],
  ] as const)('%s', async (name, notice, cure) => {
    down();
    await microphone.refuse(name);
    expect(view).toMatchObject({ phase: 'off', notice: expect.stringContaining(notice), cure });
    up();
    expect(told).toEqual([]);
  });

  test.each([
    ['muted', 0, 'may be muted'],
    ['in a silent room', 0.001, 'Nothing was heard'],
  ])('%s: what main was told is taken back', async (_, level, notice) => {
    down();
    await microphone.open();
    microphone.hear(1000, { level });
    up();
    microphone.hear(200, { level });
    await settled();
    expect([steps(), microphone.live()]).toEqual([['begin', 'hear', 'cancel'], 0]);
    expect(view).toMatchObject({ phase: 'off', notice: expect.stringContaining(notice), cure: 'sound' });
  });

  test('muted for two seconds it does not wait for the key', async () => {
    down();
    await microphone.open();
    microphone.hear(2000, { level: 0 });
    expect(view).toMatchObject({ phase: 'off', notice: expect.stringContaining('may be muted') });
  });

  test('pulled out: what was heard is made out, is not sure, and the notice stays', async () => {
    down();
    await microphone.open();
    microphone.hear(600);
    microphone.lose();
    expect(steps()).toEqual(['begin', 'hear', 'end']);
    expect(view).toMatchObject({ phase: 'understanding', notice: expect.stringContaining('disconnected') });
    main({ type: 'ended', text: 'Text Amir', unsure: '' });
    expect([requests, view]).toMatchObject([
      [['Text Amir', false]],
      { phase: 'off', notice: expect.stringContaining('disconnected') },
    ]);
  });

  test('pulled out before anything was said: main hears of nothing', async () => {
    down();
    await microphone.open();
    microphone.hear(100);
    microphone.lose();
    expect([told, view.phase]).toEqual([[], 'off']);
    expect(view.notice).toContain('disconnected');
  });

  test('by main, while it listens: the microphone is closed', async () => {
    down();
    await microphone.open();
    microphone.hear(600);
    main({ type: 'failed', message: 'It may be damaged.', cure: 'voice' });
    await settled();
    expect([microphone.live(), view]).toEqual([0, { ...quiet, notice: 'It may be damaged.', cure: 'voice' }]);
  });

  test('by a main that refuses', async () => {
    refusal = 'No.';
    down();
    await microphone.open();
    microphone.hear(600);
    await settled();
    expect(view.notice).toBe('No.');
  });

  test('by there being no voice: when the key was held, not when it was tapped', () => {
    const none = { canListen: false, whyNot: 'Get one.', cure: 'voice' } as const;
    const pressed = () => speaking.pressed(none, { isOpen: false, tap: 'type' });
    pressed();
    wait(100);
    up();
    expect(view).toEqual(quiet);
    pressed();
    wait(400);
    up();
    expect([view, microphone.asked(), told]).toEqual([
      { ...quiet, notice: 'Get one.', cure: 'voice' },
      0,
      [],
    ]);
    pressed();
    expect(view).toEqual(quiet); // another try takes the notice away
  });
});

test('however it is pressed, Escape leaves no microphone open, and each recording ends once', async () => {
  const step = fc.constantFrom(
    'down',
    'down when open',
    'down to toggle',
    'up',
    'finish',
    'cancel',
    'open',
    'refuse',
    'lose',
    'speak',
    'wait',
    'ended',
    'failed',
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 14 }), async (sequence) => {
      told = [];
      const act = {
        down,
        'down when open': () => down({ isOpen: true }),
        'down to toggle': () => down({ tap: 'toggle' }),
        up,
        finish: () => speaking.finish(),
        cancel: () => speaking.cancel(),
        open: () => microphone.open(),
        refuse: () => microphone.refuse('NotFoundError'),
        lose: () => microphone.lose(),
        speak: () => microphone.hear(300),
        wait: () => wait(300),
        ended: () => main({ type: 'ended', text: 'Text Amir', unsure: '' }),
        failed: () => main({ type: 'failed', message: 'No.', cure: undefined }),
      };
      for (const one of sequence) {
        await act[one]();
        await settled();
        expect(microphone.live() === 0 || speaking.isUnderWay).toBe(true);
      }
      speaking.cancel();
      up();
      wait(1000);
      await microphone.open(); // one that was asked for and comes late
      expect([microphone.live(), speaking.isUnderWay, view.phase]).toEqual([0, false, 'off']);
      for (const id of new Set(told.map((one) => one.id))) {
        const mine = told.filter((one) => one.id === id).map(({ what }) => what);
        expect(mine[0]).toBe('begin');
        expect(mine.filter((what) => what === 'begin')).toHaveLength(1);
        expect(mine.filter((what) => what === 'end').length).toBeLessThanOrEqual(1);
        expect(mine.indexOf('end') < 0 || mine.lastIndexOf('hear') < mine.indexOf('end')).toBe(true);
      }
    }),
    { numRuns: 150 },
  );
});
