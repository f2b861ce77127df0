import { readFile } from 'node:fs/promises';
import { safeStorage } from 'electron';
import { z } from 'zod';
import type { ZoomAccount } from '../../tools/zoom/zoom-api.ts';
import { type SecretName, secretNames } from '../contract.ts';
import { secretsFile } from './places.ts';
import { absent, replaceFile } from './write-file.ts';

const kept = z.partialRecord(z.enum(secretNames), z.base64());

/** Keys of the user's, encrypted with a key of the keychain. No window ever reads one back. */
export interface Secrets {
  readonly present: Readonly<Record<SecretName, boolean>>;
  /** "" takes it away. Throws an Error when there is no keychain to use. */
  set(name: SecretName, value: string): Promise<void>;
  /** The whole Zoom account; undefined while a part is missing. */
  zoomAccount(): ZoomAccount | undefined;
}

export async function openSecrets(): Promise<Secrets> {
  const source = await readFile(secretsFile(), 'utf8').catch(absent);
  const secrets = source === undefined ? {} : readKept(source);
  const read = (name: SecretName): string | undefined => {
    const secret = secrets[name];
    if (secret === undefined) return undefined;
    try {
      return safeStorage.decryptString(Buffer.from(secret, 'base64'));
    } catch {
      return undefined; // written with another keychain's key, so it has to be entered again
    }
  };
  return {
    get present() {
      return Object.fromEntries(secretNames.map((name) => [name, secrets[name] !== undefined])) as Record<
        SecretName,
        boolean
      >;
    },
    async set(name, value) {
      if (value === '') delete secrets[name];
      else {
        if (!safeStorage.isEncryptionAvailable()) {
          throw new Error(
            'The keychain cannot be used, so the key was not kept. Unlock the login keychain and try again.',
          );
        }
        secrets[name] = safeStorage.encryptString(value.trim()).toString('base64');
      }
      await replaceFile(secretsFile(), `${JSON.stringify(secrets)}\n`);
    },
    zoomAccount() {
      const [accountId, clientId, clientSecret] = [
        read('zoomAccountId'),
        read('zoomClientId'),
        read('zoomClientSecret'),
      ];
      if (accountId === undefined || clientId === undefined || clientSecret === undefined) return undefined;
      return { accountId, clientId, clientSecret };
    },
  };
}

/** A damaged file holds no key that could be used; it is replaced when one is entered. */
function readKept(source: string): z.infer<typeof kept> {
  try {
    return kept.parse(JSON.parse(source));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return {};
    throw error;
  }
}
