import type { Zoom } from '../../../src/tools/tool.ts';
import { createZoom } from '../../../src/tools/zoom/zoom-api.ts';

/** How Zoom fails: an HTTP status, or not reached at all. */
export type ZoomFailure = number | 'offline';

/** Zoom’s client before an account that keeps the meetings it is asked for, until they are deleted. */
export function zoomAccount(failure?: ZoomFailure): { readonly zoom: Zoom; meetings(): readonly unknown[] } {
  const meetings = new Map<string, unknown>();
  const request: typeof fetch = async (input, init) => {
    if (failure === 'offline') throw new TypeError('fetch failed');
    if (failure !== undefined) return new Response('no', { status: failure });
    const { pathname } = new URL(String(input));
    if (pathname === '/oauth/token') return Response.json({ access_token: 'token' });
    if (init?.method === 'DELETE') {
      const found = meetings.delete(pathname.split('/').at(-1) ?? '');
      return new Response(null, { status: found ? 204 : 404 });
    }
    const { topic, start_time, duration, settings } = JSON.parse(String(init?.body));
    const id = String(meetings.size + 1);
    const guests = settings?.meeting_invitees?.map(({ email }: { email: string }) => email);
    meetings.set(id, {
      topic,
      start: start_time,
      minutes: duration,
      ...(guests === undefined ? {} : { guests }),
    });
    return Response.json({ id: Number(id), join_url: `https://zoom.example/j/${id}` });
  };
  const zoom = createZoom({ accountId: 'account', clientId: 'client', clientSecret: 'secret' }, { request });
  return { zoom, meetings: () => [...meetings.values()] };
}
