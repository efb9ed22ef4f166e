"""A group picks the colour of its site, among those that can be read there."""

import colorsys
import re

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text

from cms.bootstrap.places import FRONTEND
from home.colours import DAY, DEFAULT_ACCENT, NIGHT, ON_ACCENT, Light, contrast, linear, mixture, validate_accent
from home.models import OrganisationSettings
from tests.pages import SmallSite
from tests.tree.conftest import Editor, errors_of

TOKENS = (FRONTEND / "src" / "lib" / "styles" / "tokens.css").read_text()
BY_DAY, BY_NIGHT = TOKENS.split("@media (prefers-color-scheme: dark)", 1)


def save(editor: Editor, site: SmallSite, accent: str) -> dict[str, list[str]]:
    fields = {"name": "", "tagline": "", "email": "", "share_image": "", "accent": accent, "footer_text": rich_text("")}
    fields |= {"translations": inline_formset([])}
    url = reverse("wagtailsettings:edit", args=("home", "organisationsettings", site.site.pk))
    return errors_of(editor.client.post(url, nested_form_data(fields)))


def test_colour_is_set(site: SmallSite, editor: Editor) -> None:
    assert save(editor, site, "#005EA5") == {}
    assert OrganisationSettings.for_site(site.site).accent == "#005ea5"


def test_left_empty_the_colour_is_the_one_that_the_site_comes_with(site: SmallSite, editor: Editor) -> None:
    assert save(editor, site, "") == {}
    assert OrganisationSettings.for_site(site.site).accent == DEFAULT_ACCENT


@pytest.mark.parametrize(
    ("colour", "sentence"),
    [
        (
            "#ffcc00",
            "The contrast between this colour and the paper would be 1.5:1, too little to read by (4.5:1): pick a darker one.",
        ),
        (
            "#000000",
            "The contrast between this colour and the dark paper would be 2.4:1, too little to read by (4.5:1): "
            "pick a lighter one.",
        ),
        ("red", "Write the colour as # and six digits from 0 to f, such as #b3231b."),
    ],
)
def test_colour_that_cannot_be_read_is_refused_in_one_sentence(
    colour: str, sentence: str, site: SmallSite, editor: Editor
) -> None:
    assert save(editor, site, colour) == {"accent": [sentence]}


@pytest.mark.parametrize("hue", range(0, 360, 30))
@pytest.mark.parametrize("saturation", [0, 0.5, 1])
def test_of_every_colour_some_shade_will_do(hue: int, saturation: float) -> None:
    shades = (colorsys.hls_to_rgb(hue / 360, lightness / 100, saturation) for lightness in range(101))
    assert any(is_accepted("#" + "".join(f"{round(255 * channel):02x}" for channel in shade)) for shade in shades)


def is_accepted(colour: str) -> bool:
    try:
        validate_accent(colour)
    except ValidationError:
        return False
    return True


def test_contrast_is_that_of_wcag() -> None:
    assert contrast(linear("#000000"), linear("#ffffff")) == pytest.approx(21)
    # The lightest grey that WCAG allows on white.
    assert contrast(linear("#767676"), linear("#ffffff")) == pytest.approx(4.54, abs=0.01)


def test_mixture_is_that_of_a_browser() -> None:
    # What Chromium computes for color-mix(in oklab, #b3231b 52%, white).
    assert mixture(linear("#b3231b"), linear("#ffffff"), 0.52) == pytest.approx(linear("#e09489"), abs=0.005)


@pytest.mark.parametrize(("light", "tokens", "mixed_with"), [(DAY, BY_DAY, "black"), (NIGHT, BY_NIGHT, "white")])
def test_colours_are_checked_against_those_of_the_stylesheet(light: Light, tokens: str, mixed_with: str) -> None:
    assert light.papers == tuple(re.findall(r"--(?:paper|shade): (#\w+);", tokens))
    assert f"--accent-text: color-mix(in oklab, var(--accent) {light.share:.0%}, {mixed_with});" in tokens
    assert {"black": "#000000", "white": "#ffffff"}[mixed_with] == light.mixed_with


def test_the_sites_own_colour_is_the_stylesheets() -> None:
    assert f"--accent: {DEFAULT_ACCENT};" in TOKENS
    assert f"--on-accent: {ON_ACCENT};" in TOKENS
    assert is_accepted(DEFAULT_ACCENT)
