import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { type Browser, chromium, type Page } from 'playwright-core';
import type { CaptureEvent } from '../../src/app/voice/capture.ts';

/** A page of Chromium with the capture module in it, and the microphone that it hears. */
export interface VoicePage {
  readonly page: Page;
  /** What happened so far, in order. */
  readonly events: CaptureEvent[];
  /** Resolves with the first event of a kind from now on, or one that came already. */
  event<Type extends CaptureEvent['type']>(type: Type): Promise<Extract<CaptureEvent, { type: Type }>>;
  /** The microphone's frames as they come, until the recording is over. Throws when it fails. */
  frames(): AsyncGenerator<Float32Array>;
  start(): Promise<void>;
  finish(): Promise<void>;
  discard(): Promise<void>;
  /** Forgets the events. */
  clear(): void;
  close(): Promise<void>;
}

/** `microphone`: a WAV file it plays once, or what is the matter with it. */
export async function openVoicePage({
  microphone,
}: {
  microphone: { readonly file: string } | 'none' | 'denied';
}): Promise<VoicePage> {
  const [bundle, worklet] = await Promise.all(['capture.ts', 'capture-worklet.ts'].map(bundled));
  const server = createServer((request, response) => {
    const [type, content] =
      request.url === '/worklet.js'
        ? ['text/javascript', worklet]
        : request.url === '/'
          ? ['text/html', `<!doctype html><title>Voice</title><script>${bundle}</script>`]
          : ['text/plain', ''];
    response.setHeader('content-type', type ?? '');
    response.end(content);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: flags(microphone),
  });
  const page = await browser.newPage();
  const events: CaptureEvent[] = [];
  const waiting = new Set<() => void>();
  await page.exposeBinding('tell', (_, event: CaptureEvent) => {
    events.push(event.type === 'frame' ? { ...event, samples: Float32Array.from(event.samples) } : event);
    for (const wake of waiting) wake();
  });
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  // As text: what runs in the page must not be rewritten by what loads this file.
  await page.evaluate(`
    globalThis.capture = voice.createCapture({
      workletUrl: '/worklet.js',
      onEvent: (event) => tell(event.type === 'frame' ? { ...event, samples: [...event.samples] } : event),
    });
    capture.prepare();
  `);
  const more = () =>
    new Promise<void>((resolve) => {
      const wake = () => {
        waiting.delete(wake);
        resolve();
      };
      waiting.add(wake);
    });
  const act = async (action: 'start' | 'finish' | 'discard') => {
    await page.evaluate(`capture.${action}()`);
  };
  return {
    page,
    events,
    async event(type) {
      for (;;) {
        const found = events.find((event) => event.type === type);
        if (found !== undefined) return found as never;
        await more();
      }
    },
    async *frames() {
      for (let at = 0; ; at++) {
        while (events[at] === undefined) await more();
        const event = events[at];
        if (event?.type === 'frame') yield event.samples;
        if (event?.type === 'ended') return;
        if (event?.type === 'failed' || event?.type === 'discarded') throw new Error(JSON.stringify(event));
      }
    },
    start: () => act('start'),
    finish: () => act('finish'),
    discard: () => act('discard'),
    clear: () => events.splice(0),
    close: () => closeAll(browser, server),
  };
}

const flags = (microphone: Parameters<typeof openVoicePage>[0]['microphone']): string[] => [
  '--no-sandbox',
  '--autoplay-policy=no-user-gesture-required',
  ...(microphone === 'denied'
    ? ['--deny-permission-prompts', '--use-fake-device-for-media-stream']
    : ['--use-fake-ui-for-media-stream']),
  ...(typeof microphone === 'object'
    ? ['--use-fake-device-for-media-stream', `--use-file-for-fake-audio-capture=${microphone.file}%noloop`]
    : []),
];

async function bundled(name: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(`../../src/app/voice/${name}`, import.meta.url))],
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'voice',
    target: 'es2022',
  });
  return outputFiles[0]?.text ?? '';
}

async function closeAll(browser: Browser, server: ReturnType<typeof createServer>): Promise<void> {
  await browser.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}
