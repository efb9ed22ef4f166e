"""Registers `home` and what must be connected before the first request."""

from typing import Any

from django.apps import AppConfig, apps
from django.db.models.signals import post_save


class HomeConfig(AppConfig):
    name = "home"

    def ready(self) -> None:
        from home import checks  # noqa: F401  (importing registers the system checks)
        from home.images.renditions import make_renditions_soon

        post_save.connect(make_renditions_soon, sender="home.CustomImage", dispatch_uid="make_renditions_soon")
        # Where Wagtail looks for the views of users; its own forms know users with names only.
        users: Any = apps.get_app_config("wagtailusers")
        users.user_viewset = "home.users.UserViewSet"
