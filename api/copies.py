"""Untranslated copies are hidden with what they are copies of: finds all of them, however often they were copied again."""

from typing import Any

from django.db import connection
from django.db.models import QuerySet
from wagtail.models import Page

# UNION and not UNION ALL: a page that is reached twice is gone through once.
# No step of a path is behind "ZZZZ", so the range holds a page and all below it; a pattern would read the whole table.
WITH_COPIES = """
WITH RECURSIVE hidden (path, hides_others) AS (
    {hidden}
    UNION SELECT copy.path, TRUE FROM hidden
    JOIN wagtailcore_page AS source ON source.path BETWEEN hidden.path AND hidden.path || %s
    JOIN wagtailcore_page AS copy ON copy.alias_of_id = source.id AND copy.locale_id <> source.locale_id
)
SELECT path FROM hidden WHERE hides_others
"""
BEHIND_ALL = "Z" * Page._meta.get_field("path").max_length


def with_copies(hidden: "QuerySet[Page, Any]") -> set[str]:
    """The paths of those `hidden` pages that hide others, and of all copies in other languages of any of them.

    hidden: rows of a path and whether the page there hides others. One query.
    """
    sql, parameters = hidden.order_by().query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(WITH_COPIES.format(hidden=sql), [*parameters, BEHIND_ALL])
        return {path for (path,) in cursor.fetchall()}
