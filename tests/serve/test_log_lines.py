"""What the site logs: what went wrong, in plain lines, and nothing about who reads."""

import os
import subprocess
import sys

from cms.bootstrap.places import ROOT

LOG = """
import logging
import django
django.setup()
logging.getLogger("django.request").warning("Not Found: /a-page")
logging.getLogger("django_tasks_db").warning("Received Terminated")
logging.getLogger("django_tasks").info("Task started")
try:
    raise ValueError("a defect")
except ValueError:
    logging.getLogger("django.request").exception("Internal Server Error: /a-page")
logging.getLogger("django_tasks").error("Task failed")
logging.getLogger("home.images").warning("A picture is damaged")
"""


def test_only_what_went_wrong_is_logged():
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "cms.settings.production", "SECRET_KEY": "tests only"}
    finished = subprocess.run(
        [sys.executable, "-c", LOG], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120, check=True
    )
    lines = [line for line in finished.stderr.splitlines() if not line.startswith("  ")]
    assert lines == [
        "ERROR django.request: Internal Server Error: /a-page",
        "Traceback (most recent call last):",
        "ValueError: a defect",
        "ERROR django_tasks: Task failed",
        "WARNING home.images: A picture is damaged",
    ]
