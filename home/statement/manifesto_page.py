"""Makes or revises the one manifesto page that a statement belongs to."""

from django.utils.text import slugify

from home.models import HomePage, ManifestoPage
from home.statement.citations import is_same_html, matched, stored_sections
from home.statement.history import digest_of, imported_into
from home.statement.parsing import Statement
from home.statement.written import Change, Written, make, revise


def write_manifesto(home: HomePage, statement: Statement, title: str) -> tuple[Written, list[str]]:
    """The manifesto below `home`, made or revised where `statement` differs from what was last imported.

    With it come the ids of the blocks that hold the statement's sections; "" for one that an editor has taken out. A page
    that has a title keeps it where the statement has none.
    """
    digest = digest_of(
        statement.title,
        str(statement.adopted_on or ""),
        statement.introduction,
        [[section.heading, section.body] for section in statement.sections],
    )
    page, last_digest = find_manifesto(home, title)
    if page is None:
        new = ManifestoPage(title=title, introduction=statement.introduction, adopted_on=statement.adopted_on)
        new.sections = stored_sections(statement.sections, [])
        return make(new, home, "manifesto", digest=digest), [block.id for block in new.sections]
    draft = page.get_latest_revision_as_object()
    stored = draft.sections.get_prep_value()
    if digest == last_digest:
        return Written(page, Change.UNCHANGED), [
            block["id"] if block else "" for block in matched(statement.sections, stored)
        ]
    blocks = stored_sections(statement.sections, stored)
    is_same = is_same_html(draft.introduction, statement.introduction)
    fields = {
        "title": statement.title or draft.title,
        "adopted_on": statement.adopted_on or draft.adopted_on,
        "introduction": draft.introduction if is_same else statement.introduction,
        "sections": blocks,
    }
    return revise(draft, fields, digest=digest), [block["id"] for block in blocks]


def find_manifesto(home: HomePage, title: str) -> tuple[ManifestoPage | None, str]:
    """The page that the statement belongs to, and the digest of what was last imported into it ("" for nothing).

    It is the one that was imported last; or else the one at the address that `title` gives, or the only one.
    """
    pages = {page.pk: page for page in ManifestoPage.objects.child_of(home)}
    records = imported_into(pages.values())
    if records:
        pk, record = list(records.items())[-1]
        return pages[pk], record["digest"]
    slug = slugify(title, allow_unicode=True)
    chosen = next((page for page in pages.values() if page.slug in (slug, "manifesto")), None)
    if chosen is None and len(pages) == 1:
        (chosen,) = pages.values()
    return chosen, ""
