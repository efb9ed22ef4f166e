"""Full-text search on SQLite: FTS5 (https://www.sqlite.org/fts5.html), ranked by BM25."""

from collections.abc import Iterable, Sequence

from django.db import connection

from api.search.engines import END_OF_MARK, MARK, PASSAGE_WORDS
from api.search.query import Query
from api.search.words import PageWords

# A word in the title weighs as much as ten in the body.
HITS = """
SELECT rowid AS page_id, bm25(api_searchwords, 10.0, 4.0, 1.0) AS rank FROM api_searchwords WHERE api_searchwords MATCH %s
"""
PAGE_IDS = "SELECT rowid FROM api_searchwords WHERE api_searchwords MATCH %s"
JOINED = "group_concat"


def match_parameters(query: Query) -> list[str]:
    """Each phrase is quoted, and within quotes FTS5 knows no operators; a star after the last makes its last word go on."""
    return [" AND ".join(f'"{" ".join(phrase)}"' for phrase in query.phrases) + " *"]


def write(rows: Iterable[tuple[int, PageWords]]) -> None:
    found = list(rows)
    with connection.cursor() as cursor:
        cursor.executemany("DELETE FROM api_searchwords WHERE rowid = %s", [(page_id,) for page_id, _ in found])
        cursor.executemany(
            "INSERT INTO api_searchwords (rowid, title, summary, body) VALUES (%s, %s, %s, %s)",
            [(page_id, *words) for page_id, words in found],
        )


def passages(query: Query, page_ids: Sequence[int]) -> dict[int, PageWords]:
    places = ", ".join(["%s"] * len(page_ids))
    marks = [MARK, END_OF_MARK]
    # The plus keeps FTS5 from looking everything up again for each id.
    sql = f"""
    SELECT rowid, highlight(api_searchwords, 0, %s, %s), highlight(api_searchwords, 1, %s, %s),
        snippet(api_searchwords, 2, %s, %s, '…', {PASSAGE_WORDS})
    FROM api_searchwords WHERE api_searchwords MATCH %s AND +rowid IN ({places})
    """
    with connection.cursor() as cursor:
        cursor.execute(sql, [*marks, *marks, *marks, *match_parameters(query), *page_ids])
        return {page_id: PageWords(*marked) for page_id, *marked in cursor.fetchall()}
