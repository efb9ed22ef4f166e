"""Cursors: where a walk through a list goes on, whatever comes and goes meanwhile."""

import base64
import binascii
import json
from typing import Any, cast

from django.core.exceptions import ValidationError as DjangoValidationError
from django.db.models import Model, Q

LARGEST_ID = 2**31 - 1
"""Of a row in any table; a number above it is refused before the database sees it."""


def cursor_after(order: str, value: Any, pk: int) -> str:
    """The cursor that goes on behind the page `pk`, which has `value` in the field of `order` (as in `-starts_at`)."""
    text = json.dumps([order, value if value is None or isinstance(value, int) else str(value), pk])
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def behind(cursor: str, order: str, model: type[Model], name: str) -> Q:
    """What comes behind the page that `cursor` names, in the same order; `name` is the field of the order.

    Raises ValueError where the cursor was not made for that order.
    """
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        made_for, value, pk = json.loads(base64.urlsafe_b64decode(padded.encode()))
        value = None if value is None else cast(Any, model._meta.get_field(name)).to_python(value)
        if made_for != order or type(pk) is not int or not 0 < pk <= LARGEST_ID or "\x00" in str(value):
            raise ValueError
    except (ValueError, TypeError, binascii.Error, RecursionError, OverflowError, DjangoValidationError) as error:
        raise ValueError("This cursor was not made by this list in this order.") from error
    if order.startswith("-"):
        same = Q(**{name: value} if value is not None else {f"{name}__isnull": True}, pk__lt=pk)
        return same if value is None else same | Q(**{f"{name}__lt": value}) | Q(**{f"{name}__isnull": True})
    same = Q(**{name: value} if value is not None else {f"{name}__isnull": True}, pk__gt=pk)
    return same | (Q(**{f"{name}__isnull": False}) if value is None else Q(**{f"{name}__gt": value}))
