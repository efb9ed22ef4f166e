"""What the backend tests use: production's settings, with nothing kept and nothing sent."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

# Before production's settings read them. A given key keeps them from making the folder at once: mypy reads these settings
# too, and would leave it behind.
_data_dir = Path(tempfile.gettempdir()) / f"broadside-tests-{os.getpid()}"
os.environ.update(DATA_DIR=str(_data_dir), SECRET_KEY="tests only", PORT="8000", SITE_URL="", SECOND_FACTOR="optional")
atexit.register(shutil.rmtree, _data_dir, ignore_errors=True)

from cms.engines import SQLITE  # noqa: E402
from cms.settings.production import *  # noqa: E402, F403  # the environment above decides what it reads

if DATABASES["default"]["ENGINE"] == SQLITE:  # noqa: F405
    # pytest-django knows only Django's own SQLite for one whose databases need no name for each process.
    DATABASES["default"]["TEST"] = {"NAME": ":memory:"}  # noqa: F405
ALLOWED_HOSTS = ["testserver", "localhost"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MESSAGES_ARE_MAILED = True
LINKS_ARE_CHECKED = False
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# Tests don't collect static files, so there is no list of their hashed names.
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
