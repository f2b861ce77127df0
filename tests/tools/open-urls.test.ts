import { describe, expect, test } from 'vitest';
import { workbench } from '../helpers/tools.ts';

describe('maps', () => {
  test('a place is opened in Maps and its link returned', async () => {
    const { run, world } = workbench({});
    const url = 'https://maps.apple.com/?q=Caf%C3%A9%20%22A%26B%22%2C%20Oakland';
    expect(await run('maps_open_location', { location: 'Café "A&B", Oakland' })).toBe(url);
    expect(world.opened).toEqual([url]);
  });

  test.each([
    ['here', 'w', 'https://maps.apple.com/?daddr=Coit%20Tower&dirflg=w'],
    ['Salem', 'r', 'https://maps.apple.com/?saddr=Salem&daddr=Coit%20Tower&dirflg=r'],
    ['', 'by car', 'https://maps.apple.com/?daddr=Coit%20Tower&dirflg=d'],
  ])('directions from “%s” by %s', async (start_location, transport, url) => {
    expect(
      await workbench({}).run('maps_show_directions', {
        start_location,
        end_location: 'Coit Tower',
        transport,
      }),
    ).toBe(url);
  });
});

describe('send_sms', () => {
  const people = [
    { firstName: 'Amir', phones: [{ value: '+1 (415) 555-0101' }] },
    { firstName: 'Tess', phones: [{ value: '+1 (415) 555-0102' }] },
  ];

  test('a message stands ready in Messages and on the clipboard; nothing is sent', async () => {
    const { run, world } = workbench({ people });
    await run('send_sms', { recipients: ['Amir'], message: 'Running late & “hungry” 🍕\nsorry' });
    expect(world.opened).toEqual([
      'sms:+14155550101&body=Running%20late%20%26%20%E2%80%9Chungry%E2%80%9D%20%F0%9F%8D%95%0Asorry',
    ]);
    expect(world.clipboard).toBe('Running late & “hungry” 🍕\nsorry');
    expect(world.chats).toEqual([]);
  });

  test('several people get one message', async () => {
    const { run, world } = workbench({ people });
    await run('send_sms', { recipients: ['Amir', 'Tess', 'Amir'], message: 'Hi' });
    expect(world.opened).toEqual(['sms://open?addresses=%2B14155550101,%2B14155550102&body=Hi']);
  });

  test('nobody to write to is said', async () => {
    await expect(workbench({ people }).run('send_sms', { recipients: [''], message: 'Hi' })).rejects.toThrow(
      'Say who the message is for.',
    );
  });
});

test('get_zoom_meeting_link: the simulated Zoom gives the same meeting the same link', async () => {
  const { run } = workbench({});
  const args = { topic: 'Sync', start_time: '2026-11-23 15:00:00', duration: 30, meeting_invitees: [] };
  expect(await run('get_zoom_meeting_link', args)).toMatch(/^https:\/\/us05web\.zoom\.us\/j\/\d{11}\?pwd=/);
  expect(await run('get_zoom_meeting_link', args)).toBe(await run('get_zoom_meeting_link', args));
});
