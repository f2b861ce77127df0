import type { JSX } from 'preact';
import type { Permission } from '../../../execution/consent.ts';
import type { Settings } from '../../../settings/settings.ts';
import { type ToolName, toolNames } from '../../../tools/names.ts';
import type { ToolApp } from '../../../tools/tool.ts';
import { appOfTool } from '../../app-of-tool.ts';
import { effectOfTool } from '../../effect-of-tool.ts';
import { AppIcon } from '../parts/app-icon.tsx';
import { Choose, Line, Switch } from './section.tsx';

export const permissionWords: Readonly<Record<Permission, string>> = {
  allow: 'Allow',
  ask: 'Ask me',
  never: 'Never',
};

/** An app: whether it is used at all, and behind a triangle what each of its tools may do. */
export function AppConsent({
  app,
  settings,
  change,
}: {
  readonly app: ToolApp;
  readonly settings: Settings;
  readonly change: (settings: Settings) => void;
}): JSX.Element {
  const { consent, switchedOff } = settings;
  const tools = toolNames.filter((tool) => appOfTool[tool] === app);
  const apart = tools.filter((tool) => consent.tools[tool] !== undefined).length;
  const isOn = !switchedOff.includes(app);
  const set = (tool: ToolName, permission: Permission | 'general') => {
    const { [tool]: _, ...others } = consent.tools;
    const own = permission === 'general' ? others : { ...others, [tool]: permission };
    change({ ...settings, consent: { ...consent, tools: own } });
  };
  return (
    <div class="app-consent">
      <Line label={app} icon={<AppIcon app={app} />}>
        <Switch
          label={app}
          on={isOn}
          onChange={(on) =>
            change({
              ...settings,
              switchedOff: on ? switchedOff.filter((one) => one !== app) : [...switchedOff, app],
            })
          }
        />
      </Line>
      {isOn && (
        <details>
          <summary aria-label={`${actionsInWords(tools.length, apart)}: ${app}`}>
            {actionsInWords(tools.length, apart)}
          </summary>
          {tools.map((tool) => (
            <Line key={tool} label={actions[tool]}>
              <Choose
                label={actions[tool]}
                value={consent.tools[tool] ?? 'general'}
                options={{
                  general: `As above: ${permissionWords[consent.effects[effectOfTool[tool]]]}`,
                  ...permissionWords,
                }}
                onChange={(permission) => set(tool, permission)}
              />
            </Line>
          ))}
        </details>
      )}
    </div>
  );
}

function actionsInWords(actions: number, apart: number): string {
  const counted = actions === 1 ? '1 action' : `${actions} actions`;
  return `${counted}, ${apart === 0 ? 'as set above' : `${apart} set apart`}`;
}

const actions: Readonly<Record<ToolName, string>> = {
  create_calendar_event: 'Add an event',
  get_phone_number: 'Look up a phone number',
  get_email_address: 'Look up an address',
  open_and_get_file_path: 'Find and open a file',
  summarize_pdf: 'Summarize a PDF',
  compose_new_email: 'Draft a mail',
  reply_to_email: 'Draft a reply',
  forward_email: 'Draft a forwarded mail',
  maps_open_location: 'Show a place',
  maps_show_directions: 'Show a way',
  create_note: 'Create a note',
  open_note: 'Open and read a note',
  append_note_content: 'Add to a note',
  create_reminder: 'Add a reminder',
  send_sms: 'Write a message',
  get_zoom_meeting_link: 'Make a meeting',
};
