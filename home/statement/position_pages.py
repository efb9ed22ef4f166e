"""Makes or revises one position page for each point of a statement."""

import uuid
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Max

from home.models import HomePage, PositionIndexPage, PositionPage
from home.models.positions import PositionManifestoSection
from home.statement.history import digest_of, imported_into
from home.statement.parsing import Statement
from home.statement.positions import StatementPosition
from home.statement.written import Change, Written, make, revise

# From this and the page's id comes the id of the block that holds an imported argument, so that it can be known again.
NAMESPACE = uuid.UUID("b9c1d3f0-52a7-4e0e-8a55-3b1f1c2f7d64")


def write_positions(home: HomePage, statement: Statement, section_ids: list[str]) -> list[Written]:
    """The list of positions and a page for each of the statement's; last come the pages whose points left the text.

    `section_ids` are the ids of the blocks that hold the statement's sections.
    """
    index = PositionIndexPage.objects.child_of(home).first()
    if index is None and not statement.positions:
        return []
    written_index = (
        Written(index, Change.UNCHANGED) if index else make(PositionIndexPage(title="Positions"), home, "positions")
    )
    written_index.is_from_the_text = False
    writer = PositionWriter(written_index.page, statement)
    positions = [
        writer.write(position, section_ids[position.section] if position.section is not None else "")
        for position in statement.positions
    ]
    return [written_index, *positions, *writer.no_longer_in_the_text(positions)] if positions or writer.records else []


@dataclass
class PositionWriter:
    """Writes positions below `index`, and knows which page each of them has."""

    index: PositionIndexPage
    statement: Statement
    pages: dict[int, PositionPage] = field(init=False)
    records: dict[int, dict[str, str]] = field(init=False)

    def __post_init__(self) -> None:
        self.pages = {page.pk: page for page in PositionPage.objects.child_of(self.index)}
        self.records = imported_into(self.pages.values())

    def write(self, position: StatementPosition, section_id: str) -> Written:
        """Makes or revises the page of `position`, which follows from the section with `section_id` ("" for none)."""
        digest = digest_of(position.title, position.summary, position.body)
        page = self.page_of(position)
        record = {"digest": digest, "point": key_of(position), "section": section_id}
        if page is None:
            return self._make(position, record)
        last = self.records.get(page.pk, {})
        if last.get("digest") == digest and section_id in ("", last.get("section")):
            return Written(page, Change.UNCHANGED)
        draft = page.get_latest_revision_as_object()
        fields: dict[str, Any] = {"adopted_on": draft.adopted_on or self.statement.adopted_on}
        if last.get("digest") not in (None, digest):
            fields |= {"title": position.title, "summary": position.summary, "body": body_with(draft, position)}
        link(draft, section_id, instead_of=last.get("section", ""))
        return revise(draft, fields, **record)

    def page_of(self, position: StatementPosition) -> PositionPage | None:
        """The page that the same point was imported into, or else the one that has its title."""
        key = key_of(position)
        for pk, record in self.records.items():
            if record["point"] == key:
                return self.pages[pk]
        others = {key_of(other) for other in self.statement.positions}
        for pk, page in self.pages.items():
            if page.draft_title.casefold() == key and self.records.get(pk, {}).get("point") not in others:
                return page
        return None

    def no_longer_in_the_text(self, written: list[Written]) -> list[Written]:
        present = {position.page.pk for position in written}
        return [Written(self.pages[pk], Change.NO_LONGER_IN_THE_TEXT) for pk in self.records if pk not in present]

    def next_number(self) -> int:
        """The first number after all others of the list. Costs one query."""
        # The model numbers pages when it validates them as a whole, which it does not for a draft's first save.
        last = PositionPage.objects.child_of(self.index).aggregate(Max("number"))["number__max"]
        return (last or 0) + 1

    def _make(self, position: StatementPosition, record: dict[str, str]) -> Written:
        page = PositionPage(title=position.title, summary=position.summary, adopted_on=self.statement.adopted_on)
        page.number = self.next_number()
        page.translation_key = uuid.uuid4()
        page.body = body_with(page, position)
        link(page, record["section"])
        return make(page, self.index, "position", **record)


def key_of(position: StatementPosition) -> str:
    """What a point is known by from one import to the next."""
    return position.title.casefold()


def body_with(page: PositionPage, position: StatementPosition) -> list[dict[str, Any]]:
    """The body of `page` in its stored form, with the position's own text in it; an editor's blocks stay."""
    block_id = str(uuid.uuid5(NAMESPACE, str(page.translation_key)))
    imported = {"type": "rich_text", "id": block_id, "value": position.body}
    blocks = page.body.get_prep_value() if page.body else []
    if any(block["id"] == block_id for block in blocks):
        blocks = [imported if block["id"] == block_id else block for block in blocks]
    else:
        blocks = [imported, *blocks]
    return [block for block in blocks if block is not imported or position.body]


def link(page: PositionPage, section_id: str, instead_of: str = "") -> None:
    """Says that `page` follows from the section with `section_id`, and no longer from the one that it replaces."""
    links = list(page.manifesto_sections.all())
    if not section_id or any(row.section == section_id for row in links):
        return
    kept = [row for row in links if row.section != instead_of]
    page.manifesto_sections.set([*kept, PositionManifestoSection(section=section_id)])
