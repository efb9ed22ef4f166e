"""What a page tells about the form for messages, and about what became of one that was filled in without scripts."""

from typing import Annotated, Literal

from django.conf import settings
from typing_extensions import TypedDict

from api.contact.letters import TRAP
from api.problems import FieldProblem
from home.models.messages import LONGEST_EMAIL, LONGEST_NAME, LONGEST_TEXT
from home.shapes import doc


class FormLimits(TypedDict):
    """How long each field may be, in characters."""

    name: Annotated[int, doc("Of the field `name`.")]
    email: Annotated[int, doc("Of the field `email`.")]
    message: Annotated[int, doc("Of the field `message`.")]


class TypedFields(TypedDict):
    """What somebody typed, for the form to show again."""

    name: Annotated[str, doc("As it was typed.")]
    email: Annotated[str, doc("As it was typed.")]
    message: Annotated[str, doc("As it was typed.")]


class FormOutcome(TypedDict):
    """What became of a form that was posted without scripts."""

    kind: Annotated[
        Literal["received", "to_check", "refused"],
        doc("`to_check`: nothing is wrong, and the form has to be sent once more, with `token`."),
    ]
    code: Annotated[
        str,
        doc(
            "Why it was refused as a whole, in a word for programs: `too_early`, `too_often`, `expired` (the token is too "
            "old) or `used` (the message has arrived already). Empty where it wasn't, or `errors` say it."
        ),
    ]
    detail: Annotated[str, doc("What became of it, in a sentence.")]
    wait: Annotated[int, doc("Seconds until it will be taken. 0 where there is nothing to wait for.")]
    errors: Annotated[list[FieldProblem], doc("What is wrong with the fields.")]
    fields: TypedFields
    token: Annotated[str, doc("To be posted as the field `token`. Empty where the message has arrived.")]


class ContactForm(TypedDict):
    """What a form for messages needs to know."""

    action: Annotated[
        str, doc("Where a form without JavaScript posts its fields, URL-encoded; it is answered with this page.")
    ]
    limits: FormLimits
    trap: Annotated[str, doc("Name of the field to hide from people and leave empty.")]
    kept_days: Annotated[int, doc("After so many days the group's server deletes a message.")]
    sealed: Annotated[bool, doc("Whether messages are encrypted as they arrive, to a key that isn't on the server.")]
    outcome: Annotated[FormOutcome | None, doc("Null but in the answer to a form that was posted to `action`.")]


def form_at(path: str) -> ContactForm:
    """What the form on the page at `path` needs to know."""
    return {
        "action": path,
        "limits": {"name": LONGEST_NAME, "email": LONGEST_EMAIL, "message": LONGEST_TEXT},
        "trap": TRAP,
        "kept_days": settings.MESSAGES_KEPT_DAYS,
        "sealed": bool(settings.MESSAGE_KEYS),
        "outcome": None,
    }
