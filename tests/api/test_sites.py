"""A request is answered for the site that Wagtail would find for it."""

from typing import Any

import pytest
from django.test import RequestFactory
from django.utils import timezone
from wagtail.models import Site

from api.sites import dated_site_of
from tests.pages import SmallSite

pytestmark = pytest.mark.django_db


@pytest.fixture
def several_sites(small_site: SmallSite, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    Site.objects.filter(pk=small_site.site.pk).update(hostname="one.example", port=80)
    for host, port in (("one.example", 8000), ("two.example", 80), ("three.example", 80), ("three.example", 8000)):
        Site.objects.create(hostname=host, port=port, root_page=small_site.standard)


@pytest.mark.parametrize("port", ["80", "8000", "9000"])
@pytest.mark.parametrize("host", ["one.example", "two.example", "three.example", "four.example"])
@pytest.mark.parametrize("has_default", [True, False])
def test_site_is_the_one_that_wagtail_finds(
    several_sites: None, rf: RequestFactory, host: str, port: str, has_default: bool
) -> None:
    if not has_default:
        Site.objects.filter(is_default_site=True).update(is_default_site=False)
    found = Site.find_for_request(rf.get("/", HTTP_HOST=host, SERVER_PORT=port))
    if found is None:
        with pytest.raises(RuntimeError, match="no site"):
            dated_site_of(rf.get("/", HTTP_HOST=host, SERVER_PORT=port), timezone.now())
    else:
        assert dated_site_of(rf.get("/", HTTP_HOST=host, SERVER_PORT=port), timezone.now())[0] == found
