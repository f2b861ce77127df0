import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Capture, createCapture } from '../../../src/app/voice/capture.ts';
import { type Microphone, settled, useMicrophone } from '../../helpers/microphone.ts';

/** What the window does not use yet: a tap that begins, and the next one that ends. The rest is tested with the window. */

let microphone: Microphone;
let capture: Capture;
let events: string[];

beforeEach(() => {
  microphone = useMicrophone();
  events = [];
  capture = createCapture({
    workletUrl: '/worklet.js',
    tap: 'toggle',
    onEvent: (event) => {
      if (event.type !== 'frame') events.push('why' in event ? `${event.type} ${event.why}` : event.type);
    },
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const tap = () => {
  capture.keyDown();
  vi.advanceTimersByTime(80);
  capture.keyUp();
};

test('a tap begins, the next one ends, and the microphone is closed; held it still works', async () => {
  tap();
  await microphone.open();
  microphone.hear(3000);
  expect(events).toEqual(['starting', 'listening']);
  tap();
  microphone.hear(200);
  await settled();
  expect([events, microphone.live()]).toEqual([['starting', 'listening', 'ended key'], 0]);
  capture.keyDown();
  await microphone.open();
  microphone.hear(600);
  capture.keyUp();
  microphone.hear(200);
  expect(events.slice(3)).toEqual(['starting', 'listening', 'ended key']);
});

test('a minute ends it too, and the tap after that begins anew', async () => {
  tap();
  await microphone.open();
  microphone.hear(60_000);
  expect(events.at(-1)).toBe('ended longest');
  tap();
  expect(events.at(-1)).toBe('starting');
});
