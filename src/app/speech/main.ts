import type { ParentPort } from 'electron';
import { hostEngine } from '../../runtime/speech/engine-host.ts';

/** The process that turns speech into text: a utility process under Electron, a child process where there is none. */
const parentPort = process.parentPort as ParentPort | undefined;
if (parentPort === undefined) hostEngine();
else {
  hostEngine({
    tell: (message) => parentPort.postMessage(message),
    onMessage: (listener) => parentPort.on('message', ({ data }) => listener(data)),
  });
}
