/** Paragraphs of a manifesto can be cited. */
import { expect, test } from 'vitest';
import { linkParagraphs } from '#lib/paragraphs.ts';

test('a numbered paragraph begins with a link to itself', () => {
  expect(linkParagraphs('<p id="2.13">We say.</p>')).toBe(
    '<p id="2.13"><a class="paragraph-number" href="#2.13">2.13</a> We say.</p>',
  );
});

test('a numbered list item begins with a link to itself', () => {
  expect(linkParagraphs('<ul><li id="6.2">A point.</li></ul>')).toBe(
    '<ul><li id="6.2"><a class="paragraph-number" href="#6.2">6.2</a> A point.</li></ul>',
  );
});

test('what carries no number is left as it is', () => {
  const html = '<p>Aside</p><h3 id="a-1.2">Not one</h3><p id="note">Nor this</p>';
  expect(linkParagraphs(html)).toBe(html);
});
