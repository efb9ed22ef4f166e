"""Lets a copy of the database be brought back: pg_restore fills tables with an empty search path, in which the function that makes
words of a page's text did not find its configuration."""

from django.db import migrations


def keep_path(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute('ALTER FUNCTION api_search_words(text, "char") SET search_path FROM CURRENT')


class Migration(migrations.Migration):
    dependencies = [("api", "0006_published_documents")]

    operations = [migrations.RunPython(keep_path, migrations.RunPython.noop)]
