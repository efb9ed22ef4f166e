"""Registers `home` and what must be connected before the first request."""

from django.apps import AppConfig
from django.db.models.signals import post_save


class HomeConfig(AppConfig):
    name = "home"

    def ready(self) -> None:
        from home import checks  # noqa: F401  (importing registers the system checks)
        from home.images.renditions import make_renditions_soon

        post_save.connect(make_renditions_soon, sender="home.CustomImage", dispatch_uid="make_renditions_soon")
