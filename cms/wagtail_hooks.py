"""Puts the live preview into the admin."""

from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks

from cms.preview import live_urls


def live_preview_script() -> str:
    return format_html('<script type="module" src="{}"></script>', static("cms/live-preview.js"))


hooks.register("register_admin_urls", live_urls)
hooks.register("insert_editor_js", live_preview_script)
