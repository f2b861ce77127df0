import { expect } from 'vitest';

/** A letter to somebody ("" for whoever) that says this and is signed; how it says it is the writers’ business. */
export const letter = (to: string, said: string): unknown =>
  expect.stringMatching(
    new RegExp(`^Hi${to === '' ? '' : ` ${to}`},\n.*${literally(said)}.*Alex Morgan$`, 'is'),
  );

const literally = (text: string): string => text.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&');
