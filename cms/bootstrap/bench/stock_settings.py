"""The site's settings with Wagtail's own APIs, and with the middleware and the cache that a new project of Wagtail's has."""

from cms.settings.development import *  # noqa: F403  # these are those settings, with other manners
from cms.settings.development import INSTALLED_APPS as OURS

INSTALLED_APPS = [*OURS, "wagtail.api.v2", "wagtail.api.v3"]
ROOT_URLCONF = "cms.bootstrap.bench.stock_urls"
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    # Its app doesn't start without.
    "allauth.account.middleware.AccountMiddleware",
]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
REST_FRAMEWORK = {}
