"""Registers `home` and what must be connected before the first request."""

from typing import Any

from django.apps import AppConfig, apps
from django.db.models.signals import post_save
from wagtail.signals import page_published


class HomeConfig(AppConfig):
    name = "home"

    def ready(self) -> None:
        from home import checks  # noqa: F401  (importing registers the system checks)
        from home.desk.approval import put_under_approval
        from home.desk.choosing import choose_pages_by_number
        from home.images.renditions import make_missing_renditions_soon, make_renditions_soon
        from home.links.noting import note_links
        from home.models import page_models
        from home.models.preview_links import end_pinned_links
        from home.webhooks.telling import listen

        choose_pages_by_number()
        post_save.connect(make_renditions_soon, sender="home.CustomImage", dispatch_uid="make_renditions_soon")
        page_published.connect(make_missing_renditions_soon, dispatch_uid="make_missing_renditions_soon")
        page_published.connect(note_links, dispatch_uid="note_links")
        page_published.connect(end_pinned_links, dispatch_uid="end_pinned_links")
        listen()
        for model in page_models().values():
            if model.begins_approval:
                post_save.connect(put_under_approval, sender=model, dispatch_uid=f"put_under_approval_{model.__name__}")
        # Where Wagtail looks for the views of users; its own forms know users with names only.
        users: Any = apps.get_app_config("wagtailusers")
        users.user_viewset = "home.users.UserViewSet"
