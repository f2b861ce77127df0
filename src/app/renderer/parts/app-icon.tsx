import type { JSX } from 'preact';
import type { ToolName } from '../../../tools/names.ts';
import type { ToolApp } from '../../../tools/tool.ts';
import { appOfTool } from '../../app-of-tool.ts';

/** The app a call works in, as a small coloured tile. Decoration: the words beside it say the same. */
export function AppIcon({ app }: { readonly app: ToolApp }): JSX.Element {
  return (
    <span class="app-icon" data-app={app} aria-hidden="true">
      <svg viewBox="0 0 24 24" aria-hidden="true">
        {glyphs[app]}
      </svg>
    </span>
  );
}

/** The tile of a tool's app; of a request that called none, the assistant's own. */
export function ToolIcon({ tool }: { readonly tool: ToolName | undefined }): JSX.Element {
  return tool === undefined ? (
    <span class="app-icon" data-app="none" aria-hidden="true" />
  ) : (
    <AppIcon app={appOfTool[tool]} />
  );
}

const glyphs: Readonly<Record<ToolApp, JSX.Element>> = {
  Calendar: (
    <g fill="none" stroke="currentColor" stroke-width="1.6" stroke-linejoin="round">
      <rect x="5.5" y="6.5" width="13" height="12" rx="2.4" />
      <path d="M5.5 10.5h13M9 4.8v3M15 4.8v3" stroke-linecap="round" />
      <rect x="12.8" y="13" width="3" height="3" rx=".8" fill="currentColor" stroke="none" />
    </g>
  ),
  Contacts: (
    <g fill="currentColor">
      <circle cx="12" cy="9.4" r="3.3" />
      <path d="M5.6 18.4c.5-3.2 3-5 6.4-5s5.900 1.800 6.400 5c.1.400-.2.700-.6.700H6.200c-.4 0-.7-.3-.6-.7Z" />
    </g>
  ),
  Files: (
    <g fill="none" stroke="currentColor" stroke-width="1.6" stroke-linejoin="round" stroke-linecap="round">
      <path d="M7 6.400C7 5.600 7.600 5 8.400 5h4.800L17 8.800v8.800c0 .8-.6 1.400-1.400 1.400H8.400C7.600 19 7 18.400 7 17.600Z" />
      <path d="M13 5.200V9h3.800M9.600 12.500h4.800M9.600 15.400h3.200" />
    </g>
  ),
  Mail: (
    <g fill="none" stroke="currentColor" stroke-width="1.6" stroke-linejoin="round" stroke-linecap="round">
      <rect x="4.600" y="6.600" width="14.800" height="10.800" rx="2.400" />
      <path d="m5.200 8.200 6 4.700c.5.400 1.100.400 1.600 0l6-4.700" />
    </g>
  ),
  Maps: (
    <path
      fill="currentColor"
      fill-rule="evenodd"
      d="M12 4.200c-3.300 0-5.800 2.500-5.800 5.700 0 3.900 4.100 7.900 5.300 9 .3.200.7.200 1 0 1.200-1.100 5.300-5.100 5.300-9 0-3.200-2.500-5.700-5.800-5.700Zm0 8a2.300 2.300 0 1 1 0-4.600 2.300 2.300 0 0 1 0 4.600Z"
    />
  ),
  Messages: (
    <path
      fill="currentColor"
      d="M12 5.400c-4.200 0-7.400 2.700-7.400 6.100 0 1.900 1 3.600 2.600 4.700-.1.900-.6 1.800-1.300 2.400-.2.200-.1.600.2.600 1.500 0 2.800-.5 3.800-1.300.7.100 1.400.2 2.100.2 4.200 0 7.400-2.900 7.400-6.600S16.200 5.400 12 5.400Z"
    />
  ),
  Notes: (
    <g fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round">
      <path d="M17.500 11.800v4.800c0 1.100-.9 2-2 2h-7c-1.100 0-2-.9-2-2v-8c0-1.100.9-2 2-2h4.600" />
      <path d="m11 13.600.5-2.400 5.800-5.800c.5-.5 1.300-.5 1.800 0s.5 1.300 0 1.800l-5.800 5.900Z" />
    </g>
  ),
  Reminders: (
    <g fill="none" stroke="currentColor" stroke-width="1.600" stroke-linecap="round">
      <circle cx="7.200" cy="8" r="1.500" />
      <circle cx="7.200" cy="12.300" r="1.500" />
      <circle cx="7.200" cy="16.600" r="1.500" />
      <path d="M11.200 8h7M11.200 12.300h7M11.200 16.600h4.600" />
    </g>
  ),
  Zoom: (
    <g fill="currentColor">
      <rect x="4.400" y="7.800" width="10.200" height="8.600" rx="2.400" />
      <path d="m15.700 11 2.900-2.100c.4-.3 1 0 1 .5v5.400c0 .5-.6.800-1 .5L15.700 13.200Z" />
    </g>
  ),
};
