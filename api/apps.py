"""Makes `api` an app, and lets it hear of every change."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "api"

    def ready(self) -> None:
        from api import changes
        from api.documents.making import follow_changes
        from api.search.following import follow_editors

        changes.connect()
        follow_editors()
        follow_changes()
