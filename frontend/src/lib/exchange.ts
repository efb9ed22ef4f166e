/** Lays out articles that answer one another as the trees that they form. */
import type { ArticleCard } from './api/types.ts';

export interface Branch {
  article: ArticleCard;
  answers: Branch[];
}

/** The trees that articles form, each as far as it is among them; both they and the answers keep the given order. */
export function treesOf(articles: ArticleCard[]): Branch[] {
  const branches = new Map(articles.map((article) => [article.id, { article, answers: [] } as Branch]));
  const roots: Branch[] = [];
  for (const branch of branches.values()) {
    const answered = branches.get(branch.article.responds_to?.id ?? NaN);
    if (answered && !leadsTo(branch, answered, branches)) answered.answers.push(branch);
    else roots.push(branch);
  }
  return roots;
}

/** Exchanges with the one that was written in last first, and answers from the oldest to the latest. */
export function exchangesOf(articles: ArticleCard[]): Branch[] {
  const oldestFirst = [...articles].sort((a, b) => a.written_on.localeCompare(b.written_on));
  return treesOf(oldestFirst).sort((a, b) => latest(b).localeCompare(latest(a)));
}

/** Every article of a tree but the first, each followed by its answers. */
export function answersIn(branch: Branch): ArticleCard[] {
  return branch.answers.flatMap((answer) => [answer.article, ...answersIn(answer)]);
}

/** The day on which an exchange was last written in. */
function latest(branch: Branch): string {
  return [branch.article, ...answersIn(branch)].reduce((day, { written_on: other }) => (other > day ? other : day), '');
}

/** Whether the way up from `from` passes `branch`: articles may answer each other in a ring, which has no first one. */
function leadsTo(branch: Branch, from: Branch, branches: Map<number, Branch>): boolean {
  const seen = new Set<Branch>();
  for (let at: Branch | undefined = from; at && !seen.has(at); at = branches.get(at.article.responds_to?.id ?? NaN)) {
    if (at === branch) return true;
    seen.add(at);
  }
  return false;
}
