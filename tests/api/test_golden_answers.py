"""The whole answer for each kind of page is kept in `golden/`: whatever changes in it shows when a change is reviewed.

After a change that is meant, `RENEW_GOLDEN=1 python -m pytest tests/api/test_golden_answers.py` writes them anew.
"""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from home.models import page_models
from tests.api.golden_site import GoldenSite, with_fixed_names

pytestmark = pytest.mark.django_db

GOLDEN = Path(__file__).parent / "golden"


@pytest.fixture(scope="module")
def golden_site(django_db_setup: None, django_db_blocker: Any) -> Iterator[GoldenSite]:
    with django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        yield with_fixed_names(patch)
        transaction.set_rollback(True)


@pytest.mark.parametrize("kind", page_models())
def test_page_is_as_its_golden_answer(client: Client, golden_site: GoldenSite, kind: str) -> None:
    page = next(page for page in golden_site.every_page() if page.page_type == kind)
    answer = golden_site.with_numbers(client.get(f"/api/v1/pages/{page.pk}/").json())
    file = GOLDEN / f"{kind}.json"
    if os.environ.get("RENEW_GOLDEN"):
        file.write_text(json.dumps(answer, indent=1, ensure_ascii=False) + "\n")
    assert answer == json.loads(file.read_text())


def test_no_other_answers_are_kept() -> None:
    assert {file.stem for file in GOLDEN.iterdir()} == set(page_models())
