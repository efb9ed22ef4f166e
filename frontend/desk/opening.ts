/** Opens messages with the private key that somebody has in a file. Nothing here asks a server for anything. */
import { armor, Decrypter } from 'age-encryption';

/** What somebody wrote. */
export interface Words {
  name: string;
  email: string;
  text: string;
}

/** A message as the server hands it over: sealed, an armoured age file, or with its words as they are. */
export interface Message extends Words {
  number: number;
  /** In ISO 8601, with the offset. */
  received: string;
  deleted_on: string;
  /** Empty for a message in plain text. */
  sealed: string;
}

/** Opens what is sealed to a key; null for what is not. */
export type Opener = (sealed: string) => Promise<Words | null>;

const PRIVATE_KEY = /AGE-SECRET-KEY-1[A-Z0-9]+/g;
const ARMOURED = '-----BEGIN AGE ENCRYPTED FILE-----';

/** An opener with the private keys in a file, protected by a passphrase or not. Throws where it has none that can be read. */
export async function openerFrom(file: Uint8Array, passphrase: string): Promise<Opener> {
  const text = new TextDecoder().decode(file);
  const keys = text.match(PRIVATE_KEY) ?? (await unlocked(file, text, passphrase)).match(PRIVATE_KEY);
  if (!keys) throw new Error('no private key');
  const decrypter = new Decrypter();
  for (const key of keys) decrypter.addIdentity(key);
  return async (sealed) => {
    try {
      const content = await decrypter.decrypt(armor.decode(sealed), 'text');
      const { name, email, text } = JSON.parse(content) as Words;
      return { name: String(name), email: String(email), text: String(text) };
    } catch {
      return null;
    }
  };
}

/** The content of a key's file. It takes seconds and some 500 MB, so that nobody can try many passphrases. */
function unlocked(file: Uint8Array, text: string, passphrase: string): Promise<string> {
  const decrypter = new Decrypter();
  decrypter.addPassphrase(passphrase);
  return decrypter.decrypt(text.startsWith(ARMOURED) ? armor.decode(text) : file, 'text');
}

/** Whether it was written by whoever has this e-mail address. Capitals make no difference. */
export function isFrom(words: Words, address: string): boolean {
  return words.email.trim().toLowerCase() === address.trim().toLowerCase();
}

/** A message as text, as the command `open_messages` prints it. */
export function told({ number, received }: Message, { name, email, text }: Words): string {
  return [
    `Message ${number}`,
    `Received: ${received}`,
    `Name: ${name || 'not given'}`,
    `E-mail: ${email}`,
    '',
    text,
  ].join('\n');
}
