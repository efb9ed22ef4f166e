"""Makes the roles that docs/editors.md describes, in place of Wagtail's groups, and the workflow that takes two people."""

from django.db import migrations

WRITES = {"wagtailadmin": ["access_admin"]}
EDITS = {
    **WRITES,
    "wagtailredirects": ["add_redirect", "change_redirect", "delete_redirect"],
    "simple_translation": ["submit_translation"],
}
ADMINISTERS = {
    **EDITS,
    "home": ["add_user", "change_user", "delete_user", "change_organisationsettings", "change_navigationsettings"],
    "wagtailcore": ["add_site", "change_site", "delete_site", "add_locale", "change_locale", "delete_locale"],
}
PAGES = {
    "Authors": ["add"],
    "Editors": ["add", "change", "publish"],
    "Moderators": ["add", "change", "publish", "bulk_delete", "lock", "unlock"],
    "Administrators": ["add", "change", "publish", "bulk_delete", "lock", "unlock"],
}
PERMISSIONS = {"Authors": WRITES, "Editors": EDITS, "Moderators": EDITS, "Administrators": ADMINISTERS}
FILES = {
    "Authors": ["add", "choose"],
    "Editors": ["add", "change", "choose"],
    "Moderators": ["add", "change", "choose"],
    "Administrators": ["add", "change", "choose"],
}
APPROVERS = ["Moderators", "Administrators"]
NAME = "Approval by a second person"
STOCK_WORKFLOW = "Moderators approval"


def permission(apps, app_label, codename):
    """Django makes permissions after the migrations only, and finds these then."""
    action, model = codename.rsplit("_", 1)
    if app_label == "wagtailadmin":
        model = "admin"
    elif codename == "submit_translation":
        model = "simpletranslation"
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(app_label=app_label, model=model)
    found, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type, codename=codename, defaults={"name": f"Can {action.replace('_', ' ')} {model}"}
    )
    return found


def make_roles(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    PagePermission = apps.get_model("wagtailcore", "GroupPagePermission")
    CollectionPermission = apps.get_model("wagtailcore", "GroupCollectionPermission")
    root = apps.get_model("wagtailcore", "Page").objects.get(depth=1)
    collection = apps.get_model("wagtailcore", "Collection").objects.get(depth=1)
    for name in PAGES:
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.set(
            [permission(apps, app, codename) for app, names in PERMISSIONS[name].items() for codename in names]
        )
        PagePermission.objects.filter(group=group).delete()
        for action in PAGES[name]:
            PagePermission.objects.create(
                group=group, page=root, permission=permission(apps, "wagtailcore", f"{action}_page")
            )
        CollectionPermission.objects.filter(group=group).delete()
        for action in FILES[name]:
            for app, model in (("wagtailimages", "image"), ("wagtaildocs", "document")):
                CollectionPermission.objects.create(
                    group=group, collection=collection, permission=permission(apps, app, f"{action}_{model}")
                )


def make_workflow(apps, schema_editor):
    Task = apps.get_model("home", "SecondPersonApproval")
    Workflow = apps.get_model("wagtailcore", "Workflow")
    WorkflowPage = apps.get_model("wagtailcore", "WorkflowPage")
    # It asks for approval of every page of the site, and lets people approve what they have written themselves.
    WorkflowPage.objects.filter(workflow__name=STOCK_WORKFLOW).delete()
    Workflow.objects.filter(name=STOCK_WORKFLOW, workflow_states__isnull=True).delete()
    Workflow.objects.filter(name=STOCK_WORKFLOW).update(active=False)
    waiting = apps.get_model("wagtailcore", "WorkflowState").objects.filter(
        workflow__name=STOCK_WORKFLOW, status__in=("in_progress", "needs_changes")
    )
    apps.get_model("wagtailcore", "TaskState").objects.filter(workflow_state__in=waiting, status="in_progress").update(
        status="cancelled"
    )
    waiting.update(status="cancelled")
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="home", model="secondpersonapproval"
    )
    task = Task.objects.create(name=NAME, content_type=content_type)
    task.groups.set(apps.get_model("auth", "Group").objects.filter(name__in=APPROVERS))
    workflow = Workflow.objects.create(name=NAME)
    apps.get_model("wagtailcore", "WorkflowTask").objects.create(workflow=workflow, task_id=task.pk, sort_order=0)
    for model in ("ManifestoPage", "PositionIndexPage"):
        for page in apps.get_model("home", model).objects.all():
            WorkflowPage.objects.update_or_create(page_id=page.pk, defaults={"workflow": workflow})


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0010_second_person_approval"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("simple_translation", "0001_initial"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtailimages", "0027_image_description"),
        ("wagtailredirects", "0008_add_verbose_name_plural"),
    ]

    operations = [
        migrations.RunPython(make_roles, migrations.RunPython.noop),
        migrations.RunPython(make_workflow, migrations.RunPython.noop),
    ]
