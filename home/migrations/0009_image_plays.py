"""Keeps how often an animation is played: one that stops can be no AVIF. The worker looks at animations again."""

from django.db import migrations, models


def look_at_animations_again(apps, schema_editor):
    from home.images.renditions import make_missing_renditions

    if apps.get_model("home.CustomImage").objects.filter(is_animated=True).update(colour=""):
        make_missing_renditions.enqueue()


class Migration(migrations.Migration):
    dependencies = [("home", "0008_inbox_group")]

    operations = [
        migrations.AddField(
            model_name="customimage",
            name="plays",
            field=models.PositiveIntegerField(
                editable=False,
                help_text="0 is for ever. Empty for a still.",
                null=True,
                verbose_name="how often it is played",
            ),
        ),
        migrations.RunPython(look_at_animations_again, migrations.RunPython.noop),
        migrations.RemoveField(model_name="customimage", name="is_animated"),
    ]
