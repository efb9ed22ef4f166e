"""The secret key: made once, kept in the data directory, readable by its owner alone."""

import fcntl
import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key


def secret_key_in(data_dir: Path) -> str:
    """Returns the key kept in `data_dir`, making directory and key where there are none yet.

    Raises `ImproperlyConfigured` with a sentence where the directory can't be used.
    """
    path = data_dir / "secret_key"
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+") as file:
            # Of two processes that start together, one writes while the other waits. An empty file is what a start that
            # was ended between the two leaves behind.
            fcntl.flock(file, fcntl.LOCK_EX)
            key = file.read().strip()
            if not key:
                key = get_random_secret_key()
                file.write(key)
                file.flush()
    except OSError as error:
        raise ImproperlyConfigured(f"DATA_DIR {data_dir} can't be used: {error.strerror}.") from error
    return key
