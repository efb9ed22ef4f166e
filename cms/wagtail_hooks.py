"""Puts the live preview, the editor's bar and what people see of their own logins into the admin."""

from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from wagtail import hooks

from cms.login.account import account_urls, second_step_item, sessions_button, sessions_item
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
hooks.register("register_admin_urls", account_urls)
hooks.register("register_account_menu_item", second_step_item)
hooks.register("register_account_menu_item", sessions_item)
hooks.register("register_user_listing_buttons", sessions_button)
hooks.register("insert_editor_js", live_preview_script)
hooks.register("insert_global_admin_js", global_scripts)
hooks.register("construct_wagtail_userbar", use_our_checker)
