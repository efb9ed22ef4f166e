"""Says in one sentence that this Python is too old, before newer syntax can fail. Keep this file readable by Python 3.6."""

import os
import sys

OLDEST_PYTHON = (3, 11)

if __name__ == "__main__":
    if sys.version_info < OLDEST_PYTHON:
        sys.exit(
            "Broadside needs Python {}.{} or newer, but {} is Python {}.{}. Name a newer one, "
            "for instance: make run PYTHON=python3.12".format(*OLDEST_PYTHON, sys.executable, *sys.version_info[:2])
        )
    os.environ.setdefault("PYTHONUNBUFFERED", "1")

    from cms.bootstrap.commands import main

    sys.exit(main(sys.argv[1:]))
