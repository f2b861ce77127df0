import { contextBridge, ipcRenderer } from 'electron';
import type { Bridge, Message } from '../contract.ts';

/** All a window can do is in here: ask main by name, and hear what main tells. Main checks what it is handed. */
const bridge: Bridge = {
  call: (name, input) => ipcRenderer.invoke('call', name, input),
  onMessage: (listener) => {
    ipcRenderer.on('message', (_event, message: Message) => listener(message));
  },
};
contextBridge.exposeInMainWorld('tinyagent', bridge);
