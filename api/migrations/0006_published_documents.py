import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("api", "0005_edge_addresses"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.CreateModel(
            name="DocumentKey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("page_id", models.PositiveBigIntegerField(db_index=True)),
                ("key", models.CharField(db_index=True, max_length=60)),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="PublishedDocument",
            fields=[
                (
                    "page",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="published_document",
                        serialize=False,
                        to="wagtailcore.page",
                    ),
                ),
                ("place", models.CharField(db_index=True, max_length=32)),
                ("site_id", models.PositiveBigIntegerField()),
                ("edition", models.CharField(max_length=16)),
                ("made_at", models.DateTimeField()),
                ("checked_until", models.DateTimeField(null=True)),
                ("until", models.DateTimeField(null=True)),
                ("card", models.TextField()),
                ("card_keys", models.TextField()),
                ("detail", models.TextField()),
                ("detail_keys", models.TextField()),
            ],
            options={
                "default_permissions": (),
            },
        ),
    ]
