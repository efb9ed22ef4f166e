"""What the admin shows differently here: editors are not told about releases of software that they don't look after."""

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.menu import MenuItem


def leave_out_release_notes(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    menu_items[:] = [item for item in menu_items if not item.name.startswith("whats-new-in-wagtail")]


hooks.register("construct_help_menu", leave_out_release_notes)
