/** A picture is fetched in the best format and width, and something of it is there before. */
import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import Figure from '#lib/components/Figure.svelte';
import Picture from '#lib/components/Picture.svelte';
import PictureLink from '#lib/components/PictureLink.svelte';
import { violations } from './accessibility.ts';
import { image } from './fixtures/parts.ts';

function show(
  changes: Partial<typeof image> = {},
  props: { loading?: 'eager'; shape?: 'landscape'; still?: true } = {},
) {
  const { container } = render(Picture, { image: { ...image, ...changes }, ...props });
  return {
    container,
    img: screen.getByRole('img', { name: image.alt }),
    sources: [...container.querySelectorAll('source')],
    preview: container.querySelector('img[alt=""]'),
  };
}

test('newer formats are offered before the one that every browser can show', () => {
  const { sources, img } = show();
  expect(sources.map(({ type }) => type)).toEqual(['image/avif', 'image/webp']);
  expect(img).toHaveAttribute('src', image.src);
});

test('each format comes in every width that there is', () => {
  const { sources, img } = show();
  expect(sources[0]).toHaveAttribute('srcset', '/media/images/queue/400.avif 400w, /media/images/queue/800.avif 800w');
  expect(img).toHaveAttribute('srcset', '/media/images/queue/400.jpg 400w, /media/images/queue/800.jpg 800w');
});

test('a browser is told how wide the picture will be, whatever format it takes', () => {
  const { sources, img } = show();
  for (const element of [...sources, img]) expect(element).toHaveAttribute('sizes');
});

test('room is kept for a picture before it has come', () => {
  const { img } = show();
  expect(img).toHaveAttribute('width', '800');
  expect(img).toHaveAttribute('height', '600');
});

test('a blurred preview is there before the picture has come, and nobody is told about it', () => {
  const { preview, container } = show();
  expect(preview).toHaveAttribute('src', image.preview);
  expect(container.querySelectorAll('[aria-hidden]')).toHaveLength(1);
});

test('a picture that is transparent in places has nothing behind it', () => {
  expect(show({ preview: null }).preview).toBeNull();
});

test('a picture waits until it is about to be seen', () => {
  const { img } = show();
  expect(img).toHaveAttribute('loading', 'lazy');
  expect(img).not.toHaveAttribute('fetchpriority');
});

test('a picture on the first screen is fetched first', () => {
  const { img } = show({}, { loading: 'eager' });
  expect(img).toHaveAttribute('loading', 'eager');
  expect(img).toHaveAttribute('fetchpriority', 'high');
});

test('a picture that is cropped keeps what its editor marked', () => {
  const { container } = show({ focal_point: { x: 0.9, y: 0.2 } }, { shape: 'landscape' });
  expect(container.querySelector('.landscape')).toHaveAttribute('data-x', '4');
  expect(container.querySelector('.landscape')).toHaveAttribute('data-y', '1');
});

test('a picture in which nothing was marked is cropped to its middle', () => {
  const { container } = show({ focal_point: null }, { shape: 'landscape' });
  expect(container.querySelector('[data-x="2"][data-y="2"]')).not.toBeNull();
});

test('an animation stands still for readers who want less motion', () => {
  const { sources } = show({ animated: true });
  expect(sources[0]).toHaveAttribute('media', '(prefers-reduced-motion: reduce)');
  expect(sources[0]).toHaveAttribute('srcset', expect.stringContaining('.jpg'));
});

test('an animation that is to stand still offers no file that moves', () => {
  const { sources, img } = show({ animated: true }, { still: true });
  expect(sources).toEqual([]);
  expect(img).toHaveAttribute('srcset', expect.stringContaining('.jpg'));
});

test('a picture that does not move comes in every format where an animation would stand still', () => {
  expect(show({}, { still: true }).sources).toHaveLength(2);
});

test('a reader can stop an animation, and play it again', async () => {
  const { container } = render(Figure, { image: { ...image, animated: true }, caption: '' });
  await userEvent.click(screen.getByRole('button', { name: 'Stop the animation' }));
  expect(container.querySelector('source')).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: 'Play the animation' }));
  expect(container.querySelector('source[type="image/webp"]')).not.toBeNull();
});

test('a picture that does not move has nothing to be stopped', () => {
  render(Figure, { image, caption: '' });
  expect(screen.queryByRole('button')).toBeNull();
});

test('a picture breaks no rule of accessibility', async () => {
  expect(await violations(show().container)).toEqual([]);
});

test('an animation that can be shown large stands still until it is', () => {
  const captioned = { image: { ...image, animated: true }, caption: '' };
  const { container } = render(PictureLink, { captioned, place: 0 });
  expect(container.querySelectorAll('source')).toHaveLength(0);
});
