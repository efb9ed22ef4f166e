"""Prints of keeping warm: tea and wool."""

from math import sin

from PIL import Image, ImageDraw

from home.demo.pictures.printing import BLACK, NIGHT, OCHRE, RED, ROSE, TEAL, WHITE, Point, Print, house, path, window


def tea() -> Image.Image:
    """Mugs on a checked cloth; their steam draws houses."""
    sheet = Print(seed=47, paper=ROSE)
    cloth, draw = sheet.block()
    checked_cloth(draw, 760)
    sheet.ink(cloth, RED)
    steam, draw = sheet.block()
    for centre, size in ((380, 150), (800, 200), (1220, 150)):
        steam_house(draw, centre, size)
    sheet.ink(steam, WHITE)
    for centre, colour, scale in ((380, TEAL, 0.9), (1220, NIGHT, 0.9), (800, OCHRE, 1.15)):
        mug, draw = sheet.block()
        brew, surface = sheet.block()
        rim, half = 900 - 330 * scale, 150 * scale
        handle = (centre + half * 0.6, rim + 70 * scale, centre + half * 1.75, rim + 250 * scale)
        draw.ellipse(handle, outline=255, width=round(36 * scale))
        draw.rounded_rectangle([centre - half, rim, centre + half, 900], radius=36, fill=255)
        draw.ellipse([centre - half * 0.9, rim + 12, centre + half * 0.9, rim + 52], fill=0)
        for band in (110, 150):
            draw.rectangle([centre - half, rim + band * scale, centre + half, rim + (band + 14) * scale], fill=0)
        surface.ellipse([centre - half * 0.86, rim + 18, centre + half * 0.86, rim + 48], fill=255)
        sheet.ink(mug, colour)
        sheet.ink(brew, BLACK)
    return sheet.finish()


def checked_cloth(draw: ImageDraw.ImageDraw, top: int) -> None:
    """Squares that widen towards the reader, from `top` down."""

    def corner(column: int, row: int) -> Point:
        return 800 + (column - 10) * 96 * (1 + row * 0.16), top + row * 66

    for row in range(5):
        for column in range(row % 2 - 2, 22, 2):
            ends = [corner(column, row), corner(column + 1, row), corner(column + 1, row + 1), corner(column, row + 1)]
            draw.polygon(ends, fill=255)


def steam_house(draw: ImageDraw.ImageDraw, centre: int, size: int) -> None:
    """One line of steam that curls up and becomes a house."""
    top, wall = 520 - size * 1.9, size * 0.62
    floor, eaves = top + size * 1.5, top + size * 0.6
    path(draw, [(centre + 26 * sin(y / 28), y) for y in range(round(floor) + 8, 560, 6)], 16)
    left, right = [(centre - wall, floor), (centre - wall, eaves)], [(centre + wall, eaves), (centre + wall, floor)]
    path(draw, [(centre, floor), *left, (centre, top), *right, (centre, floor)], 16)


def jumper() -> Image.Image:
    """A house in a knitted jumper, in snow."""
    sheet = Print(seed=61, paper=NIGHT)
    snow, draw = sheet.block()
    for _ in range(260):
        x, y, size = sheet.random.uniform(0, 1600), sheet.random.uniform(0, 960), sheet.random.uniform(2, 9)
        draw.ellipse([x - size, y - size, x + size, y + size], fill=255)
    draw.ellipse([-300, 850, 1100, 1500], fill=255)
    draw.ellipse([600, 880, 2000, 1500], fill=255)
    sheet.ink(snow, WHITE)
    outline, shape = sheet.block()
    house(shape, (470, 120, 1130, 950), roof=0.36)
    sheet.ink(outline, RED)
    for colour, rows in ((OCHRE, (7, 8, 13, 14)), (WHITE, (10, 11))):
        stitches, draw = sheet.block()
        for row in rows:
            knit(draw, 476, 1126, 400 + row * 34)
        sheet.ink(stitches, colour)
    dark, draw = sheet.block()
    for row in (0, 1, 2, 3, 4, 5, 6, 9, 12, 15):
        knit(draw, 476, 1126, 412 + row * 34, thin=True)
    for left in (570, 880):
        window(draw, (left, 470, left + 150, 620), bar=12, pane=255, frame=0)
    draw.rectangle([730, 730, 870, 950], fill=255)
    sheet.ink(dark, BLACK)
    glow, draw = sheet.block()
    for left in (570, 880):
        window(draw, (left + 10, 480, left + 140, 610), bar=16)
    sheet.ink(glow, OCHRE)
    return sheet.finish()


def knit(draw: ImageDraw.ImageDraw, left: int, right: int, y: int, *, thin: bool = False) -> None:
    """One row of stitches, each a V."""
    for x in range(left, right - 20, 36):
        width = 5 if thin else 14
        draw.line([(x + 4, y), (x + 18, y + 26)], fill=255, width=width)
        draw.line([(x + 32, y), (x + 18, y + 26)], fill=255, width=width)
