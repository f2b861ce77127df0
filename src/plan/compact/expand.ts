import { emailAddressOf, phoneNumberOf } from '../../request/contact-points.ts';
import type { ToolName } from '../../tools/names.ts';
import { parameters } from '../../tools/tool.ts';
import {
  type Argument,
  type Call,
  isEmptyText,
  isList,
  isText,
  reference,
  type Text,
  text,
} from '../call.ts';
import { notApplicable } from '../parse.ts';
import type { CompactCall, CompactValue } from './decode.ts';
import type { CompactArgument, CompactTool } from './signature.ts';
import { normalise, type Token } from './words.ts';

/** Turns compact calls into the calls of the plan language, look-ups put in; each as it comes. See ENCODING.md. */
export interface Expander {
  /** The full calls this compact call stands for, in order; it is the last of them. */
  expand(compact: CompactCall): Call[];
}

export function createExpander(
  query: string,
  tokens: readonly Token[],
  tools: ReadonlyMap<number, CompactTool>,
): Expander {
  const source = normalise(query);
  const words = tokens.filter(({ word }) => word !== undefined);
  const calls: Call[] = [];
  /** The id of the full call that compact call m became, at index m - 1. */
  const compactIds: number[] = [];
  const lookUps = new Map<string, number>();
  /** Who was looked up last. */
  let lastPerson: string | undefined;

  /** The user's own words, from the start of one word to the end of another. */
  function said({ from, to }: Extract<CompactValue, { type: 'span' }>): string {
    const [first, last] = [words[from], words[to]];
    return first === undefined || last === undefined ? '' : source.slice(first.start, last.end);
  }

  function append(tool: ToolName, args: readonly Argument[]): Call {
    const call: Call = { id: calls.length + 1, tool, args };
    calls.push(call);
    return call;
  }

  /** The call that looks `name` up: the one there is already, or a new one. */
  function lookUp(tool: ToolName, name: string): Text {
    const key = `${tool} ${name.toLowerCase().replace(/^(?:the|my)\s+/, '')}`;
    const known = lookUps.get(key);
    if (known !== undefined) return reference(known);
    const { id } = append(tool, [text(name)]);
    lookUps.set(key, id);
    return reference(id);
  }

  function person(kind: 'email-person' | 'phone-person', name: string): Text {
    const literal = kind === 'email-person' ? emailAddressOf(name) : phoneNumberOf(name);
    if (literal !== undefined) return text(literal);
    // "him" is who was spoken of last, also where the planner points at the pronoun
    const meant = pronouns.has(name.toLowerCase()) ? (lastPerson ?? name) : name;
    lastPerson = meant;
    return lookUp(kind === 'email-person' ? 'get_email_address' : 'get_phone_number', meant);
  }

  function value(argument: CompactArgument, one: CompactValue): Text {
    if (one.type === 'constant') return text(one.value);
    if (one.type === 'reference') return reference(compactIds[one.call - 1] ?? 0);
    const name = said(one);
    if (argument.kind === 'email-person' || argument.kind === 'phone-person')
      return person(argument.kind, name);
    if (argument.kind === 'file-path') return lookUp('open_and_get_file_path', name);
    return text(name);
  }

  function argumentOf(argument: CompactArgument, values: readonly CompactValue[]): Argument {
    const texts = values.map((one) => value(argument, one));
    if (argument.list) return unique(texts);
    if (argument.kind === 'priority') return Number(texts[0]?.pieces[0] ?? 0);
    return text(...texts.flatMap(({ pieces }, index) => (index === 0 ? pieces : [' ', ...pieces])));
  }

  /** An event whose notes carry a Zoom link is that meeting: what it does not say itself, it takes from it. */
  function inheritFromZoom(args: Argument[]): void {
    const notes = args[5];
    if (notes === undefined || !isText(notes)) return;
    const zoom = notes.pieces
      .flatMap((piece) => (typeof piece === 'string' ? [] : [calls[piece.call - 1]]))
      .find((call) => call?.tool === 'get_zoom_meeting_link');
    if (zoom === undefined) return;
    for (const [event, meeting] of zoomToEvent) {
      const [own, inherited] = [args[event], zoom.args[meeting]];
      if (own !== undefined && isNotGiven(own) && inherited !== undefined && !isNotGiven(inherited)) {
        args[event] = inherited;
      }
    }
  }

  return {
    expand({ label, values }) {
      const before = calls.length;
      const compact = tools.get(label);
      if (compact === undefined) throw new Error(`There is no tool with the label ${label} in this plan.`);
      const signature = parameters(compact.tool);
      const args = signature.map((parameter, position) => {
        const given = values.get(position);
        const argument = compact.arguments[position];
        return given === undefined || argument === undefined
          ? notApplicable(parameter)
          : argumentOf(argument, given);
      });
      if (compact.tool.name === 'create_calendar_event') inheritFromZoom(args);
      const { name } = compact.tool;
      const only = args[0];
      if (lookUpTools.has(name) && only !== undefined && isText(only)) {
        const wanted = only.pieces.filter((piece) => typeof piece === 'string').join('');
        if (name !== 'open_and_get_file_path') lastPerson = wanted;
        const found = lookUp(name, wanted);
        const piece = found.pieces[0];
        compactIds.push(typeof piece === 'object' ? piece.call : calls.length);
      } else {
        compactIds.push(append(name, args).id);
      }
      return calls.slice(before);
    },
  };
}

/** Positions of title, start, end or length, invitees: in `create_calendar_event`, and in `get_zoom_meeting_link`. */
const zoomToEvent = [
  [0, 0],
  [1, 1],
  [2, 2],
  [4, 3],
] as const;

const pronouns = new Set(['him', 'her', 'them', 'his', 'hers', 'their', 'theirs', 'he', 'she', 'they']);

const lookUpTools = new Set<ToolName>(['get_phone_number', 'get_email_address', 'open_and_get_file_path']);

const isNotGiven = (argument: Argument): boolean =>
  isList(argument) ? argument.length === 0 : isText(argument) ? isEmptyText(argument) : argument === 0;

/** The same person named twice in one list is one recipient. */
function unique(texts: readonly Text[]): Text[] {
  const seen = new Set<string>();
  return texts.filter((one) => {
    const key = JSON.stringify(one.pieces);
    return !seen.has(key) && seen.add(key);
  });
}
