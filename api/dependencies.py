"""Remembers what an answer was made of, so that a change can throw away the answers that it makes stale."""

import datetime
from dataclasses import dataclass, field

NOTE = "broadside.dependencies"
"""Where a request's environment says what the answer is made of, for the response store."""


@dataclass
class Dependencies:
    """What was read while one answer was built.

    `keys` name objects and collections: `page:12`, `place:12` where nothing of a page is read but where it is and whether
    it is public, `image:4`, `document:3`, `children:7`, `type:activity_report`, `latest` (the latest and the next activities),
    `translations:6f0c…` (by the key that translations share), `order:7` (which pages there are below a page, and in
    which order), `answers:12` (articles that answer a page, or belong to an exchange with it), `about:12` (activities
    about a position), `site`, `menu`, `languages`, `redirects`, `search` for the index, `tree` for every page and its
    place, and `frontend` for what is filled into the built shell. An object that was asked for and is not public counts
    too: the answer changes when it becomes so.
    `until` is the moment at which the answer changes by itself, such as the expiry of a page in it; None for never.
    `changed_at` is a date since which nothing that the answer is made of has changed; None where there is none for certain.
    """

    keys: set[str] = field(default_factory=set)
    until: datetime.datetime | None = None
    changed_at: datetime.datetime | None = None
    is_whole: bool = True
    """False where something is missing that is there the next time, such as the HTML of a renderer that just starts."""

    def add(self, kind: str, key: object = None) -> None:
        self.keys.add(kind if key is None else f"{kind}:{key}")

    def changes_at(self, moment: datetime.datetime | None) -> None:
        """Notes a moment, None for never, at which the clock changes the answer."""
        if moment and (self.until is None or moment < self.until):
            self.until = moment

    def include(self, other: "Dependencies") -> None:
        """Adds what another answer was made of, which is a part of this one."""
        self.keys |= other.keys
        self.changes_at(other.until)
        self.is_whole = self.is_whole and other.is_whole
        if other.changed_at != self.changed_at:
            # Something has changed between the two.
            self.changed_at = None
