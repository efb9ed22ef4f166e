"""What the admin's templates ask the desk."""

from typing import Any

from django import template

from home.desk.choosing import chosen_title
from home.desk.references import Referrer, referrers_of

register = template.Library()
register.filter(chosen_title)

NAMES = ("page", "image", "document", "snippet", "object")
"""What Wagtail's views call what is about to go. Those for a selection give each as a dictionary with an `item`."""


@register.simple_tag(takes_context=True)
def referrers(context: dict[str, Any]) -> list[Referrer]:
    """Who refers to what is about to go. Costs some queries for each that does."""
    target = next((context[name] for name in NAMES if context.get(name)), None)
    if isinstance(target, dict):
        target = target.get("item")
    return referrers_of(target, context["request"].user) if target else []
