"""Registers `home` and what must be connected before the first request."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "home"

    def ready(self) -> None:
        from home import checks  # noqa: F401  (registers the system checks)
