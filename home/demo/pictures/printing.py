"""Prints pictures as a relief printer does, one cut block of ink after another, so that drawn pictures look made by hand.

Everything is a function of its arguments: the same call gives the same pixels on every machine with the same Pillow.
"""

import random
from collections.abc import Iterable
from functools import cache
from math import cos, pi, sin

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

Point = tuple[float, float]
Box = tuple[float, float, float, float]
Mask = Image.Image

BLACK, PAPER, WHITE = "#1b1a1f", "#f3ead8", "#fbf6ea"
RED, TEAL, OCHRE, SKY, ROSE, NIGHT = "#d43a25", "#11626a", "#e9a51d", "#a8c8c6", "#ecbda6", "#16323f"

FIELD = 2200
"""Side of the noise fields in pixels: more than the longest side of a picture."""

MARGIN = 6
"""How far the edge of a block wavers, in pixels."""


class Print:
    """A sheet of paper, and the blocks printed on it so far.

    A block is a mask (mode L) on which the motif is drawn in white with `draw`; `ink` prints it. Lengths are pixels.
    """

    def __init__(self, width: int = 1600, height: int = 1067, paper: str = PAPER, seed: int = 1) -> None:
        self.size = (width, height)
        self.random = random.Random(seed)
        self.sheet = Image.new("RGB", self.size, paper)

    def block(self) -> tuple[Mask, ImageDraw.ImageDraw]:
        """An uncut block: nothing on it prints until it is drawn on with `fill=255`."""
        mask = Image.new("L", self.size, 0)
        return mask, ImageDraw.Draw(mask)

    def ink(self, mask: Mask, colour: str) -> None:
        """Prints `mask`: edges waver as if cut by hand, and the ink does not take everywhere."""
        box = mask.getbbox()
        if box is None:
            return
        # Only the part that prints is worked on: a picture in half of the time.
        (left, top, right, bottom), (width, height) = box, self.size
        part = (max(0, left - MARGIN), max(0, top - MARGIN), min(width, right + MARGIN), min(height, bottom + MARGIN))
        worn = self._worn(mask.crop(part))
        self.sheet.paste(Image.new("RGB", worn.size, colour), part[:2], worn)

    def finish(self) -> Image.Image:
        """The sheet with the tooth of its paper."""
        tooth = self._part(paper_tooth(), self.size)
        return ImageChops.multiply(self.sheet, Image.merge("RGB", (tooth, tooth, tooth)))

    def _worn(self, mask: Mask) -> Mask:
        wavering = ImageChops.add(mask.filter(ImageFilter.BoxBlur(2)), self._part(edge_wobble(), mask.size), 1, -128)
        crisp = wavering.point([max(0, min(255, (value - 128) * 5 + 128)) for value in range(256)])
        return ImageChops.multiply(crisp, self._part(ink_cover(), mask.size))

    def _part(self, field: Image.Image, size: tuple[int, int]) -> Image.Image:
        """A part of a noise field, another one each time, so that no two blocks wear alike."""
        left, top = (self.random.randrange(FIELD - side) for side in size)
        return field.crop((left, top, left + size[0], top + size[1]))


def noise(seed: int, softness: float, gain: float, middle: int) -> Image.Image:
    """Grey noise around `middle`: `softness` is the radius of its clouds in pixels, `gain` its contrast after softening."""
    field = Image.frombytes("L", (FIELD, FIELD), random.Random(seed).randbytes(FIELD * FIELD))
    if softness:
        field = field.filter(ImageFilter.BoxBlur(softness)).filter(ImageFilter.BoxBlur(softness))
    return field.point([max(0, min(255, round((value - 127.5) * gain + middle))) for value in range(256)])


@cache
def edge_wobble() -> Image.Image:
    return noise(11, 4, 4.6, 128)


@cache
def ink_cover() -> Image.Image:
    """White where ink takes: small specks and a slow change of pressure are missing."""
    specks = noise(23, 1, 7, 395)
    return ImageChops.multiply(specks, noise(37, 28, 14, 242))


@cache
def paper_tooth() -> Image.Image:
    return noise(53, 1, 0.28, 250)


def letters(text: str, height: int, width: int) -> Mask:
    """`text` as heavy condensed capitals, exactly `height` by `width` pixels: wood type of one's own from Pillow's own font."""
    font, weight, tracking = ImageFont.load_default(240), 17, 34
    advances = [0.0]
    for letter in text:
        advances.append(advances[-1] + font.getlength(letter) + tracking)
    _, top, _, bottom = font.getbbox(text, stroke_width=weight)
    mask = Image.new("L", (round(advances[-1]), round(bottom - top)), 0)
    draw = ImageDraw.Draw(mask)
    for letter, left in zip(text, advances, strict=False):
        draw.text((left + tracking / 2, -top), letter, fill=255, font=font, stroke_width=weight)
    return mask.resize((width, height), Image.Resampling.LANCZOS)


