"""What a public server runs. Every value that differs between machines is an environment variable."""

import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import available_timezones

import environ
from django.core.exceptions import ImproperlyConfigured
from whitenoise.compress import Compressor

from cms.backup.plan import plan_of
from cms.bootstrap.preflight import read_port
from cms.bootstrap.process import Problem
from cms.engines import SQLITE, read_database, read_mail_server, read_media, read_search
from cms.errors import report_errors_to
from cms.front import caches_in_front
from cms.logs import is_news
from cms.secret import secret_key_in
from home.images.limits import ACCEPTED_EXTENSIONS, MAX_FILE_BYTES, MAX_PIXELS
from home.inbox.keys import KeyRefused, public_keys

env = environ.Env()

BASE_DIR = Path(__file__).resolve().parents[2]
DATA_DIR = (BASE_DIR / (env.str("DATA_DIR", default="") or "var")).resolve()
HOST = env.str("HOST", default="127.0.0.1")
try:
    PORT = read_port(env.str("PORT", default="8000"))
except Problem as problem:
    raise ImproperlyConfigured(str(problem)) from problem

DEBUG = False
SECRET_KEY = env.str("SECRET_KEY", default="") or secret_key_in(DATA_DIR)
SITE_URL = (env.str("SITE_URL", default="") or f"http://localhost:{PORT}").rstrip("/")
# The origin of the admin, such as https://desk.example.org, where it is another one than the site's. Both are served by
# this server; the preview beside a form is then a frame of the site's origin.
ADMIN_URL = env.str("ADMIN_URL", default="").rstrip("/")
if ADMIN_URL and not re.fullmatch(r"https?://[a-z0-9.-]+(:[0-9]+)?", ADMIN_URL):
    raise ImproperlyConfigured(f"ADMIN_URL is {ADMIN_URL}; it has to be an origin, such as https://desk.example.org.")
if ADMIN_URL == SITE_URL:
    ADMIN_URL = ""
# Without a list of hosts, those that readers and editors are told of.
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[]) or [
    str(urlsplit(url).hostname) for url in (SITE_URL, ADMIN_URL) if url
]
CSRF_TRUSTED_ORIGINS = [url for url in (SITE_URL, ADMIN_URL) if url]

INSTALLED_APPS = [
    "cms",
    "api",
    "home",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.simple_translation",
    "wagtail.contrib.table_block",
    "wagtail.embeds",
    "wagtail.locales",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "corsheaders",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "django_tasks",
    "django_tasks_db",
    "allauth.account",
    "allauth.mfa",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "cms.shield.Shield",
    "api.compression.Compression",
    "api.manners.Manners",
    "api.manners.Cors",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "cms.login.gate.Gate",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "cms.urls"
WSGI_APPLICATION = "cms.wsgi.application"
AUTH_USER_MODEL = "home.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
# Where the site has https, nothing of it is had without: cms/arrival.py tells how a request came. A cookie is sent to no
# other site, read by no script, and can't be set by one of its subdomains.
IS_HTTPS = SITE_URL.startswith("https://")
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
if IS_HTTPS:
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
# Browsers remember that for two years. Of its subdomains too, and so that it can be built into browsers, only where
# HSTS_SUBDOMAINS is 1: a wiki beside the site that has no https couldn't be reached any more.
_hsts_subdomains = env.str("HSTS_SUBDOMAINS", default="") or "0"
if _hsts_subdomains not in ("0", "1"):
    raise ImproperlyConfigured(f"HSTS_SUBDOMAINS is {_hsts_subdomains}; it has to be 0 or 1.")
SECURE_HSTS_SECONDS = 2 * 365 * 86400 if IS_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = _hsts_subdomains == "1"
if not SECURE_HSTS_PRELOAD:
    # `check --deploy` asks for both; that is decided by whoever has the domain, and was decided just now.
    SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
# What answers say to browsers about themselves: see cms/shield.py, which lets the admin frame itself.
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# Without WAL and IMMEDIATE, two editors with autosave on meet "database is locked": 8 of 96 concurrent publishes
# succeeded on SQLite's defaults, 96 of 96 with these. What is deleted, such as a message, is overwritten in the file.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA secure_delete=ON;",
}
# Not as a URL: in one, some of the characters that a folder's name may have would mean something else.
_database_at_home = {"ENGINE": SQLITE, "NAME": DATA_DIR / "db.sqlite3"}
DATABASES = {"default": read_database(env.str("DATABASE_URL", default="")) or _database_at_home}
if DATABASES["default"]["ENGINE"] == SQLITE:
    # A connection for each request would cost as much as a query or two.
    DATABASES["default"] |= {"OPTIONS": SQLITE_OPTIONS, "CONN_MAX_AGE": 60}

