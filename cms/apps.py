"""Makes `cms` an app, so that its commands and checks are found."""

from django.apps import AppConfig


class CmsConfig(AppConfig):
    name = "cms"
