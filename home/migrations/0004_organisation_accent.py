from django.db import migrations, models

import home.colours


class Migration(migrations.Migration):
    dependencies = [("home", "0003_home_page")]

    operations = [
        migrations.AddField(
            model_name="organisationsettings",
            name="accent",
            field=models.CharField(
                blank=True,
                default="#b3231b",
                help_text="The site's one colour beside paper and ink. It has to be readable by light and by dark.",
                max_length=7,
                validators=[home.colours.validate_accent],
                verbose_name="colour",
            ),
        ),
    ]
