"""The names by which a cache in front of the site can throw answers away: what an answer carries, and what a change purges.

The two halves belong together: whatever `tags_of` makes of a dependency, `stale_tags` has to make of the stale key.
"""

from collections.abc import Iterable

from api.dependencies import Dependencies

LONGEST_TAGS = 2000
"""In characters: proxies commonly refuse answers with more than 4 or 8 KB of headers."""

TOLD_BY_TYPE = {"answers": "type:article", "about": "type:activity_report", "order": "type:position"}
"""Dependencies that only our own store knows: as tags their ids would tell how pages belong together."""
TOLD_AS = {"place": "page"}
"""What only our own store tells apart: one more tag for each link would leave no room for the others."""


def tags_of(dependencies: Dependencies) -> list[str]:
    """The dependencies for a cache to throw the answer away by. Where they are too many, `page` stands for all pages:
    whoever throws away `page:12` has to throw away `page` too. Some are told by the type of page that they are about."""
    tags = {told(key) for key in dependencies.keys}
    if len(",".join(tags)) > LONGEST_TAGS:
        tags = {kind_of(tag) for tag in tags}
    return sorted(tags)


def stale_tags(keys: Iterable[str]) -> list[str]:
    """The tags of all answers that depend on any of `keys`, however `tags_of` has told them."""
    tags = {told(key) for key in keys}
    return sorted(tags | {kind_of(tag) for tag in tags})


def told(key: str) -> str:
    kind, colon, name = key.partition(":")
    return TOLD_BY_TYPE.get(kind) or f"{TOLD_AS.get(kind, kind)}{colon}{name}"


def kind_of(tag: str) -> str:
    return tag.partition(":")[0]
