"""A group for the people who may read messages: nobody else sees them until somebody is put into it."""

from django.db import migrations

NAME = "Inbox"


def add_group(apps, schema_editor):
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(app_label="home", model="message")
    permissions = apps.get_model("auth", "Permission").objects
    group, _ = apps.get_model("auth", "Group").objects.get_or_create(name=NAME)
    for action in ("view", "delete"):
        # Django makes permissions after the migrations only, and finds these then.
        permission, _ = permissions.get_or_create(
            content_type=content_type, codename=f"{action}_message", defaults={"name": f"Can {action} message"}
        )
        group.permissions.add(permission)
    group.permissions.add(permissions.get(content_type__app_label="wagtailadmin", codename="access_admin"))


def remove_group(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(name=NAME).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0007_messages"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
    ]

    operations = [migrations.RunPython(add_group, remove_group)]
