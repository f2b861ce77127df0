import { homedir, platform } from 'node:os';
import { join } from 'node:path';

/** Where settings and the simulated Mac are kept; TINYAGENT_STATE overrides it. */
export function stateFolder(): string {
  const override = process.env.TINYAGENT_STATE;
  if (override !== undefined && override !== '') return override;
  if (platform() === 'darwin') return join(homedir(), 'Library', 'Application Support', 'TinyAgent');
  return join(process.env.XDG_STATE_HOME ?? join(homedir(), '.local', 'state'), 'tinyagent');
}

export const simulatedMacFile = (): string => join(stateFolder(), 'simulated-mac.json');

/** What can be taken back. */
export const doneRequestsFile = (): string => join(stateFolder(), 'done.json');

export const settingsFile = (): string => join(stateFolder(), 'settings.json');

export const logFolder = (): string => join(stateFolder(), 'log');
