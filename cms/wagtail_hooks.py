"""Puts the live preview and the editor's bar into the admin."""

from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from wagtail import hooks

from cms.preview import frame_address, live_urls
from cms.userbar import use_our_checker, userbar_urls


def live_preview_script() -> str:
    return format_html(
        '<script type="module" src="{}" data-frame="{}" data-userbar="{}"></script>',
        static("cms/live-preview.js"),
        frame_address(),
        f"{reverse('userbar')}?preview",
    )


def global_scripts() -> str:
    scripts = '<script src="{}"></script><script type="module" src="{}"></script>'
    return format_html(scripts, static("cms/starts.js"), static("cms/editor.js"))


hooks.register("register_admin_urls", live_urls)
hooks.register("register_admin_urls", userbar_urls)
hooks.register("insert_editor_js", live_preview_script)
hooks.register("insert_global_admin_js", global_scripts)
hooks.register("construct_wagtail_userbar", use_our_checker)
