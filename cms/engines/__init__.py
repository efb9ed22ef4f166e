"""Reads which database, search engine, mail server and place for media the site uses, each from one address."""

import re
from importlib.util import find_spec
from typing import Any
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

SQLITE, POSTGRES = "cms.engines.sqlite", "cms.engines.postgres"

POSTGRES_OPTIONS: dict[str, Any] = {
    # Connections are kept and shared by the threads of a process, and tried before they are used (`cms.engines.postgres`). There
    # are more than threads: who waits for one (`timeout`) waits for a server that gives none.
    "pool": {"min_size": 1, "max_size": 8, "timeout": 4, "reconnect_timeout": 5},
    # Who waits longer than that waits for nothing. Compiling a query takes up to a second (`jit`), reading what a page needs
    # takes milliseconds.
    "connect_timeout": 5,
    "options": "-c statement_timeout=60s -c lock_timeout=20s -c idle_in_transaction_session_timeout=120s -c jit=off",
}


def read_database(url: str) -> dict[str, Any]:
    """Django's settings for the database at `url`, such as `postgres://user:password@host/name`; empty where it is empty.

    Raises `ImproperlyConfigured` for what can't be meant, without repeating a password.
    """
    if not url:
        return {}
    scheme = urlsplit(url).scheme
    if scheme not in ("postgres", "postgresql", "sqlite"):
        raise ImproperlyConfigured("DATABASE_URL has to begin with postgres:// or sqlite:///.")
    found: dict[str, Any] = environ.Env.db_url_config(url)
    if scheme == "sqlite":
        return {**found, "ENGINE": SQLITE}
    options = {**POSTGRES_OPTIONS, **found.get("OPTIONS", {})}
    # A socket stands behind the question mark; Postgres's own programs are told only what has a setting of its own.
    place = {name.upper(): str(options.pop(name)) for name in ("host", "port") if name in options}
    return {**found, **place, "ENGINE": POSTGRES, "OPTIONS": options, "CONN_MAX_AGE": 0}


SEARCH_ENGINES = {
    "elasticsearch8": ("elasticsearch", "elasticsearch==8.*"),
    "elasticsearch9": ("elasticsearch", "elasticsearch==9.*"),
    "opensearch2": ("opensearchpy", "opensearch-py==2.*"),
    "opensearch3": ("opensearchpy", "opensearch-py==3.*"),
}
"""Those that Wagtail knows, each with the module that it needs and the package that has it."""


def read_search(url: str) -> dict[str, dict[str, Any]]:
    """Wagtail's settings for the search of the admin at `url`, such as `opensearch3+https://user:password@host:9200`; empty, which
    is the database, where it is empty.

    Raises `ImproperlyConfigured` for what can't be meant, without repeating a password.
    """
    if not url:
        return {}
    engine, _, address = url.partition("+")
    parts = urlsplit(address)
    if engine not in SEARCH_ENGINES or parts.scheme not in ("http", "https") or not parts.hostname:
        raise ImproperlyConfigured(
            "SEARCH_URL is no search engine; it has to be like opensearch3+https://user:password@search.example.org:9200, with "
            f"one of {', '.join(SEARCH_ENGINES)}."
        )
    module, package = SEARCH_ENGINES[engine]
    if find_spec(module) is None:
        raise ImproperlyConfigured(f"SEARCH_URL needs a package more: .venv/bin/pip install '{package}'.")
    backend = f"wagtail.search.backends.{engine}"
    return {"default": {"BACKEND": backend, "URLS": [address], "INDEX_PREFIX": "broadside_"}}


def read_mail_server(url: str) -> dict[str, Any]:
    """Django's settings for the mail server at `url`, such as `smtp+tls://user:password@host:587`; where it is empty, mail is
    printed. Raises `ImproperlyConfigured` for what can't be meant, without repeating a password."""
    try:
        found: dict[str, Any] = environ.Env.email_url_config(url or "consolemail://")
    except ImproperlyConfigured as error:
        raise ImproperlyConfigured(
            "EMAIL_URL is no mail server; it has to be like smtp+tls://user:password@mail.example.org:587."
        ) from error
    return found


def read_media(address: str) -> dict[str, Any]:
    """Django's settings for media in `address`, such as `s3://bucket/folder`. Where the bucket is and who may use it stands in
    `AWS_ENDPOINT_URL`, `AWS_ACCESS_KEY_ID` and the like, which the library reads. Raises `ImproperlyConfigured`."""
    match = re.fullmatch(r"s3://([a-z0-9][a-z0-9.-]+)(?:/(.*?)/?)?", address)
    if not match:
        raise ImproperlyConfigured(f"MEDIA_BUCKET is {address}; it has to be like s3://bucket/folder.")
    options = {
        "bucket_name": match[1],
        "location": match[2] or "",
        # Two pictures of one name are two pictures.
        "file_overwrite": False,
        # What the bucket's owner has decided: to be read by nobody else.
        "default_acl": None,
        "max_memory_size": 5 * 1024**2,
    }
    return {"BACKEND": "cms.bucket.Bucket", "OPTIONS": options}
