"""What `make run` uses: the same as production, on this machine only."""

import os

# Before production's settings read them: people read these lines, and nobody else reaches this machine.
os.environ.setdefault("LOG_FORMAT", "plain")
os.environ.setdefault("SECOND_FACTOR", "optional")

from cms.settings.production import *  # noqa: F403  # these are those settings, relaxed
from cms.settings.production import env

ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
