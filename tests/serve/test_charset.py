"""A request may name any charset: what is asked is in its address."""

import pytest
from django.test import RequestFactory

from cms.wsgi import Site


@pytest.mark.parametrize("charset", ["bz2_codec", "hex", "rot13", "zz", "utf-7", "utf-8"])
def test_charset_that_makes_no_text_counts_as_none(charset: str) -> None:
    environ = RequestFactory().get("/api/v1/resolve/?path=/").environ
    environ["CONTENT_TYPE"] = f"text/plain; charset={charset}"
    assert Site.request_class(environ).GET["path"] == "/"
