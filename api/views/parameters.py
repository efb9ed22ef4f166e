"""Query parameters: strict, so that a typing error is told instead of passing as an answer."""

from collections.abc import Iterable
from typing import Any, get_args

from django.utils.dateparse import parse_date
from rest_framework import serializers
from rest_framework.exceptions import ValidationError

from api import openapi
from api.cursors import LARGEST_ID
from home.shapes import PageType

MOST_VALUES = 50
"""Of a parameter that takes several."""
LONGEST_QUERY = 200
"""In characters."""


class Parameters(serializers.Serializer[Any]):
    """The query parameters of an endpoint. One that is unknown, blank or repeated is refused by name."""

    def to_internal_value(self, data: Any) -> Any:
        for name in data:
            if name not in self.fields:
                known = ", ".join(self.fields) or "none"
                raise ValidationError({name: f"There is no such parameter. Known are: {known}."})
            if len(data.getlist(name)) > 1:
                raise ValidationError({name: "This parameter was given more than once."})
            if data[name] == "":
                raise ValidationError({name: "This parameter was given without a value."})
        return super().to_internal_value(data)


class LanguageParameters(Parameters):
    """Parameters of an endpoint that answers in one of the site's languages. `ReaderView` looks the language up."""

    locale = serializers.CharField(
        required=False,
        max_length=35,
        help_text="BCP 47 tag of a language that `site/` names, such as `de`. Without it, the site's first language.",
        style=openapi.example("en-GB"),
    )


class CommaSeparatedField(serializers.CharField):
    """One or several values, separated by commas; `of` turns each into what is looked for. A list."""

    def __init__(self, of: serializers.Field[Any, Any, Any, Any], **kwargs: Any) -> None:
        self.of = of
        super().__init__(**{"required": False, "max_length": 1000, **kwargs})

    def to_internal_value(self, data: Any) -> Any:
        values = super().to_internal_value(data).split(",")
        if len(values) > MOST_VALUES:
            raise ValidationError(f"At most {MOST_VALUES} values can be given.")
        return [self.of.run_validation(value.strip()) for value in values]


class NameField(serializers.CharField):
    """One of a fixed set of names."""

    def __init__(self, names: Iterable[str], **kwargs: Any) -> None:
        self.names = list(names)
        super().__init__(**kwargs)

    def to_internal_value(self, data: Any) -> str:
        name = super().to_internal_value(data)
        if name not in self.names:
            raise ValidationError(f"“{name[:40]}” is not known here. Known are: {', '.join(self.names)}.")
        return str(name)


class TypesField(CommaSeparatedField):
    """Kinds of pages."""

    TYPES: tuple[str, ...] = get_args(PageType)

    def __init__(self, **kwargs: Any) -> None:
        names = ", ".join(f"`{name}`" for name in self.TYPES)
        help_text = f"Kinds of pages, separated by commas: {names}."
        super().__init__(
            of=NameField(self.TYPES), **{"help_text": help_text, "style": openapi.example("position,article"), **kwargs}
        )


class TagsField(CommaSeparatedField):
    """Slugs of tags."""

    def __init__(self, **kwargs: Any) -> None:
        help_text = "Slugs of tags, separated by commas: those with any of them."
        of = serializers.SlugField(max_length=100)
        super().__init__(of=of, **{"help_text": help_text, "style": openapi.example("repairs,rents"), **kwargs})


class QueryField(serializers.CharField):
    """Words to search for."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": LONGEST_QUERY, "style": openapi.example("rent repairs"), **kwargs})


class IdField(serializers.IntegerField):
    """The id of a page."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"min_value": 1, "max_value": LARGEST_ID, "style": openapi.example(5), **kwargs})


class DayField(serializers.DateField):
    """A day, as in RFC 3339: 2026-05-01."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"style": openapi.example("2026-05-01"), **kwargs})

    def to_internal_value(self, value: Any) -> Any:
        try:
            day = parse_date(value)
        except ValueError:
            day = None
        if day is None:
            raise ValidationError("A day is written as 2026-05-01.")
        return day
