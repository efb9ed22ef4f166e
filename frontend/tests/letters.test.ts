/** A message goes to the API with its proof, arrives once, and whatever happens to it is told. */
import { pbkdf2Sync } from 'node:crypto';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { openPost } from '#lib/api/letters.ts';
import { solve } from '#lib/api/proof.ts';
import { ARRIVED, challenge, letterBox, problem, type Sent } from './fixtures/letters.ts';

const letter = { name: 'Robin', email: 'robin@example.org', message: 'When do you meet?', website: '' };
const BUSY = { status: 503, body: '' };

afterEach(() => {
  vi.restoreAllMocks();
});

function nonceOf({ proof = '' }: Sent): string {
  return (JSON.parse(atob(proof)) as { challenge: { parameters: { nonce: string } } }).challenge.parameters.nonce;
}

test('a puzzle is solved by the first counter whose key has the prefix', async () => {
  const key = (counter: number) =>
    pbkdf2Sync(Buffer.from([10, 11, 0, 0, 0, counter]), Buffer.from([12, 13]), 7, 32, 'sha256').toString('hex');
  const puzzle = challenge({ cost: 7, keyPrefix: key(9) });
  expect(JSON.parse(atob(await solve(puzzle)))).toEqual({
    challenge: puzzle,
    solution: { counter: 9, derivedKey: key(9) },
  });
});

test('a message arrives as it was written, with a proof', async () => {
  const { post, letters } = await letterBox();
  expect(await post.send(letter)).toEqual({ kind: 'received' });
  expect(letters).toEqual([{ ...letter, proof: expect.any(String) }]);
});

test('the proof that was made while writing is the one that is used', async () => {
  const { post, server } = await letterBox();
  post.prepare();
  post.prepare();
  await post.send(letter);
  expect(server.asked).toEqual(['/api/v1/contact/challenge/', '/api/v1/contact/']);
});

test('each message has a proof of its own', async () => {
  const { post, letters } = await letterBox();
  await post.send(letter);
  await post.send(letter);
  expect(letters.map(nonceOf)).toEqual(['01', '02']);
});

test('a proof that was made long ago is replaced before it is used', async () => {
  const { post, letters } = await letterBox(BUSY, ARRIVED);
  await post.send(letter);
  vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 2 * 3_600_000);
  await post.send(letter);
  expect(letters.map(nonceOf)).toEqual(['01', '02']);
});

describe('a message that comes', () => {
  test('too early is sent again by itself', async () => {
    const { post, letters } = await letterBox(problem(429, {}, { 'Retry-After': '0' }), ARRIVED);
    expect(await post.send(letter)).toEqual({ kind: 'received' });
    expect(letters).toHaveLength(2);
  });

  test('with a proof that is too old is sent again with another one', async () => {
    const { post, letters } = await letterBox(problem(400, { parameter: 'proof', code: 'expired' }), ARRIVED);
    expect(await post.send(letter)).toEqual({ kind: 'received' });
    expect(letters.map(nonceOf)).toEqual(['01', '02']);
  });

  test('too often has to wait', async () => {
    const { post } = await letterBox(problem(429, {}, { 'Retry-After': '720' }));
    expect(await post.send(letter)).toEqual({ kind: 'too_often', wait: 720 });
  });

  test('with one wrong field is refused for it', async () => {
    const { post } = await letterBox(problem(400, { parameter: 'email', code: 'invalid' }));
    const errors = [{ parameter: 'email', code: 'invalid', detail: 'No.' }];
    expect(await post.send(letter)).toEqual({ kind: 'refused', errors });
  });

  test('with more that is wrong is refused for all of it', async () => {
    const errors = ['email', 'message'].map((parameter) => ({ parameter, code: 'invalid', detail: 'No.' }));
    const { post } = await letterBox(problem(400, { parameter: 'email', code: 'invalid', errors }));
    expect(await post.send(letter)).toEqual({ kind: 'refused', errors });
  });

  test('while the server is down has failed, and keeps its proof', async () => {
    const { post, letters } = await letterBox(BUSY, ARRIVED);
    expect(await post.send(letter)).toEqual({ kind: 'failed' });
    expect(await post.send(letter)).toEqual({ kind: 'received' });
    expect(letters.map(nonceOf)).toEqual(['01', '01']);
  });
});

describe('after an answer that was lost', () => {
  const used = problem(400, { parameter: 'proof', code: 'used' });

  test('the same message has arrived', async () => {
    const { post } = await letterBox(BUSY, used);
    await post.send(letter);
    expect(await post.send(letter)).toEqual({ kind: 'received' });
  });

  test('another message has not, and can be sent', async () => {
    const { post, letters } = await letterBox(BUSY, used, ARRIVED);
    await post.send(letter);
    const other = { ...letter, message: 'Where do you meet?' };
    expect(await post.send(other)).toEqual({ kind: 'used' });
    expect(await post.send(other)).toEqual({ kind: 'received' });
    expect(letters.map(nonceOf)).toEqual(['01', '01', '02']);
  });
});

test('where nobody answers, that is told', async () => {
  const { post, server } = await letterBox();
  await server.close();
  expect(await post.send(letter)).toEqual({ kind: 'unanswered' });
});

test('without a connection, that is told', async () => {
  const { post, server } = await letterBox();
  await server.close();
  vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
  expect(await post.send(letter)).toEqual({ kind: 'offline' });
});

test('where no proof can be made there is no post', () => {
  const { crypto } = globalThis;
  vi.stubGlobal('crypto', {});
  expect(openPost()).toBeNull();
  vi.stubGlobal('crypto', crypto);
});
