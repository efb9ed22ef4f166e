"""Makes the search index: a row for each page, and the page's words as the database looks them up best."""

import django.db.models.deletion
from django.db import migrations, models

SQLITE = [
    # The indexes of prefixes are for words that are being typed: without them, one letter means reading thousands of words.
    """
    CREATE VIRTUAL TABLE api_searchwords USING fts5(
        title, summary, body, tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3'
    )
    """,
    """
    CREATE TRIGGER api_searchentry_takes_its_words_along AFTER DELETE ON api_searchentry
    BEGIN DELETE FROM api_searchwords WHERE rowid = old.page_id; END
    """,
]

POSTGRESQL = [
    "CREATE EXTENSION IF NOT EXISTS unaccent",
    "CREATE TEXT SEARCH CONFIGURATION api_search (COPY = simple)",
    """
    ALTER TEXT SEARCH CONFIGURATION api_search
    ALTER MAPPING FOR asciiword, word, numword, hword, hword_part, hword_asciipart, hword_numpart, asciihword, numhword
    WITH unaccent, simple
    """,
    # Postgres' parser takes addresses and file names for single words: only letters and digits are left to it.
    """
    CREATE FUNCTION api_search_words(words text, weight "char") RETURNS tsvector LANGUAGE sql IMMUTABLE AS $$
        SELECT setweight(to_tsvector('api_search'::regconfig, regexp_replace(words, '[^[:alnum:]]+', ' ', 'g')), weight)
    $$
    """,
    """
    ALTER TABLE api_searchentry
    ADD title text NOT NULL DEFAULT '', ADD summary text NOT NULL DEFAULT '', ADD body text NOT NULL DEFAULT ''
    """,
    """
    ALTER TABLE api_searchentry ADD words tsvector GENERATED ALWAYS AS (
        api_search_words(title, 'A') || api_search_words(summary, 'B') || api_search_words(body, 'C')
    ) STORED
    """,
    "CREATE INDEX api_searchentry_words ON api_searchentry USING gin (words)",
]

SQLITE_BACK = ["DROP TRIGGER api_searchentry_takes_its_words_along", "DROP TABLE api_searchwords"]

POSTGRESQL_BACK = [
    "ALTER TABLE api_searchentry DROP words",
    "DROP FUNCTION api_search_words",
    "DROP TEXT SEARCH CONFIGURATION api_search",
]

FORWARDS = {"sqlite": SQLITE, "postgresql": POSTGRESQL}
BACKWARDS = {"sqlite": SQLITE_BACK, "postgresql": POSTGRESQL_BACK}


def make_words(apps, schema_editor):
    for statement in FORWARDS[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def drop_words(apps, schema_editor):
    for statement in BACKWARDS[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("api", "0001_changes"), ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes")]

    operations = [
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                (
                    "page",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="wagtailcore.page",
                    ),
                ),
                ("page_type", models.CharField(max_length=30)),
                ("tags", models.TextField()),
                ("edition", models.PositiveSmallIntegerField()),
            ],
            options={"verbose_name_plural": "search entries", "default_permissions": ()},
        ),
        migrations.RunPython(make_words, drop_words),
    ]
