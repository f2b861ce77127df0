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

test('without an account nothing is asked of anybody; the user is told how to give one', async () => {
  await expect(zoomWithoutAccount().createMeeting(meeting, { signal })).rejects.toThrow(
    'TINYAGENT_ZOOM_ACCOUNT_ID',
  );
});
