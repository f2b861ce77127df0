import { utilityProcess } from 'electron';
import { type EngineReport, simulatedVariable } from '../engine/protocol.ts';
import type { EngineProcess } from './engine-host.ts';
import { engineFile, modelsPlace } from './places.ts';

/** Starts the engine in a utility process. */
export function startEngine({
  simulated,
  onReport,
  onExit,
}: {
  simulated: boolean;
  onReport: (report: EngineReport) => void;
  onExit: () => void;
}): EngineProcess {
  const child = utilityProcess.fork(engineFile, [], {
    serviceName: 'TinyAgent engine',
    env: {
      ...process.env,
      TINYAGENT_MODELS: modelsPlace(),
      ...(simulated ? { [simulatedVariable]: '1' } : {}),
    },
  });
  child.on('message', onReport);
  child.once('exit', onExit);
  return { send: (command) => child.postMessage(command), kill: () => child.kill() };
}