# What editors search, where it isn't the database: readers' search has an index of its own (api/search/) and stays there.
WAGTAILSEARCH_BACKENDS = read_search(env.str("SEARCH_URL", default=""))

# A cache in each process goes stale as soon as another process writes: Wagtail would go on using addresses of sites and
# sizes of pictures that are gone.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}

# Finished answers that a web server's process keeps in memory, in MB; 0 for none. All processes of a machine that serve the
# same database need the same signpost, by which they see each other's changes at once.
RESPONSE_STORE_MB = env.float("RESPONSE_STORE_MB", default=64.0)
if not 0 <= RESPONSE_STORE_MB < 1_000_000:
    raise ImproperlyConfigured(f"RESPONSE_STORE_MB is {RESPONSE_STORE_MB}; it has to be a number of megabytes, or 0.")
RESPONSE_STORE_SIGNPOST = DATA_DIR / "signpost"
# Several machines with one database see each other's changes at once where they share a Redis, such as redis://10.0.0.5:6379/0.
REDIS_URL = env.str("REDIS_URL", default="")
if REDIS_URL and not re.match(r"(rediss?|unix)://", REDIS_URL):
    raise ImproperlyConfigured(
        f"REDIS_URL is {REDIS_URL.rpartition('@')[2]}; it has to begin with redis://, rediss:// or unix://."
    )

# A cache in front of the site that is told what it has to forget: cloudflare, fastly, varnish, or http for one that is told
# addresses by PURGE. Without one, every cache has to ask each time. What the others mean: docs/performance.md.
CDN = env.str("CDN", default="")
WAGTAILFRONTENDCACHE = caches_in_front(
    CDN, env.list("CDN_URLS", default=[]), env.str("CDN_ID", default=""), env.str("CDN_TOKEN", default="")
)

# Whoever sends it as `Authorization: Bearer …` is told at /metrics how the process does. Empty: nobody is.
METRICS_TOKEN = env.str("METRICS_TOKEN", default="")
if METRICS_TOKEN and len(METRICS_TOKEN) < 16:
    raise ImproperlyConfigured("METRICS_TOKEN is too short: it has to have 16 characters or more.")

# Who has the password needs a second factor as well. On a machine that nobody else reaches, `optional` leaves it for later.
SECOND_FACTOR = env.str("SECOND_FACTOR", default="") or "required"
if SECOND_FACTOR not in ("required", "optional"):
    raise ImproperlyConfigured(f"SECOND_FACTOR is {SECOND_FACTOR}; it has to be required or optional.")
SECOND_FACTOR_IS_REQUIRED = SECOND_FACTOR == "required"
SESSION_ENGINE = "cms.login.sessions"
WAGTAILADMIN_USER_LOGIN_FORM = "cms.login.forms.LoginForm"
MFA_ADAPTER = "cms.login.factors.Adapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
# A telephone's clock may be half a minute off.
MFA_TOTP_TOLERANCE = 1
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]

# As NIST SP 800-63B-4 (3.1.1.2) has it: long enough, on no list of those that everybody uses, and of whatever characters.
LEAST_PASSWORD_LENGTH = 8 if SECOND_FACTOR_IS_REQUIRED else 15
_VALIDATORS = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {"NAME": f"{_VALIDATORS}.MinimumLengthValidator", "OPTIONS": {"min_length": LEAST_PASSWORD_LENGTH}},
    {"NAME": f"{_VALIDATORS}.CommonPasswordValidator"},
    {"NAME": f"{_VALIDATORS}.UserAttributeSimilarityValidator"},
]

LANGUAGE_CODE = "en-gb"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("en-gb", "English"), ("de", "Deutsch")]
WAGTAIL_I18N_ENABLED = True
TIME_ZONE = env.str("TIME_ZONE", default="Europe/London")
USE_I18N = True
USE_TZ = True

