/** A picture is complete as it comes from a server, for readers without JavaScript. */
import { render } from 'svelte/server';
import { expect, test } from 'vitest';
import Picture from '#lib/components/Picture.svelte';
import { image } from './fixtures/parts.ts';

test('a picture has no style of its own, which a strict content security policy would refuse', () => {
  const { body } = render(Picture, { props: { image: { ...image, animated: true }, shape: 'landscape' } });
  expect(body).toContain('<img');
  expect(body).not.toMatch(/\sstyle=|\son\w+=/);
});
