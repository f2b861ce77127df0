import { createHash } from 'node:crypto';
import { writtenClock } from '../../request/request.ts';
import { ToolError, type Zoom } from '../tool.ts';

/** A server-to-server OAuth app of the user's own Zoom account. */
export interface ZoomAccount {
  readonly accountId: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** An access token that somebody else got, and that ends when Zoom says so. */
export interface ZoomToken {
  readonly accessToken: string;
}

/** Zoom's API (server-to-server OAuth, or a token; `POST /users/me/meetings`). A meeting is made only when the user asked for one. */
export function createZoom(
  account: ZoomAccount | ZoomToken,
  { request = fetch, oauthUrl = 'https://zoom.us/oauth/token', apiUrl = 'https://api.zoom.us/v2' } = {},
): Zoom {
  async function authorised(signal: AbortSignal): Promise<Record<string, string>> {
    if ('accessToken' in account) return { authorization: `Bearer ${account.accessToken}` };
    const { accountId, clientId, clientSecret } = account;
    const credentials = Buffer.from(`${clientId}:${clientSecret}`).toString('base64');
    const query = new URLSearchParams({ grant_type: 'account_credentials', account_id: accountId });
    const headers = { authorization: `Basic ${credentials}` };
    const token = await call(request, `${oauthUrl}?${query}`, { method: 'POST', headers, signal });
    return { authorization: `Bearer ${field(token, 'access_token')}` };
  }
  return {
    async createMeeting({ topic, start, durationMinutes, invitees }, { signal }) {
      const headers = { ...(await authorised(signal)), 'content-type': 'application/json' };
      const body = JSON.stringify({
        topic,
        type: 2, // a scheduled meeting
        start_time: writtenClock(start).replace(' ', 'T'),
        duration: durationMinutes,
        timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
        ...(invitees.length === 0
          ? {}
          : { settings: { meeting_invitees: invitees.map((email) => ({ email })) } }),
      });
      const meeting = await call(request, `${apiUrl}/users/me/meetings`, {
        method: 'POST',
        headers,
        body,
        signal,
      });
      return { id: field(meeting, 'id'), joinUrl: field(meeting, 'join_url') };
    },
    async deleteMeeting(id, { signal }) {
      const headers = await authorised(signal);
      await call(request, `${apiUrl}/meetings/${encodeURIComponent(id)}`, {
        method: 'DELETE',
        headers,
        signal,
      });
    },
  };
}

async function call(
  request: typeof fetch,
  url: string,
  options: RequestInit & { signal: AbortSignal },
): Promise<unknown> {
  let response: Response;
  try {
    response = await request(url, options);
  } catch (cause) {
    options.signal.throwIfAborted();
    throw new ToolError('failed', 'Zoom cannot be reached. Are you online?', { cause });
  }
  if (response.status === 204) return undefined;
  if (response.ok) return response.json();
  const said = await response.text();
  switch (response.status) {
    case 400:
    case 401:
    case 403:
      throw new ToolError(
        'failed',
        'Zoom does not accept the account. Check the TINYAGENT_ZOOM_… values; a token may have ended.',
        { cause: said },
      );
    case 404:
      throw new ToolError('not-found', 'Zoom has no such meeting any more.', { cause: said });
    case 429:
      throw new ToolError('failed', 'Zoom takes no more meetings for now. Try again in a minute.', {
        cause: said,
      });
    default:
      throw new ToolError('failed', `Zoom did not make the meeting (${response.status}).`, { cause: said });
  }
}

function field(answer: unknown, name: string): string {
  const value = typeof answer === 'object' && answer !== null ? Reflect.get(answer, name) : undefined;
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string')
    throw new ToolError('failed', `Zoom’s answer has no ${name}.`, { cause: answer });
  return value;
}

/** Without an account there is no meeting: says how to give one. */
export function zoomWithoutAccount(): Zoom {
  const refuse = async (): Promise<never> => {
    throw new ToolError(
      'failed',
      'No Zoom account is set up. Make a server-to-server OAuth app at marketplace.zoom.us and set ' +
        'TINYAGENT_ZOOM_ACCOUNT_ID, TINYAGENT_ZOOM_CLIENT_ID and TINYAGENT_ZOOM_CLIENT_SECRET.',
    );
  };
  return { createMeeting: refuse, deleteMeeting: refuse };
}

/** The simulated Mac's Zoom: the same meeting always has the same link. */
export function simulatedZoom(): Zoom {
  return {
    async createMeeting({ topic, start, durationMinutes }, { signal }) {
      signal.throwIfAborted();
      const hash = createHash('sha256')
        .update(`${topic}\n${writtenClock(start)}\n${durationMinutes}`)
        .digest();
      const id = String(80_000_000_000 + (hash.readUIntBE(0, 6) % 10_000_000_000));
      return { id, joinUrl: `https://us05web.zoom.us/j/${id}?pwd=${hash.toString('base64url', 6, 30)}` };
    },
    async deleteMeeting(_, { signal }) {
      signal.throwIfAborted();
    },
  };
}
