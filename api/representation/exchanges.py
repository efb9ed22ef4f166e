"""Finds the exchange that an article belongs to: what it answers, what that answers, and whatever answers any of it."""

from collections.abc import Iterator, Mapping

from django.db import connection

from home.models import ArticlePage

MOST_CONNECTED = 300
"""Of a longer exchange, the ids that are found first: level by level, from the beginning of the exchange."""

# UNION and not UNION ALL: editors can make articles answer each other in a ring.
CONNECTED = """
SELECT id FROM (WITH RECURSIVE above (id) AS (
    SELECT page_ptr_id FROM home_articlepage WHERE page_ptr_id IN ({keys})
    UNION SELECT id FROM wagtailcore_page WHERE id IN ({keys})
    UNION SELECT responds_to_id FROM home_articlepage JOIN above ON page_ptr_id = id WHERE responds_to_id IS NOT NULL
), whole (id) AS (
    SELECT id FROM above JOIN home_articlepage ON page_ptr_id = id
    UNION SELECT page_ptr_id FROM home_articlepage JOIN whole ON responds_to_id = id
)
SELECT id FROM above UNION SELECT id FROM (SELECT id FROM whole LIMIT %s) AS part) AS connected
"""


def connected_to(keys: tuple[int, ...]) -> list[int]:
    """Ids of every article that leads to one of `keys` or follows from it, and of what the first of them answers.

    Whether readers may see them is not asked here. One query.
    """
    if not keys:
        return []
    with connection.cursor() as cursor:
        cursor.execute(CONNECTED.format(keys=", ".join(["%s"] * len(keys))), [*keys, *keys, MOST_CONNECTED])
        return [pk for (pk,) in cursor.fetchall()]


def exchange_of(article: ArticlePage, others: list[ArticlePage], most: int) -> list[tuple[ArticlePage, int]]:
    """The exchange of `article` with depths; `others` are the public articles that are connected to it."""
    articles = {0: article, **{other.pk: other for other in others if other.pk != article.pk}}
    order = sorted(articles, key=lambda pk: (articles[pk].written_on, pk or article.pk or 0))
    answered = {pk: articles[pk].responds_to_id for pk in order}
    # Answers name the page in hand by its id, which it lacks as long as it is not saved.
    renamed = {pk: 0 if target and target == article.pk else target for pk, target in answered.items()}
    return [(articles[pk], depth) for pk, depth in exchange_around(0, renamed, most)]


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
