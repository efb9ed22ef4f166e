/** The contact form says what is wrong and what has become of a message, and loses nothing that was typed. */
import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Post } from '#lib/api/letters.ts';
import type { ContactForm } from '#lib/api/types.ts';
import { keepDraft } from '#lib/draft.ts';
import Contact from '#lib/pages/Contact.svelte';
import { violations } from './accessibility.ts';
import { ARRIVED, letterBox, problem } from './fixtures/letters.ts';
import { pages } from './fixtures/pages.ts';

const TYPED = { name: 'Robin', email: 'robin@example.org', message: 'When do you meet?' };

beforeEach(() => keepDraft(undefined));

function show(post: Post | null = null, form: Partial<ContactForm> = {}) {
  return render(Contact, { props: { page: { ...pages.contact, form: { ...pages.contact.form, ...form } }, post } });
}

const field = (name: string) => screen.getByRole<HTMLInputElement>('textbox', { name });
const email = () => field('Your email address');
const message = () => field('Message');
const alerts = () => screen.getAllByRole('alert').map((alert) => alert.textContent?.trim());

async function write(typed = TYPED) {
  await userEvent.type(field('Name (optional)'), typed.name);
  await userEvent.type(email(), typed.email);
  await userEvent.type(message(), typed.message);
}

async function send() {
  await userEvent.click(screen.getByRole('button', { name: 'Send the message' }));
}

function expectEverythingThere() {
  expect([field('Name (optional)'), email(), message()].map(({ value }) => value)).toEqual(Object.values(TYPED));
}

test('the form says how long a message is kept', () => {
  show();
  expect(screen.getByText(/for 90 days/)).toBeVisible();
});

test('an empty form is not sent: each fault is told, and focus goes to the first', async () => {
  const { post, letters } = await letterBox();
  const { container } = show(post);
  await send();
  expect(email()).toHaveFocus();
  expect(email()).toHaveAccessibleDescription(/Write an address that we can answer to/);
  expect(message()).toHaveAccessibleDescription('Write a message.');
  expect(field('Name (optional)')).not.toBeInvalid();
  const [summary] = screen.getAllByRole('alert').filter((alert) => alert.textContent);
  const links = within(summary as HTMLElement).getAllByRole('link');
  expect(links.map((link) => link.textContent)).toEqual(['Your email address', 'Message']);
  expect(await violations(container)).toEqual([]);
  expect(letters).toEqual([]);
});

test('the summary leads to the fields', async () => {
  const { post } = await letterBox();
  show(post);
  await send();
  await userEvent.click(screen.getByRole('link', { name: 'Message' }));
  expect(message()).toHaveFocus();
});

test('a fault goes as soon as it is put right', async () => {
  const { post } = await letterBox();
  show(post);
  await write({ ...TYPED, email: 'robin' });
  await send();
  expect(email()).toHaveAccessibleDescription(/This is no complete email address/);
  await userEvent.type(email(), '@example.org');
  expect(email()).not.toBeInvalid();
  expect(alerts()).toEqual(['', '', '']);
});

test('what is too long is told before it is sent, and not cut off', async () => {
  const { post } = await letterBox();
  show(post, { limits: { name: 100, email: 254, message: 20 } });
  await write({ ...TYPED, message: 'When do you meet next?' });
  expect(message()).toHaveAccessibleDescription('That is 2 characters too many.');
  await send();
  expect(message()).toHaveAccessibleDescription(/at most 20 characters fit/);
  expect(message()).toHaveValue('When do you meet next?');
});

test('a message arrives, and focus goes to the word about what happens next', async () => {
  const { post, letters } = await letterBox();
  const { container } = show(post);
  await write();
  await send();
  const heading = await screen.findByRole('heading', { name: 'Your message has arrived' });
  expect(heading).toHaveFocus();
  expect(screen.getByText(/After 90 days our server deletes the message/)).toBeVisible();
  expect(letters).toEqual([{ ...TYPED, website: '', proof: expect.any(String) }]);
  expect(await violations(container)).toEqual([]);
});

test('after one message another can be written', async () => {
  const { post } = await letterBox();
  show(post);
  await write();
  await send();
  await userEvent.click(await screen.findByRole('link', { name: 'Write another message' }));
  expect(field('Name (optional)')).toHaveFocus();
  expect(message()).toHaveValue('');
});

test('what the server finds wrong is told at its field', async () => {
  const { post } = await letterBox(problem(400, { parameter: 'email', code: 'invalid' }));
  show(post);
  await write();
  await send();
  await waitFor(() => expect(email()).toBeInvalid());
  expect(email()).toHaveFocus();
  expect(email()).toHaveAccessibleDescription(/This is no complete email address/);
  expectEverythingThere();
});

describe('everything typed stays', () => {
  test.each([
    ['often', problem(429, {}, { 'Retry-After': '700' }), /in 12 minutes you can send it/],
    ['while the server fails', { status: 500, body: 'x' }, /could not take the message/],
  ])('when it was sent %s, and the reader is told', async (_, answer, words) => {
    const { post } = await letterBox(answer, ARRIVED);
    const { container } = show(post);
    await write();
    await send();
    await waitFor(() => expect(alerts().join('')).toMatch(words));
    expect(screen.getAllByRole('link', { name: pages.contact.email })).toHaveLength(2);
    expectEverythingThere();
    expect(await violations(container)).toEqual([]);
    await send();
    expect(await screen.findByRole('heading', { name: 'Your message has arrived' })).toBeVisible();
  });

  test('when nobody answers', async () => {
    const { post, server } = await letterBox();
    show(post);
    await write();
    await server.close();
    await send();
    await waitFor(() => expect(alerts().join('')).toMatch(/It will not reach us twice/));
    expectEverythingThere();
  });

  test('while its writer looks at another page', async () => {
    const { unmount } = show();
    await write();
    unmount();
    show();
    expectEverythingThere();
  });
});

describe('a form that was posted without scripts', () => {
  const outcome = { code: '', detail: '', wait: 0, errors: [], fields: TYPED, token: 'abc' };

  test('is to be looked over', () => {
    const { container } = show(null, { outcome: { ...outcome, kind: 'to_check' } });
    expect(alerts().join('')).toContain('Look your message over');
    expectEverythingThere();
    expect(container.querySelector('[name=token]')).toHaveValue('abc');
  });

  test('says what is wrong', () => {
    const errors = [{ parameter: 'email', code: 'invalid', detail: 'Enter a valid email address.' }];
    show(null, { outcome: { ...outcome, kind: 'refused', errors } });
    expect(email()).toHaveAccessibleDescription(/This is no complete email address/);
    expectEverythingThere();
  });

  test.each([
    ['too_often', /in 2 minutes/],
    ['too_early', /very fast/],
    ['expired', /open for too long/],
    ['used', /has arrived after all/],
  ])('says that it was refused: %s', (code, words) => {
    show(null, { outcome: { ...outcome, kind: 'refused', code, wait: 100 } });
    expect(alerts().join('')).toMatch(words);
  });

  test('says that the message has arrived', () => {
    show(null, { outcome: { ...outcome, kind: 'received', token: '', fields: { name: '', email: '', message: '' } } });
    expect(screen.getByRole('heading', { name: 'Your message has arrived' })).toBeVisible();
  });
});
