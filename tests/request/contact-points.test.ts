import { expect, test } from 'vitest';
import { emailAddressOf, phoneNumberOf } from '../../src/request/contact-points.ts';

test.each([
  ['sid@example.com', 'sid@example.com'],
  ['mailto:sid@example.com', 'sid@example.com'],
  ['Sid Roy <sid@example.com>', 'sid@example.com'],
  ['sid at example dot com', 'sid@example.com'],
  ['first dot last at mail dash host dot co dot uk', 'first.last@mail-host.co.uk'],
  ['zoë@exämple.de', 'zoë@exämple.de'],
  ['Sid', undefined],
  ['the guy at the desk', undefined],
  ['sid@', undefined],
])('%s as an address is %s', (said, address) => {
  expect(emailAddressOf(said)).toBe(address);
});

test.each([
  ['+1 (415) 555-0101', '+1 (415) 555-0101'],
  ['tel:+14155550101', '+14155550101'],
  ['oh seven nine double one two three', '0791123'],
  ['five five five twelve thirty four', '5551234'],
  ['Sid', undefined],
  ['twelve', undefined],
  ['room 5', undefined],
])('%s as a number is %s', (said, number) => {
  expect(phoneNumberOf(said)).toBe(number);
});
