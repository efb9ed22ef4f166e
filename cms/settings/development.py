"""What `make run` uses: the same as production, on this machine only."""

from cms.settings.production import *  # noqa: F403  # these are those settings, relaxed
from cms.settings.production import env

ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
