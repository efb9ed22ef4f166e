/** Which addresses the single-page site answers itself, and which it leaves to Django. */
import { expect, test } from 'vitest';
import { isPagePath } from '../src/params.ts';

test.each(['', 'manifesto/', 'positions/homes/', 'apiary/', 'größe/'])('"%s" can be a page', (path) => {
  expect(isPagePath(path)).toBe(true);
});

test.each(['admin/', 'api/v1/docs/', 'documents/3/rent', 'media/a.png', 'feeds/all/', 'robots.txt'])(
  '"%s" is left to Django',
  (path) => {
    expect(isPagePath(path)).toBe(false);
  },
);
