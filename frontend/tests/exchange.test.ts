/** Articles that answer one another are laid out as trees. */
import { expect, test } from 'vitest';
import type { ArticleCard } from '#lib/api/types.ts';
import { exchangesOf, treesOf, type Branch } from '#lib/exchange.ts';
import { article } from './fixtures/parts.ts';

function written(id: number, answers: number | null, day = '2026-03-01'): ArticleCard {
  const responds_to = answers === null ? null : { id: answers, type: 'article' as const, title: '', path: '' };
  return { ...article, id, responds_to, written_on: day };
}

/** Trees as nested ids. */
function ids(branches: Branch[]): unknown[] {
  return branches.map((branch) => [branch.article.id, ...ids(branch.answers)]);
}

test('answers stand below what they answer', () => {
  expect(ids(treesOf([written(1, null), written(2, 1), written(3, 2), written(4, 1)]))).toEqual([[1, [2, [3]], [4]]]);
});

test('an answer to what is not there begins a tree', () => {
  expect(ids(treesOf([written(2, 99), written(3, 2)]))).toEqual([[2, [3]]]);
});

test('articles that answer each other in a ring are all there, once', () => {
  const flat = JSON.stringify(ids(treesOf([written(1, 3), written(2, 1), written(3, 2)])));
  expect(flat.match(/\d/g)?.sort()).toEqual(['1', '2', '3']);
});

test('an article that answers itself is there', () => {
  expect(ids(treesOf([written(1, 1)]))).toEqual([[1]]);
});

test('the exchange that was written in last comes first, with its oldest answer first', () => {
  const latestFirst = [
    written(5, 1, '2026-05-01'),
    written(2, null, '2026-04-01'),
    written(3, 1, '2026-03-01'),
    written(1, null, '2026-01-01'),
  ];
  expect(ids(exchangesOf(latestFirst))).toEqual([[1, [3], [5]], [2]]);
});
