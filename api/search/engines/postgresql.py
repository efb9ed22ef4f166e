"""Full-text search on Postgres: a vector of words for each entry, without stemming, as SQLite does it."""

from collections.abc import Iterable, Sequence

from django.db import connection

from api.search.engines import END_OF_MARK, MARK, PASSAGE_WORDS
from api.search.query import Query
from api.search.words import PageWords

# The weights of D (not used), body, summary and title. Bit 1: a long text counts for less than a short one.
HITS = """
SELECT page_id, -ts_rank('{0, 0.1, 0.4, 1}', words, query, 1) AS rank
FROM api_searchentry, to_tsquery('api_search', %s) AS query WHERE words @@ query
"""
PAGE_IDS = "SELECT page_id FROM api_searchentry WHERE words @@ to_tsquery('api_search', %s)"
JOINED = "string_agg"


def match_parameters(query: Query) -> list[str]:
    """Words consist of letters and digits, so none can end its quotes."""
    return [" & ".join("(" + " <-> ".join(f"'{word}'" for word in phrase) + ")" for phrase in query.phrases)[:-1] + ":*)"]


def write(rows: Iterable[tuple[int, PageWords]]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(
            "UPDATE api_searchentry SET title = %s, summary = %s, body = %s WHERE page_id = %s",
            [(*words, page_id) for page_id, words in rows],
        )


def passages(query: Query, page_ids: Sequence[int]) -> dict[int, PageWords]:
    marks = f'StartSel="{MARK}", StopSel="{END_OF_MARK}"'
    whole = f"{marks}, HighlightAll=true"
    part = f"{marks}, MaxFragments=1, MaxWords={PASSAGE_WORDS}, MinWords={PASSAGE_WORDS // 2}, ShortWord=0"
    sql = """
    SELECT page_id, title, summary, CASE WHEN starts_with(body, plain) THEN '' ELSE '…' END || passage
        || CASE WHEN right(body, length(plain)) = plain THEN '' ELSE '…' END
    FROM (
        SELECT page_id, ts_headline('api_search', title, query, %s) AS title,
            ts_headline('api_search', summary, query, %s) AS summary, body, passage, translate(passage, %s, '') AS plain
        FROM api_searchentry, to_tsquery('api_search', %s) AS query, ts_headline('api_search', body, query, %s) AS passage
        WHERE page_id = ANY(%s)
    ) AS shown
    """
    with connection.cursor() as cursor:
        cursor.execute(sql, [whole, whole, MARK + END_OF_MARK, *match_parameters(query), part, list(page_ids)])
        return {page_id: PageWords(*marked) for page_id, *marked in cursor.fetchall()}
