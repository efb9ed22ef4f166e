"""A site whose clock goes wrong when a test says so: by as many seconds as stand in `clock` in its DATA_DIR."""

import datetime
import time
from pathlib import Path

from django.utils import timezone

from cms.settings.development import *  # noqa: F403  # the site's own, but for what follows
from cms.settings.development import DATA_DIR

CLOCK = Path(DATA_DIR) / "clock"
# Receivers of the tests are on this machine.
WEBHOOKS_KNOW = ["127.0.0.1"]

_right_time = time.time


def _time() -> float:
    try:
        return _right_time() + float(CLOCK.read_text())
    except (OSError, ValueError):
        return _right_time()


# Before anything else is loaded that asks for the time.
time.time = _time
timezone.now = lambda: datetime.datetime.fromtimestamp(time.time(), datetime.UTC)