# The site's own files (hashed by the frontend's build) are served from the root, the admin's from /static/.
FRONTEND_BUILD = BASE_DIR / "frontend" / "build"
# The program that draws pages as HTML listens here; `serve` starts it and fills this in. Pages don't wait longer for it.
RENDERER_SOCKET = env.str("RENDERER_SOCKET", default="")
RENDERER_SECONDS = env.float("RENDERER_SECONDS", default=0.3)
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "static"
# Scripts of the admin that the frontend's build makes, where it has run.
STATICFILES_DIRS = [folder for folder in (FRONTEND_BUILD / "static",) if folder.exists()]
WHITENOISE_ROOT = FRONTEND_BUILD / "client"
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
# Pictures and documents in a bucket instead of a folder, such as s3://bucket/folder.
MEDIA_BUCKET = env.str("MEDIA_BUCKET", default="")
STORAGES: dict[str, dict[str, Any]] = {
    "default": read_media(MEDIA_BUCKET) if MEDIA_BUCKET else {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# Only developers' tools ask for source maps: compressing them took half of the time of `collectstatic`.
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = (*Compressor.SKIP_COMPRESS_EXTENSIONS, "map")


def WHITENOISE_IMMUTABLE_FILE_TEST(path: str, url: str) -> bool:
    """Whether `url` carries a hash of its content, so that a browser may keep it for ever."""
    return url.startswith("/_app/immutable/") or _is_hashed_static_file(url)


def _is_hashed_static_file(url: str) -> bool:
    name = url.rpartition("/")[2].split(".")
    return url.startswith(STATIC_URL) and len(name) > 2 and len(name[-2]) == 12 and name[-2].isalnum()


TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# One line of JSON for each event, on standard error; or, as people read it, plain. Neither has an address of a reader in it.
# Django's own default prints nothing in production.
LOG_FORMAT = env.str("LOG_FORMAT", default="") or "json"
if LOG_FORMAT not in ("json", "plain"):
    raise ImproperlyConfigured(f"LOG_FORMAT is {LOG_FORMAT}; it has to be json or plain.")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"news": {"()": "django.utils.log.CallbackFilter", "callback": is_news}},
    "formatters": {"json": {"()": "cms.logs.JsonLines"}, "plain": {"()": "cms.logs.PlainLines"}},
    "handlers": {
        "warnings": {"class": "logging.StreamHandler", "formatter": LOG_FORMAT, "level": "WARNING"},
        "errors": {"class": "logging.StreamHandler", "formatter": LOG_FORMAT, "level": "ERROR", "filters": ["news"]},
        "lines": {"class": "logging.StreamHandler", "formatter": LOG_FORMAT, "level": "INFO"},
    },
    "root": {"handlers": ["warnings"]},
    "loggers": {
        "django": {"handlers": ["warnings"], "propagate": False},
        # Warns of each page that isn't found.
        "django.request": {"handlers": ["errors"], "propagate": False},
        # Warns of each stop.
        "django_tasks": {"handlers": ["errors"], "propagate": False},
        "django_tasks_db": {"handlers": ["errors"], "propagate": False},
        # Says once an hour how many answers came from where.
        "api.store.store": {"handlers": ["lines"], "level": "INFO", "propagate": False},
    },
}
# Where errors are told to a service such as Sentry, without anything about whose request it was.
SENTRY_DSN = env.str("SENTRY_DSN", default="")
if SENTRY_DSN:
    try:
        report_errors_to(SENTRY_DSN)
    except ValueError as error:
        raise ImproperlyConfigured("SENTRY_DSN is not an address such as https://key@sentry.example.org/1.") from error

EMAIL_CONFIG = read_mail_server(env.str("EMAIL_URL", default=""))
vars().update(EMAIL_CONFIG)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.str("MAIL_FROM", default="") or f"broadside@{urlsplit(SITE_URL).hostname}"

# Messages of the contact form: deleted after so many days, and told of by mail only where there is a mail server.
_kept_days = env.str("MESSAGES_KEPT_DAYS", default="") or "90"
if not _kept_days.isdecimal() or not 1 <= int(_kept_days) <= 3650:
    raise ImproperlyConfigured(f"MESSAGES_KEPT_DAYS is {_kept_days}; it has to be a number of days from 1 to 3650.")
MESSAGES_KEPT_DAYS = int(_kept_days)
# The public keys that messages are sealed to as they arrive, as `manage.py make_message_key` prints them: one for each
# person who reads messages, with commas between. Without one, messages are kept in plain text.
try:
    MESSAGE_KEYS = public_keys(env.list("MESSAGE_KEYS", default=[]))
except KeyRefused as refusal:
    raise ImproperlyConfigured(f"MESSAGE_KEYS: {refusal}") from refusal
MESSAGES_ARE_MAILED = bool(env.str("EMAIL_URL", default=""))
# The worker tries the links of public pages, each once a day, unless this is 0. Machines inside the own network are asked
# only where they are listed here, by their numbers.
_check_links = env.str("CHECK_LINKS", default="") or "1"
if _check_links not in ("0", "1"):
    raise ImproperlyConfigured(f"CHECK_LINKS is {_check_links}; it has to be 0 or 1.")
