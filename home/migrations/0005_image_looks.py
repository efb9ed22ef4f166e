"""Keeps the look of each picture beside it. The worker looks at the pictures that are there already: a start stays quick."""

from django.db import migrations, models


def look_at_pictures_soon(apps, schema_editor):
    from home.images.renditions import make_missing_renditions

    if apps.get_model("home.CustomImage").objects.exists():
        make_missing_renditions.enqueue()


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0004_organisation_accent"),
        ("django_tasks_database", "0021_conditional_partial_index_ordering"),
    ]

    operations = [
        migrations.AddField(
            model_name="customimage",
            name="colour",
            field=models.CharField(blank=True, editable=False, max_length=7, verbose_name="average colour"),
        ),
        migrations.AddField(
            model_name="customimage",
            name="is_animated",
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.AddField(
            model_name="customimage",
            name="preview",
            field=models.TextField(blank=True, editable=False, verbose_name="blurred preview"),
        ),
        migrations.AddIndex(
            model_name="customrendition",
            index=models.Index(fields=["file"], name="rendition_file"),
        ),
        migrations.RunPython(look_at_pictures_soon, migrations.RunPython.noop),
    ]
