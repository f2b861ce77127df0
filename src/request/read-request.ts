import type { UserRequest } from './request.ts';

/** More than anybody says in one request. In characters. */
const longest = 4000;

/** The request cannot be read: said in a sentence. */
export class RequestError extends Error {
  override readonly name = 'RequestError';
}

/** Makes a request of what was typed: Unicode NFC, control characters out. Throws RequestError. */
export function readRequest(typed: string, now: Date): UserRequest {
  const query = typed
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    .replace(/[\u0000-\u001f\u007f-\u009f\u200b\ufeff\ue000]/g, '')
    .trim();
  if (query === '') throw new RequestError('Say what you want, for example: Text Amir that I am late.');
  if (query.length > longest) {
    const [most, is] = [longest, query.length].map((count) => count.toLocaleString('en-US'));
    throw new RequestError(
      `A request may be ${most} characters long; this one has ${is}. Please say it shorter.`,
    );
  }
  return { query, now };
}
