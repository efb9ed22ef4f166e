"""Puts the live preview into the admin."""

from wagtail import hooks

from cms.preview import live_urls

hooks.register("register_admin_urls", live_urls)
