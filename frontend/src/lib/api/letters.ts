/** Takes a message to the API, with the proof that it wants, and tells what has become of it. */
import { solve } from './proof.ts';
import type { Challenge, FieldProblem, Letter, Problem } from './types.ts';

export type Outcome =
  | { kind: 'received' }
  /** Some fields are wrong. */
  | { kind: 'refused'; errors: FieldProblem[] }
  /** What was sent before, without an answer, did arrive; this is another text, which has not been sent. */
  | { kind: 'used' }
  /** So many seconds have to pass. */
  | { kind: 'too_often'; wait: number }
  | { kind: 'offline' }
  /** Nobody answered, so it may have arrived. It does not arrive twice if it is sent again as it is. */
  | { kind: 'unanswered' }
  | { kind: 'failed' };

export interface Post {
  /** Gets a proof ready while somebody is writing. */
  prepare: () => void;
  /** Never throws. */
  send: (letter: Letter) => Promise<Outcome>;
}

interface Proof {
  text: string;
  /** By this device's clock, in milliseconds since 1970. */
  goodUntil: number;
}

const TIMEOUT_MS = 20_000;
/** A wait that a reader is not told of: a proof is taken three seconds after it was given at the earliest. */
const SHORT_WAIT_S = 5;
/** A letter is sent again where its proof came too early or too late. */
const MOST_TRIES = 3;
/** Before its end, a proof might not last for the way to the server. */
const MARGIN_MS = 60_000;

/** Where letters are posted in this browser; null where it can't make a proof, and the form has to go without scripts. */
export function openPost(fetch: typeof globalThis.fetch = globalThis.fetch): Post | null {
  if (!globalThis.crypto?.subtle) return null;
  let proof: Promise<Proof> | undefined;
  let goodUntil = Infinity;
  let sent = '';

  function proofOf(): Promise<Proof> {
    if (!proof || goodUntil < Date.now()) {
      goodUntil = Infinity;
      proof = newProof(fetch);
      proof.then(
        (made) => (goodUntil = made.goodUntil),
        () => (proof = undefined),
      );
    }
    return proof;
  }

  async function sendOnce(body: string): Promise<Outcome | 'again'> {
    const { text } = await proofOf();
    const before = sent;
    sent = body;
    const response = await post(fetch, { ...JSON.parse(body), proof: text });
    if (response.ok) {
      proof = undefined;
      return { kind: 'received' };
    }
    if (response.status === 429) {
      const wait = Number(response.headers.get('retry-after'));
      if (wait > SHORT_WAIT_S) return { kind: 'too_often', wait };
      await new Promise((passed) => setTimeout(passed, wait * 1000));
      return 'again';
    }
    if (response.status !== 400) return { kind: 'failed' };
    const errors = errorsOf((await response.json()) as Problem);
    const ofFields = errors.filter(({ parameter }) => parameter !== 'proof');
    if (ofFields.length) return { kind: 'refused', errors: ofFields };
    proof = undefined;
    if (errors.some(({ code }) => code === 'used')) return { kind: before === body ? 'received' : 'used' };
    return 'again';
  }

  return {
    prepare: () => void proofOf().catch(() => undefined),
    send: async (letter) => {
      const body = JSON.stringify(letter);
      try {
        for (let tries = 0; tries < MOST_TRIES; tries += 1) {
          const outcome = await sendOnce(body);
          if (outcome !== 'again') return outcome;
        }
        return { kind: 'failed' };
      } catch {
        return { kind: navigator.onLine === false ? 'offline' : 'unanswered' };
      }
    },
  };
}

function post(fetch: typeof globalThis.fetch, body: object): Promise<Response> {
  return fetch('/api/v1/contact/', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
}

/** Throws where no challenge is to be had. */
async function newProof(fetch: typeof globalThis.fetch): Promise<Proof> {
  const asked = { headers: { accept: 'application/json' }, signal: AbortSignal.timeout(TIMEOUT_MS) };
  const response = await fetch('/api/v1/contact/challenge/', asked);
  if (!response.ok) throw new Error(String(response.status));
  const challenge = (await response.json()) as Challenge;
  const { expiresAt, data } = challenge.parameters;
  const goodUntil = Date.now() + (expiresAt - data.issued) * 1000 - MARGIN_MS;
  return { text: await solve(challenge), goodUntil };
}

/** A problem document lists its errors only where there is more than one. */
function errorsOf({ errors, parameter, code = 'invalid', detail }: Problem): FieldProblem[] {
  return errors ?? (parameter ? [{ parameter, code, detail }] : []);
}