LINKS_ARE_CHECKED = _check_links == "1"
LINK_CHECK_KNOWS: list[str] = []
# Backups: where the copies go (a folder, or s3://bucket/folder), the public keys (age1…) of those who can open them, of how many
# days, weeks and months a copy is kept, and when the day's copy is made. What they hold: docs/operations.md.
BACKUP = plan_of(
    env.str("BACKUP_TO", default=""),
    env.list("BACKUP_RECIPIENTS", default=[]),
    env.str("BACKUP_KEEP", default=""),
    env.str("BACKUP_AT", default=""),
)
# Webhooks go to public machines, and to those inside the own network that are listed here, by their numbers.
WEBHOOKS_KNOW: list[str] = []
# Behind a proxy: the header in which it tells whose request it is, such as X-Forwarded-For. Without a proxy anybody could
# write that header, so that it has to stay empty.
CLIENT_ADDRESS_HEADER = env.str("CLIENT_ADDRESS_HEADER", default="")

# Other sites whose pages may read the API and the feeds in a browser: origins such as https://app.example.org, or `*`.
CORS_ALLOWED_ORIGINS = [origin for origin in env.list("CORS_ORIGINS", default=[]) if origin != "*"]
CORS_ALLOW_ALL_ORIGINS = "*" in env.list("CORS_ORIGINS", default=[])
CORS_URLS_REGEX = r"^/(api/|feeds?[./]|.*\.ics$)"
CORS_ALLOW_METHODS = ["GET", "HEAD", "OPTIONS", "POST"]
CORS_ALLOW_HEADERS = ["accept", "content-type", "if-modified-since", "if-none-match", "x-preview-link"]
CORS_EXPOSE_HEADERS = ["etag", "retry-after"]

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_SCHEMA_CLASS": "api.openapi.Endpoint",
    "EXCEPTION_HANDLER": "api.problems.problem_response",
    "UNAUTHENTICATED_USER": None,
    # `format` is a parameter like any other that isn't known.
    "URL_FORMAT_OVERRIDE": None,
}

SPECTACULAR_SETTINGS = {
    "TITLE": "Broadside",
    "VERSION": "1",
    "DESCRIPTION": "Everything that the site's readers see, as JSON. Nothing here needs an account, and nothing can be "
    "changed; a message can be sent.",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "SERVE_AUTHENTICATION": [],
    "SCHEMA_PATH_PREFIX": "/api/v1/",
    "PREPROCESSING_HOOKS": ["api.openapi.only_ours"],
    "POSTPROCESSING_HOOKS": ["drf_spectacular.hooks.postprocess_schema_enum_id_removal", "api.openapi.add_components"],
    # The docs' own files come from this server.
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "TAGS": [
        {"name": "pages", "description": "Pages by path, by id and in lists."},
        {"name": "site", "description": "What belongs to the whole site."},
        {"name": "contact", "description": "Messages to the group."},
    ],
}

# Shows an editor a page that may be unsaved; pages themselves have no templates.
PREVIEW_RENDERER = "cms.preview.render_preview"

# Browsers know neither of these two, and say so in the console of everybody's account page.
WAGTAIL_USER_TIME_ZONES = sorted(available_timezones() - {"localtime", "Factory"})

# Who approves a page publishes it, though nobody may who is not asked to.
WAGTAIL_FINISH_WORKFLOW_ACTION = "home.desk.finishing.publish_what_was_approved"

# Passwords can't be guessed for ever.
WAGTAILADMIN_USER_PASSWORD_RESET_FORM = "cms.login.forms.PasswordResetForm"

WAGTAIL_SITE_NAME = "Broadside"
WAGTAILADMIN_BASE_URL = ADMIN_URL or SITE_URL
WAGTAILIMAGES_IMAGE_MODEL = "home.CustomImage"
WAGTAILDOCS_DOCUMENT_MODEL = "home.CustomDocument"
WAGTAILIMAGES_IMAGE_FORM_BASE = "home.images.forms.ImageForm"
WAGTAILIMAGES_EXTENSIONS = ACCEPTED_EXTENSIONS
WAGTAILIMAGES_MAX_UPLOAD_SIZE = MAX_FILE_BYTES
WAGTAILIMAGES_MAX_IMAGE_PIXELS = MAX_PIXELS
# A photo with the place where it was taken stays in memory until that is gone: it never touches the disk.
FILE_UPLOAD_MAX_MEMORY_SIZE = MAX_FILE_BYTES + 1024**2
# Wagtail keeps the passwords of pages and collections in plain text and never throttles them.
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS = {"SHARED_PASSWORD": False}
# No picture formats here: a photo filed as a document would keep the place where it was taken.
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odt", "ods", "pdf", "txt", "xlsx"]
WAGTAILDOCS_SERVE_METHOD = "serve_view"
# None is shown by the browser itself: what somebody has uploaded is saved.
WAGTAILDOCS_INLINE_CONTENT_TYPES: list[str] = []
# The admin asks nobody else's server: no avatars from Gravatar, no check for new releases.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