def rays(
    draw: ImageDraw.ImageDraw, centre: Point, count: int, *, reach: float = 2400, share: float = 0.5, turn: float = 0.0
) -> None:
    """Beams from `centre`; `share` is the part of the circle that they cover, `turn` a part of the distance between two."""
    step = 2 * pi / count
    for number in range(count):
        start = (number + turn) * step
        ends = [(centre[0] + reach * cos(angle), centre[1] + reach * sin(angle)) for angle in (start, start + step * share)]
        draw.polygon([centre, *ends], fill=255)


def chisel_marks(
    sheet: Print, draw: ImageDraw.ImageDraw, box: Box, count: int, *, length: int = 46, slope: float = 0.25, fill: int = 255
) -> None:
    """Short tapering cuts scattered over `box`, as a gouge leaves them in cleared ground."""
    for _ in range(count):
        x, y = sheet.random.uniform(box[0], box[2]), sheet.random.uniform(box[1], box[3])
        run = length * sheet.random.uniform(0.5, 1.2)
        lean = slope * run * sheet.random.uniform(0.6, 1.4)
        thickness = sheet.random.uniform(1.5, 4)
        bulge = [(x + run / 2, y + lean / 2 + side * thickness) for side in (-1, 1)]
        draw.polygon([(x, y), bulge[0], (x + run, y + lean), bulge[1]], fill=fill)


def house(draw: ImageDraw.ImageDraw, box: Box, *, roof: float = 0.38, chimney: bool = True, fill: int = 255) -> None:
    """The silhouette of a house that fills `box`; `roof` is the part of its height under the slopes."""
    left, top, right, bottom = box
    eaves = top + (bottom - top) * roof
    width = right - left
    if chimney:
        draw.rectangle([left + width * 0.68, top + (eaves - top) * 0.02, left + width * 0.82, eaves], fill=fill)
    draw.polygon([(left, eaves), (left + width / 2, top), (right, eaves), (right, bottom), (left, bottom)], fill=fill)


def window(draw: ImageDraw.ImageDraw, box: Box, *, bar: float = 7, pane: int = 255, frame: int = 0) -> None:
    """A window of four panes."""
    left, top, right, bottom = box
    draw.rectangle(box, fill=pane)
    middle, half = (left + right) / 2, (top + bottom) / 2
    draw.rectangle([middle - bar / 2, top, middle + bar / 2, bottom], fill=frame)
    draw.rectangle([left, half - bar / 2, right, half + bar / 2], fill=frame)


def person(draw: ImageDraw.ImageDraw, foot: Point, height: float, *, fill: int = 255) -> None:
    """Head and shoulders on a tapering coat, standing at `foot`."""
    x, y = foot
    head = height * 0.13
    draw.ellipse([x - head, y - height, x + head, y - height + head * 2.2], fill=fill)
    shoulder = y - height + head * 2.5
    draw.rounded_rectangle([x - head * 1.9, shoulder, x + head * 1.9, y - height * 0.42], radius=head * 0.9, fill=fill)
    waist, hem = y - height * 0.5, head * 1.35
    draw.polygon([(x - head * 1.75, waist), (x + head * 1.75, waist), (x + hem, y), (x - hem, y)], fill=fill)


def path(draw: ImageDraw.ImageDraw, points: Iterable[Point], width: int, *, fill: int = 255) -> None:
    """A thick line with round joints through `points`."""
    corners = list(points)
    draw.line(corners, fill=fill, width=width, joint="curve")
    for x, y in (corners[0], corners[-1]):
        draw.ellipse([x - width / 2, y - width / 2, x + width / 2, y + width / 2], fill=fill)


def rank(sheet: Print, draw: ImageDraw.ImageDraw, base: int, step: int, height: int) -> None:
    """A row of people across the sheet, each cut free from the one behind."""
    shift = sheet.random.randrange(step)
    for number in range(-1, sheet.size[0] // step + 2):
        foot = (number * step + shift + sheet.random.randint(-16, 16), base)
        tall = height + sheet.random.randint(-44, 44)
        person(draw, foot, tall + 20, fill=0)
        person(draw, foot, tall)
