"""Lets administrators say who is told what happens, and see what was told."""

from django.db import migrations

PERMISSIONS = ("add_webhook", "change_webhook", "delete_webhook", "view_delivery")


def permit(apps, schema_editor):
    """Django makes permissions after the migrations only, and finds these then."""
    group = apps.get_model("auth", "Group").objects.filter(name="Administrators").first()
    for codename in PERMISSIONS if group else ():
        action, model = codename.split("_")
        content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(app_label="home", model=model)
        permission, _ = apps.get_model("auth", "Permission").objects.get_or_create(
            content_type=content_type, codename=codename, defaults={"name": f"Can {action} {model}"}
        )
        group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [("home", "0016_webhooks"), ("auth", "0012_alter_user_first_name_max_length")]

    operations = [migrations.RunPython(permit, migrations.RunPython.noop)]
