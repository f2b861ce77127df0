import { type ToolName, toolNames } from '../../tools/names.ts';
import { type ArgumentKind, parameters, type Tool } from '../../tools/tool.ts';
import type { Constant } from './vocabulary.ts';

/** What the compact style lets stand in an argument, and what the call cannot do without. */
export interface CompactArgument {
  readonly kind: ArgumentKind;
  readonly list: boolean;
  readonly spans: boolean;
  /** People and files are spans of their names; the results of other calls go into texts. */
  readonly references: boolean;
  readonly constants: readonly Constant[];
}

export interface CompactTool {
  readonly tool: Tool;
  readonly arguments: readonly CompactArgument[];
  /** Argument positions one of which must be given; empty: a bare call is one ("open the reply"). */
  readonly needsOneOf: readonly number[];
}

/** The compact style of each tool, by label. */
export function compactTools(tools: readonly Tool[]): ReadonlyMap<number, CompactTool> {
  return new Map(
    tools.map((tool) => [
      toolNames.indexOf(tool.name),
      {
        tool,
        arguments: parameters(tool).map(({ kind, type }) => compactArgument(kind, type === 'list')),
        needsOneOf: needed[tool.name],
      },
    ]),
  );
}

function compactArgument(kind: ArgumentKind, list: boolean): CompactArgument {
  const constants: readonly Constant[] =
    kind === 'transport' ? ['w', 'r'] : kind === 'priority' ? ['1', '5', '9'] : [];
  const coded = kind === 'transport' || kind === 'priority' || kind === 'flag';
  return { kind, list, spans: !coded, references: kind === 'text', constants };
}

const needed: Readonly<Record<ToolName, readonly number[]>> = {
  create_calendar_event: [0, 1, 4, 5],
  get_phone_number: [0],
  get_email_address: [0],
  open_and_get_file_path: [0],
  summarize_pdf: [0],
  compose_new_email: [],
  reply_to_email: [],
  forward_email: [],
  maps_open_location: [0],
  maps_show_directions: [0, 1],
  create_note: [],
  open_note: [0],
  append_note_content: [0, 1],
  create_reminder: [0, 1, 2],
  send_sms: [0, 1],
  get_zoom_meeting_link: [],
};
