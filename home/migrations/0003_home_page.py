"""Puts an empty home page in the place of Wagtail's welcome page, so that a new site has a tree to work in."""

from django.db import migrations


def put_home_page(apps, schema_editor):
    content_type, _ = apps.get_model("contenttypes.ContentType").objects.get_or_create(app_label="home", model="homepage")
    Page = apps.get_model("wagtailcore.Page")
    if Page.objects.filter(depth__gt=1).exclude(slug="home", title__startswith="Welcome to your new Wagtail site").exists():
        return
    Page.objects.filter(depth=2).delete()
    page = apps.get_model("home.HomePage").objects.create(
        title="Home",
        draft_title="Home",
        slug="home",
        content_type=content_type,
        path="00010001",
        depth=2,
        numchild=0,
        url_path="/home/",
        locale=apps.get_model("wagtailcore.Locale").objects.first(),
    )
    Page.objects.filter(depth=1).update(numchild=1)
    Site = apps.get_model("wagtailcore.Site")
    Site.objects.all().delete()
    Site.objects.create(hostname="localhost", root_page_id=page.pk, is_default_site=True)


class Migration(migrations.Migration):
    dependencies = [("home", "0002_page_tree"), ("wagtailcore", "0098_apitoken")]

    operations = [migrations.RunPython(put_home_page, migrations.RunPython.noop)]
