"""Whether a colour that a group picks for its site can be read there, by light and by dark.

The papers and mixtures are those of `frontend/src/lib/styles/tokens.css`; a test keeps the two together.
"""

import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError

Triple = tuple[float, float, float]

DEFAULT_ACCENT = "#b3231b"
ON_ACCENT = "#ffffff"

# WCAG 2.2, success criterion 1.4.3.
LEAST_CONTRAST = 4.5

HEX = re.compile(r"#[0-9a-f]{6}")

# Björn Ottosson, "A perceptual color space for image processing": linear sRGB to cone responses, those to OKLab, and back.
_TO_CONES = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
_FROM_CONES = (
    (4.0767416621, -3.3077115913, 0.2309699292),
    (-1.2684380046, 2.6097574011, -0.3413193965),
    (-0.0041960863, -0.7034186147, 1.7076147010),
)


@dataclass(frozen=True)
class Light:
    """What accented words stand on, and what the accent is mixed with to be read there.

    share: how much of the accent is in the mixture, from 0 to 1.
    """

    papers: tuple[str, str]
    share: float
    mixed_with: str


DAY = Light(papers=("#f6f3ec", "#e9e5da"), share=0.92, mixed_with="#000000")
NIGHT = Light(papers=("#151312", "#24211e"), share=0.52, mixed_with="#ffffff")


def validate_accent(colour: str) -> None:
    """Raises `ValidationError` for what is no colour (`#rrggbb`), and for a colour that can't be read everywhere."""
    if not HEX.fullmatch(colour.lower()):
        raise ValidationError(
            "Write the colour as # and six digits from 0 to f, such as %(example)s.", params={"example": DEFAULT_ACCENT}
        )
    day, on_accent, night = (
        _contrast_in(DAY, colour),
        contrast(linear(ON_ACCENT), linear(colour)),
        _contrast_in(NIGHT, colour),
    )
    if min(day, on_accent) < LEAST_CONTRAST:
        raise _unreadable("this colour and the paper would be", min(day, on_accent), "darker")
    if night < LEAST_CONTRAST:
        raise _unreadable("this colour and the dark paper would be", night, "lighter")


def _unreadable(pair: str, found: float, way: str) -> ValidationError:
    # Rounded down, so that it never seems to be enough.
    shown = int(found * 10) / 10
    return ValidationError(
        f"The contrast between {pair} {shown}:1, too little to read by ({LEAST_CONTRAST}:1): pick a {way} one."
    )


def _contrast_in(light: Light, colour: str) -> float:
    words = mixture(linear(colour), linear(light.mixed_with), light.share)
    return min(contrast(words, linear(paper)) for paper in light.papers)


def linear(colour: str) -> Triple:
    """`#rrggbb` as red, green and blue from 0 to 1, in proportion to the light they give (IEC 61966-2-1)."""
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels)
    return red, green, blue


def contrast(one: Triple, other: Triple) -> float:
    """The contrast ratio of two linear colours, from 1 to 21 (WCAG 2.2, relative luminance)."""
    darker, lighter = sorted(0.2126 * red + 0.7152 * green + 0.0722 * blue for red, green, blue in (one, other))
    return (lighter + 0.05) / (darker + 0.05)


def mixture(one: Triple, other: Triple, share: float) -> Triple:
    """What CSS makes of `color-mix(in oklab, one share, other)`, as a linear colour within sRGB."""
    roots = [[value ** (1 / 3) for value in _multiplied(_TO_CONES, colour)] for colour in (one, other)]
    # OKLab is linear in these roots, so mixing them is mixing there.
    mixed = [share * first + (1 - share) * second for first, second in zip(*roots, strict=True)]
    red, green, blue = (
        min(1.0, max(0.0, value)) for value in _multiplied(_FROM_CONES, (mixed[0] ** 3, mixed[1] ** 3, mixed[2] ** 3))
    )
    return red, green, blue


def _multiplied(matrix: tuple[Triple, Triple, Triple], vector: Triple) -> Triple:
    first, second, third = (sum(factor * value for factor, value in zip(row, vector, strict=True)) for row in matrix)
    return first, second, third
