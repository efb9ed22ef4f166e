/** Each block shows what the editor put in, and keeps to the rules of accessibility. */
import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, test } from 'vitest';
import AnyBlock from '#lib/blocks/AnyBlock.svelte';
import { blocks as components } from '#lib/blocks/index.ts';
import schema from '../openapi.json';
import { violations } from './accessibility.ts';
import { blocks } from './fixtures/blocks.ts';

function show<T extends keyof typeof blocks>(type: T, changes: Partial<(typeof blocks)[T]> = {}) {
  const block = { ...blocks[type], ...changes };
  return render(AnyBlock, { props: { type, block } });
}

test('there is a component for every block type of the API, and no other', () => {
  const types = Object.keys(schema.components.schemas.Block.discriminator.mapping);
  expect(Object.keys(components).sort()).toEqual(types.sort());
});

test('a block type that is not known yet leaves the others alone', () => {
  const block = { type: 'hologram', id: 'x' };
  // @ts-expect-error -- an API newer than this build may send such a thing
  const { container } = render(AnyBlock, { props: { type: 'hologram', block } });
  expect(container).toHaveTextContent('');
});

describe.each(Object.keys(blocks) as (keyof typeof blocks)[])('the block %s', (type) => {
  test('shows something and breaks no rule of accessibility', async () => {
    const { container } = show(type);
    expect(container.querySelector('img, p, h2, h3, table, a')).not.toBeNull();
    expect(await violations(container)).toEqual([]);
  });
});

test('rich text arrives as the HTML that it is', () => {
  show('rich_text');
  expect(screen.getByRole('link', { name: 'they are more' })).toHaveAttribute('href', '/manifesto/#2.3');
});

test('a heading has its level and its anchor', () => {
  show('heading', { level: 3 });
  expect(screen.getByRole('heading', { level: 3, name: 'What we ask for' })).toHaveAttribute('id', 'what-we-ask-for');
});

test('a quote names who said it', () => {
  show('quote');
  expect(screen.getByText('A neighbour, 61')).toBeVisible();
});

test('a picture comes in several widths, with room kept for it', () => {
  show('image');
  const picture = screen.getByRole('img', { name: /queueing/ });
  expect(picture).toHaveAttribute('srcset', expect.stringContaining('400.jpg 400w'));
  expect(picture).toHaveAttribute('sizes');
  expect(picture).toHaveAttribute('loading', 'lazy');
  expect(picture).toHaveAttribute('width', '800');
  expect(picture).toHaveAttribute('height', '600');
});

test('a picture that was taken back leaves nothing behind', () => {
  const { container } = show('image', { image: null });
  expect(container).toHaveTextContent('');
});

test('a gallery shows all its pictures', () => {
  show('gallery');
  expect(screen.getAllByRole('img')).toHaveLength(2);
});

test('a document says its kind and size before it is opened', () => {
  show('document');
  expect(screen.getByRole('link')).toHaveTextContent('PDF, 284 kB');
});

test('a document that was taken back leaves nothing behind', () => {
  const { container } = show('document', { document: null });
  expect(container).toHaveTextContent('');
});

test('an embed fetches nothing before the reader asks for it', async () => {
  const { container } = show('embed');
  expect(container.querySelector('iframe, img, script')).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: 'Load from Example Video' }));
  expect(screen.getByTitle('An evening at the station')).toHaveAttribute('src', 'https://video.example/embed/7');
});

test('an embed that cannot be framed is a link and offers no button', () => {
  show('embed', { frame_url: null });
  expect(screen.queryByRole('button')).toBeNull();
  expect(screen.getByRole('link')).toHaveAttribute('href', 'https://video.example/watch/7');
});

test('an embed of no known provider names the site that it is from', () => {
  show('embed', { provider: '' });
  expect(screen.getByRole('button', { name: 'Load from video.example' })).toBeVisible();
});

test('an embed with an address that makes no sense stops nothing else from being shown', () => {
  show('embed', { provider: '', url: 'video' });
  expect(screen.getByRole('button', { name: 'Load from another site' })).toBeVisible();
});

test('a call to action leads where the editor said', () => {
  show('call_to_action');
  expect(screen.getByRole('link', { name: 'See when' })).toHaveAttribute('href', '/activities/');
});

test('a call to action whose target is gone keeps its words', () => {
  show('call_to_action', { link: null });
  expect(screen.getByRole('heading', { name: 'Count with us' })).toBeVisible();
  expect(screen.queryByRole('link')).toBeNull();
});

test('chosen positions that are all gone leave no heading behind', () => {
  const { container } = show('chosen_positions', { positions: [] });
  expect(container).toHaveTextContent('');
});

test('the first column of a table is a heading where the editor said so', () => {
  show('table');
  expect(screen.getByRole('rowheader', { name: 'Mill Lane' })).toBeVisible();
});

test('the first column of a table is plain where the editor said so', () => {
  show('table', { first_column_is_header: false });
  expect(screen.queryByRole('rowheader')).toBeNull();
});
