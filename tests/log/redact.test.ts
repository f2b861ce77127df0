import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRedactor, notKept } from '../../src/log/redact.ts';

const redact = (text: string, secrets: string[] = []) => createRedactor(secrets).redact(text);

describe('a secret does not get through', () => {
  test.each([
    ['Text Bob the wifi password is hunter2', 'hunter2'],
    ['Text Bob that hunter2 is the wifi password', 'hunter2'],
    ['note: correct horse battery is my new passphrase', 'horse'],
    ['Password: correct horse battery staple', 'staple'],
    ['My PASSWORD\n=\nS3cret', 'S3cret'],
    ['the PIN for the front door is 4711', '4711'],
    ['gate code 4711#', '4711'],
    ['change my password to swordfish', 'swordfish'],
    ['Use swordfish as the password', 'swordfish'],
    ['send_sms(["$1"], "the password is ab\\"cd\\"ef", [])', 'cd'],
    ['{"api_key": "k-1", "client_secret":"s-22222"}', '22222'],
    ['export API_TOKEN=abcdef', 'abcdef'],
    ['authorization: Bearer abc.def-ghi', 'def-ghi'],
    ['it said Bearer abcdefghijkl and went on', 'abcdefghijkl'],
    ['https://us05web.zoom.us/j/8123?pwd=QUJD.1&from=x', 'QUJD'],
    ['https://us05web.zoom.us/j/8123?QUJDREVG', 'QUJDREVG'],
    ['https://US05WEB.ZOOM.US/j/8123?%70wd=QUJD', 'QUJD'],
    ['join zoom.us/j/8123?pwd=QUJD now', 'QUJD'],
    ['zoommtg://zoom.us/join?confno=8123&pwd=QUJD', 'QUJD'],
    ['(https://x.zoomgov.com/j/8?tk=QUJD#success)', 'QUJD'],
    ['https://go.example/?to=https%3A%2F%2Fzoom.us%2Fj%2F1%3Fpwd%3DQUJD', 'QUJD'],
    ['https://alex:QUJD@git.example/repo', 'QUJD'],
    ['https://api.example/v1?x=1&access_token=QUJD', 'QUJD'],
    ['https://api.example/v1?signature=QUJD;x=2', 'QUJD'],
    ['key sk-proj-AbCdEf0123456789abcdef', 'AbCdEf0123456789'],
    ['ghp_AbCdEf0123456789abcdefAbCdEf01234567', 'ghp_A'],
    ['AKIAIOSFODNN7EXAMPLE', 'AKIA'],
    ['eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl', 'c2lnbmF0dXJl'],
    ['9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08', '9f86d'],
    ['-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----', 'MIIE'],
    ['-----BEGIN PRIVATE KEY-----\nMIIE', 'MIIE'],
  ])('%s', (text, secret) => {
    expect(redact(text)).not.toContain(secret);
  });

  test('wherever a known one stands, in whatever case', () => {
    expect(redact('a/Zoom+Secret.1/b ZOOM+SECRET.1', ['zoom+secret.1'])).toBe('a/[redacted]/b [redacted]');
    expect(redact('?x=zoom%2Bsecret', ['zoom+secret'])).not.toContain('zoom%2Bsecret');
  });

  test('once it was named, also where nothing names it, as in a call planned from the request', () => {
    const { redact } = createRedactor();
    redact('Text Bob that the password is Swordfish-9, thanks');
    expect(redact('send_sms(["$1"], "swordfish-9")')).toBe('send_sms(["$1"], "[redacted]")');
  });

  test('nor does it before the place that names it', () => {
    expect(redact('Q9x!7 … the password is Q9x!7')).toBe('[redacted] … the password is [redacted]');
  });

  test('whatever letters it has', () => {
    const value = fc
      .string({ minLength: 4, maxLength: 30, unit: 'grapheme' })
      .filter((one) => !/[\r\n]/.test(one));
    fc.assert(
      fc.property(value, (secret) => {
        const trimmed = secret.trim();
        fc.pre(trimmed.length >= 4 && !'the password is [redacted]'.includes(trimmed));
        expect(redact(`Note that the password is ${secret}`)).not.toContain(trimmed);
      }),
      { numRuns: 300 },
    );
  });
});

test.each([
  'Text Amir that I am running ten minutes late',
  'Remind me to change my password tomorrow',
  'What is my password?',
  'https://maps.apple.com/?saddr=Home&daddr=12%20Key%20Street&dirflg=d',
  '/Users/alex/Documents/Quarterly-Report-2026-final-Version-3.pdf',
  'A message to Amir Haddad (+1 (415) 555-0103) is ready in Messages.',
  'create_calendar_event("Budget sync", "2026-11-23 15:00:00", "2026-11-23 16:00:00", "", ["$1"], "$2", "")',
  'Email Bob about the token ring network',
])('what is no secret stays: %s', (text) => {
  expect(redact(text)).toBe(text);
});

test('a text that is withheld stays out whole and in lines, its name does not', () => {
  const redactor = createRedactor();
  redactor.withhold('Trip\nThe vault is behind the painting\nok');
  expect(redactor.redact('Trip\nThe vault is behind the painting\nok')).toBe(notKept);
  expect(redactor.redact('Add to “Trip”: “The vault is behind the painting”? ok')).toBe(
    `Add to “Trip”: “${notKept}”? ok`,
  );
  redactor.withhold('Wifi\nthe password is hunter2');
  expect(redactor.redact('Text “hunter2” to Bo?')).toBe('Text “[redacted]” to Bo?');
});

test('a long hostile text takes no long time', () => {
  const begun = performance.now();
  for (const piece of ['password ', 'a is ', 'https://', '://?=&', 'set password to', '"“:x ', 'A1b'])
    redact(piece.repeat(5000));
  expect(performance.now() - begun).toBeLessThan(3000);
});
