/** Solves the puzzle that goes along with a message: ALTCHA, version 2, as decision 15 describes it. */
import type { Challenge } from './types.ts';

const COUNTER_BYTES = 4;

function bytesOf(hex: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

function hexOf(bytes: ArrayBuffer): string {
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * The base64 of the solved challenge. Browsers derive keys beside the page's own thread, so the page goes on answering
 * meanwhile: 50 to 150 tries of a millisecond or two. Needs `crypto.subtle`, which is there on https and localhost only.
 */
export async function solve(challenge: Challenge): Promise<string> {
  const { nonce, salt, cost, keyLength, keyPrefix } = challenge.parameters;
  const password = new Uint8Array([...bytesOf(nonce), ...new Uint8Array(COUNTER_BYTES)]);
  const last = new DataView(password.buffer, password.length - COUNTER_BYTES);
  const derivation = { name: 'PBKDF2', hash: 'SHA-256', salt: bytesOf(salt), iterations: cost };
  for (let counter = 0; ; counter += 1) {
    last.setUint32(0, counter);
    const key = await crypto.subtle.importKey('raw', password, 'PBKDF2', false, ['deriveBits']);
    const derivedKey = hexOf(await crypto.subtle.deriveBits(derivation, key, keyLength * 8));
    if (derivedKey.startsWith(keyPrefix)) return btoa(JSON.stringify({ challenge, solution: { counter, derivedKey } }));
  }
}
