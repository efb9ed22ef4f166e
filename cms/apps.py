"""Makes `cms` an app, so that its models, commands and checks are found."""

from django.apps import AppConfig


class CmsConfig(AppConfig):
    name = "cms"

    def ready(self) -> None:
        # Wagtail's widgets can be imported once all apps are there.
        from cms.starts import start_choosers_without_scripts

        start_choosers_without_scripts()

        from django.contrib.auth.signals import user_logged_in
        from django.db.models.signals import post_save

        from cms.login.gate import leave_for_later
        from cms.login.sessions import end_outdated_sessions, note_login
        from cms.saving import follow_requests
        from home.models import User

        user_logged_in.connect(note_login)
        user_logged_in.connect(leave_for_later)
        post_save.connect(end_outdated_sessions, sender=User)
        follow_requests()
