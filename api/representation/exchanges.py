"""Finds the exchange that an article belongs to: what it answers, what that answers, and whatever answers any of it."""

from collections.abc import Iterator, Mapping

from django.db.models import QuerySet
from django.db.models.expressions import RawSQL
from wagtail.models import Page

from home.models import ArticlePage

MOST_CONNECTED = 300
"""Of a longer exchange, the articles that are found first: level by level, from the beginning of the exchange."""

# Of translations, one may answer and another be answered: they go by the key that they share.
# UNION and not UNION ALL: editors can make articles answer each other in a ring.
CONNECTED = """
WITH RECURSIVE above (shared) AS (
    SELECT translation_key FROM wagtailcore_page WHERE id IN ({keys})
    UNION SELECT answered.translation_key FROM above
    JOIN wagtailcore_page AS answer ON answer.translation_key = shared
    JOIN home_articlepage ON page_ptr_id = answer.id
    JOIN wagtailcore_page AS answered ON answered.id = responds_to_id
), whole (shared) AS (
    SELECT shared FROM above
    JOIN wagtailcore_page AS article ON article.translation_key = shared
    JOIN home_articlepage ON page_ptr_id = article.id
    UNION SELECT answer.translation_key FROM whole
    JOIN wagtailcore_page AS answered ON answered.translation_key = shared
    JOIN home_articlepage ON responds_to_id = answered.id
    JOIN wagtailcore_page AS answer ON answer.id = page_ptr_id
)
SELECT shared FROM above UNION SELECT shared FROM (SELECT shared FROM whole LIMIT %s) AS part
"""


def connected_to(keys: tuple[int, ...], pages: "QuerySet[Page]") -> "QuerySet[Page]":
    """Of `pages`, every article that leads to one of `keys` or follows from it, also through others than `pages`, and what the
    first of them answers. In every language."""
    if not keys:
        return pages.none()
    shared = RawSQL(CONNECTED.format(keys=", ".join(["%s"] * len(keys))), [*keys, MOST_CONNECTED])
    return pages.filter(translation_key__in=shared)


def exchange_of(article: ArticlePage, others: Mapping[int, ArticlePage], most: int) -> list[tuple[ArticlePage, int]]:
    """The exchange of `article` with depths.

    `others` are the public articles that are connected to it, by the ids that they are given for: a translation stands
    for its original as well.
    """
    articles = {0: article, **{other.pk: other for other in others.values() if other.pk != article.pk}}
    order = sorted(articles, key=lambda pk: (articles[pk].written_on, pk or article.pk or 0))

    def answered_by(pk: int) -> int | None:
        target = articles[pk].responds_to_id
        target = others[target].pk if target in others else target
        # Answers name the page in hand by its id, which it lacks as long as it is not saved.
        return 0 if target and target == article.pk else target

    answered = {pk: answered_by(pk) for pk in order}
    return [(articles[pk], depth) for pk, depth in exchange_around(0, answered, most)]


def exchange_around(article: int, answered: Mapping[int, int | None], most: int) -> list[tuple[int, int]]:
    """The exchange of `article` as ids with their depths, each followed by its answers; the first has depth 0.

    `answered` gives what each public article answers, by id, in the order in which answers are to stand; whatever is
    no key of it, such as a position, is not part of the exchange. Of a longer exchange, `most` articles are given: first
    the nearest that lead to `article`, then its answers, then others.
    """
    answers: dict[int | None, list[int]] = {}
    for answer, target in answered.items():
        answers.setdefault(target, []).append(answer)
    ancestors = list(_above(article, answered))[: most - 1]
    first = ancestors[-1] if ancestors else article
    wanted = dict.fromkeys([*reversed(ancestors), article, *_below(article, answers), *_below(first, answers)])
    kept = set(list(wanted)[:most])
    return list(_with_depths(first, answers, kept))


def _above(article: int, answered: Mapping[int, int | None]) -> Iterator[int]:
    """What `article` answers, what that answers, and so on."""
    seen = {article}
    target = answered.get(article)
    while target is not None and target in answered and target not in seen:
        seen.add(target)
        yield target
        target = answered[target]


def _below(article: int, answers: Mapping[int | None, list[int]]) -> Iterator[int]:
    """The answers to `article`, then the answers to those, and so on: level by level."""
    seen, level = {article}, [article]
    while level:
        level = [answer for target in level for answer in answers.get(target, []) if answer not in seen]
        seen.update(level)
        yield from level


def _with_depths(first: int, answers: Mapping[int | None, list[int]], kept: set[int]) -> Iterator[tuple[int, int]]:
    waiting, seen = [(first, 0)], set()
    while waiting:
        article, depth = waiting.pop()
        if article in seen or article not in kept:
            continue
        seen.add(article)
        yield article, depth
        waiting += [(answer, depth + 1) for answer in reversed(answers.get(article, []))]
