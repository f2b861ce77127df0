import type { ParentPort } from 'electron';
import { openModels } from '../../cli/way-in.ts';
import { createEngine } from './engine.ts';
import { type EngineReport, simulatedVariable } from './protocol.ts';

/**
 * The engine process: a utility process under Electron, a child process where there is no Electron. It ends with the
 * process that started it.
 */
const parentPort = process.parentPort as ParentPort | undefined;
const report = (message: EngineReport): void => {
  if (parentPort !== undefined) parentPort.postMessage(message);
  else process.send?.(message);
};
const engine = createEngine({
  openModels,
  simulated: process.env[simulatedVariable] === '1',
  report,
});
if (parentPort !== undefined) parentPort.on('message', ({ data }) => engine.receive(data));
else process.on('message', (message) => engine.receive(message));
process.on('disconnect', () => process.exit(0));
