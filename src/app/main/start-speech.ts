import { utilityProcess } from 'electron';
import type { ToEngine } from '../../runtime/speech/engine-messages.ts';
import type { EngineChild } from '../../runtime/speech/engine-process.ts';
import { speechFile } from './places.ts';

/**
 * Starts the process that turns speech into text. Main does it and not the engine: only main may start utility
 * processes, and with the fuse `runAsNode` off nothing else that runs Node can be started.
 */
export function startSpeech(): EngineChild {
  const child = utilityProcess.fork(speechFile, [], {
    serviceName: 'TinyAgent voice',
    stdio: 'ignore',
    env: process.env,
  });
  return Object.assign(child, { send: (message: ToEngine) => child.postMessage(message) });
}
