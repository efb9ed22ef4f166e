/** Which addresses the single-page site answers itself, and which it leaves to Django. */
import { expect, test } from 'vitest';
import { pathOf } from '#lib/api/load.ts';
import { documentState } from '#lib/api/state.ts';
import { reroute } from '../src/hooks.ts';
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

test.each(['search', 'search/', 'de/search/', 'pt-br/search/'])('"%s" is the search', (path) => {
  expect(isPagePath(path)).toBe(false);
});

test.each(['shared', 'shared/'])('"%s" is where drafts are shared', (path) => {
  expect(isPagePath(path)).toBe(false);
});

test.each(['shared/space/', 'de/shared/', 'unshared/'])('"%s" is a page', (path) => {
  expect(isPagePath(path)).toBe(true);
});

test.each(['search/old/', 'research/', 'positions/search/'])('"%s" is not the search', (path) => {
  expect(isPagePath(path)).toBe(true);
});

test.each([
  ['', '/'],
  ['manifesto', '/manifesto/'],
  ['positions/homes/', '/positions/homes/'],
])('the parameter "%s" stands for the path %s', (parameter, path) => {
  expect(pathOf(parameter)).toBe(path);
});

function routed(address: string) {
  return reroute({ url: new URL(address, 'https://circle.example'), fetch });
}

test('a preview shows the page that came with the document, and only that', () => {
  document.body.innerHTML =
    '<script type="application/json" id="state">{"/api/v1/resolve/?path=%2Fdebate%2F":{"status":200,"body":{}}}</script>';
  expect(routed('/admin/pages/5/edit/preview/')).toBe('/debate/');
  expect(routed('/manifesto/')).toBeUndefined();
  documentState().expire();
  expect(routed('/admin/pages/5/edit/preview/')).toBeUndefined();
});
