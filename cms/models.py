"""What the server remembers of those who are logged in."""

from django.conf import settings
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models


class EditorSession(AbstractBaseSession):
    """A session that can be found by whose it is, so that it can be listed and ended."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+")

    # Each login would be noted as something that refers to a user.
    wagtail_reference_index_ignore = True

    class Meta(AbstractBaseSession.Meta):
        default_permissions = ()

    @classmethod
    def get_session_store_class(cls) -> type:
        from cms.login.sessions import SessionStore

        return SessionStore
