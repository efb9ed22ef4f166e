"""What an editor fills into the admin's forms, as a browser sends it."""

from typing import Any

from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from home.models import page_models

NOTHING = inline_formset([])


def text_block(text: str = "Rents have doubled.") -> tuple[str, str]:
    return ("rich_text", rich_text(f"<p>{text}</p>"))


def section(heading: str, anchor: str = "", **more: Any) -> tuple[str, dict[str, Any]]:
    return ("section", {"heading": heading, "anchor": anchor, "body": rich_text("<p>One.</p>"), **more})


def _fields() -> dict[str, dict[str, Any]]:
    """Each kind of page, filled in with no more than it needs, and a body where it may have one."""
    nothing = rich_text("")
    body = streamfield([text_block()])
    return {
        "home": {
            "purpose": "Homes are for living in.",
            "lead": nothing,
            "chosen_positions": NOTHING,
            "call_heading": "",
            "call_text": nothing,
            "call_page": "",
        },
        "manifesto": {"introduction": nothing, "adopted_on": "", "sections": streamfield([section("Homes")])},
        "position_index": {"introduction": nothing},
        "position": {
            "number": "",
            "summary": "No rent above a third of income.",
            "adopted_on": "",
            "body": body,
            "manifesto_sections": NOTHING,
            "related_positions": NOTHING,
        },
        "activity_index": {"introduction": nothing},
        "activity_report": {
            "kind": "practical",
            "starts_at": "2031-05-01 18:00",
            "ends_at": "",
            "place": "",
            "address": "",
            "summary": "A stall in the street.",
            "body": body,
            "photos": NOTHING,
            "documents": NOTHING,
            "related_positions": NOTHING,
            "tags": "",
        },
        "debate_index": {"introduction": nothing},
        "article": {
            "author_names": "A. Nonym",
            "written_on": "2031-05-01",
            "summary": "An objection.",
            "body": body,
            "responds_to": "",
            "tags": "",
        },
        "contact": {"introduction": nothing, "email": "hello@example.org", "openpgp_key": "", "privacy": nothing},
        "standard": {"introduction": nothing, "body": body},
    }


def page_form(page_type: str, **changes: Any) -> dict[str, str]:
    """The form of a page of that type; `changes` replace fields or add to them."""
    assert page_type in page_models()
    slug = f"new-{page_type.replace('_', '-')}"
    fields = {
        "title": "A new page",
        "slug": slug,
        "seo_title": "",
        "search_description": "",
        "share_image": "",
        "comments": NOTHING,
        **_fields()[page_type],
        **changes,
    }
    return nested_form_data(fields)
