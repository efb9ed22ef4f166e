"""Makes `cms` an app, so that its commands and checks are found."""

from django.apps import AppConfig


class CmsConfig(AppConfig):
    name = "cms"

    def ready(self) -> None:
        # Wagtail's widgets can be imported once all apps are there.
        from cms.starts import start_choosers_without_scripts

        start_choosers_without_scripts()
