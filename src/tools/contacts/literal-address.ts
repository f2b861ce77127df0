import type { Wanted } from './person.ts';

/** An address or number that was given as such, plainly written; undefined when it is a name to be looked up. */
export function literalAddress(said: string, wanted: Wanted): string | undefined {
  const email = asEmail(said);
  if (wanted === 'email') return email;
  // Messages reaches people by their Apple account's address, too
  return asPhone(said) ?? email;
}

function asEmail(said: string): string | undefined {
  const plain = said
    .trim()
    .replace(/^mailto:/i, '')
    .replace(/^.*<([^<>]*)>$/, '$1')
    .replace(/[.,;]$/, '');
  return /^[^\s@<>"(),;:\\]+@[^\s@<>"(),;:\\]+\.[^\s@<>"(),;:\\]+$/.test(plain) ? plain : undefined;
}

function asPhone(said: string): string | undefined {
  const plain = said.trim().replace(/^tel:/i, '');
  if (!/^\+?[\d\s()./-]+$/.test(plain)) return undefined;
  const digits = plain.replace(/\D/g, '');
  if (digits.length < 3) return undefined;
  return plain.startsWith('+') ? `+${digits}` : digits;
}
