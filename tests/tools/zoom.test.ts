import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { createZoom, zoomWithoutAccount } from '../../src/tools/zoom/zoom-api.ts';

const account = { accountId: 'a&b', clientId: 'id', clientSecret: 'secret' };
const meeting = {
  topic: 'Budget “sync”',
  start: new Date(2026, 10, 23, 15, 0),
  durationMinutes: 45,
  invitees: [],
};
const { signal } = new AbortController();

/** A Zoom that answers each request with the next of these. */
function zoomThat(...answers: readonly (Response | Error)[]) {
  const asked: { url: string; init: RequestInit | undefined }[] = [];
  const zoom = createZoom(account, {
    request: async (url, init) => {
      asked.push({ url: String(url), init });
      const answer = answers[asked.length - 1];
      if (answer instanceof Response) return answer;
      throw answer;
    },
  });
  return { zoom, asked };
}

test('a meeting is asked for with the account’s token, in local time', async () => {
  const { zoom, asked } = zoomThat(
    Response.json({ access_token: 'T' }),
    Response.json({ id: 812, join_url: 'https://zoom.us/j/1' }),
  );
  expect(await zoom.createMeeting(meeting, { signal })).toEqual({
    id: '812',
    joinUrl: 'https://zoom.us/j/1',
  });
  expect(asked[0]?.url).toBe('https://zoom.us/oauth/token?grant_type=account_credentials&account_id=a%26b');
  expect(asked[0]?.init?.headers).toMatchObject({ authorization: `Basic ${btoa('id:secret')}` });
  expect(asked[1]?.init?.headers).toMatchObject({ authorization: 'Bearer T' });
  expect(JSON.parse(String(asked[1]?.init?.body))).toMatchObject({
    topic: 'Budget “sync”',
    start_time: '2026-11-23T15:00:00',
    duration: 45,
    type: 2,
  });
});

test.each([
  ['a wrong account', [new Response('no', { status: 401 })], 'does not accept the account'],
  [
    'too many meetings',
    [Response.json({ access_token: 'T' }), new Response('slow down', { status: 429 })],
    'Try again in a minute',
  ],
  ['a fault of Zoom’s', [new Response('oops', { status: 500 })], '(500)'],
  ['no network', [new TypeError('fetch failed')], 'Are you online?'],
  [
    'an answer without a link',
    [Response.json({ access_token: 'T' }), Response.json({ id: 1 })],
    'has no join_url',
  ],
] satisfies [string, (Response | Error)[], string][])(
  '%s is told in a sentence',
  async (_, answers, words) => {
    await expect(zoomThat(...answers).zoom.createMeeting(meeting, { signal })).rejects.toThrow(words);
  },
);

/** A server that answers as Zoom does, and keeps what it was asked. */
async function localZoom(): Promise<{ url: string; asked: string[]; close(): Promise<void> }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url} ${request.headers.authorization}`);
    const isMeeting = request.url?.endsWith('/meetings') === true;
    response.writeHead(request.method === 'DELETE' ? 204 : isMeeting ? 201 : 200, {
      'content-type': 'application/json',
    });
    const answer = isMeeting ? { id: 812, join_url: 'https://zoom.us/j/812' } : { access_token: 'T' };
    response.end(request.method === 'DELETE' ? undefined : JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

test.each([
  ['an account', account, ['POST /oauth/token?grant_type=account_credentials&account_id=a%26b Basic ']],
  ['a token', { accessToken: 'T' }, []],
])('over the network, a meeting is made and taken back with %s', async (_, given, first) => {
  const { url, asked, close } = await localZoom();
  const zoom = createZoom(given, { oauthUrl: `${url}/oauth/token`, apiUrl: `${url}/v2` });
  const { id, joinUrl } = await zoom.createMeeting(meeting, { signal });
  await zoom.deleteMeeting(id, { signal });
  await close();
  expect(joinUrl).toBe('https://zoom.us/j/812');
  const expected = [
    ...first,
    'POST /v2/users/me/meetings Bearer T',
    ...first,
    'DELETE /v2/meetings/812 Bearer T',
  ];
  expect(asked.map((line) => line.replace(/Basic .*/, 'Basic '))).toEqual(expected);
});

test('without an account nothing is asked of anybody; the user is told how to give one', async () => {
  await expect(zoomWithoutAccount().createMeeting(meeting, { signal })).rejects.toThrow(
    'TINYAGENT_ZOOM_ACCOUNT_ID',
  );
});
