#!/usr/bin/env python
"""Runs Broadside's commands: `manage.py serve`, `load_demo`, `import_statement` and Django's own."""

import os
import signal
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.production")
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        # Ctrl-C before a command listens to it itself, such as while the site is loaded.
        print("Stopped.", file=sys.stderr)
        sys.exit(128 + signal.SIGINT)
