"""Prints of the river: the harbour, the crane of the old yard, the bridge."""

from math import pi, sin

from PIL import Image, ImageDraw

from home.demo.pictures.printing import (
    BLACK,
    OCHRE,
    RED,
    ROSE,
    SKY,
    TEAL,
    Print,
    chisel_marks,
    house,
    letters,
    path,
    person,
    rays,
    window,
)


def waves(draw: ImageDraw.ImageDraw, box: tuple[int, int, int, int], rows: int, *, fill: int = 0) -> None:
    """Lines of swell across `box`, further apart and thicker towards the bottom."""
    left, top, right, bottom = box
    for row in range(rows):
        depth = (row + 1) / rows
        y = top + (bottom - top) * depth**1.5
        points = [(x, y + sin(x / (34 + 46 * depth) + row * 1.7) * (3 + 9 * depth)) for x in range(left, right + 12, 12)]
        draw.line(points, fill=fill, width=round(2 + 7 * depth))


def gantry(draw: ImageDraw.ImageDraw, x: int, ground: int, height: int, reach: int) -> None:
    """A hammerhead crane of lattice work: its mast stands at `x`, its arm points to the right."""
    top, half = ground - height, height // 14
    for side in (-half, half):
        path(draw, [(x + side * 1.7, ground), (x + side, top)], 13)
    steps = 9
    for step in range(steps):
        low, high = ground - height * step / steps, ground - height * (step + 1) / steps
        path(draw, [(x - half, low), (x + half, high)], 6)
        path(draw, [(x + half, low), (x - half, high)], 6)
    arm = top - half
    draw.rectangle([x - reach * 0.42, arm - 10, x + reach, arm + 8], fill=255)
    path(draw, [(x - reach * 0.4, arm), (x, arm - half * 3.2), (x + reach * 0.96, arm)], 9)
    draw.rectangle([x - reach * 0.42, arm, x - reach * 0.24, arm + half * 2], fill=255)
    draw.rectangle([x - half * 1.4, arm, x + half * 1.4, arm + half * 1.6], fill=255)


def harbour() -> Image.Image:
    """The picture for shared links: terraces and a crane before a red sun, with the group's name."""
    sheet = Print(1600, 840, seed=3)
    sky, draw = sheet.block()
    draw.rectangle([0, 0, 1600, 640], fill=255)
    for line in range(26):
        draw.rectangle([0, 26 + line * 25, 1600, 26 + line * 25 + 2 + line * 0.5], fill=0)
    sheet.ink(sky, SKY)
    sun, draw = sheet.block()
    draw.ellipse([830, 70, 1450, 690], fill=255)
    sheet.ink(sun, RED)
    water, draw = sheet.block()
    draw.rectangle([0, 620, 1600, 840], fill=255)
    waves(draw, (0, 632, 1600, 860), 9)
    sheet.ink(water, TEAL)
    town, draw = sheet.block()
    draw.rectangle([0, 596, 1600, 634], fill=255)
    for number in range(17):
        left = number * 96 - 30
        rise = [0, 14, 4, 22, 10][number % 5]
        house(draw, (left, 486 - rise, left + 97, 620), roof=0.32)
        for column in (20, 56):
            draw.rectangle([left + column, 548 - rise, left + column + 20, 578 - rise], fill=0)
    gantry(draw, 1150, 600, 430, 380)
    path(draw, [(1420, 150), (1420, 330)], 5)
    draw.rectangle([1378, 330, 1462, 372], fill=255)
    sheet.ink(town, BLACK)
    words, _ = sheet.block()
    for row, (text, width) in enumerate((("ALDERMOUTH", 660), ("TENANTS'", 500), ("ASSEMBLY", 560))):
        words.paste(letters(text, 108, width), (72, 50 + row * 128))
    sheet.ink(words, BLACK)
    return sheet.finish()


def crane() -> Image.Image:
    """A shipyard crane that lifts a whole house."""
    sheet = Print(seed=7)
    ground, draw = sheet.block()
    draw.rectangle([0, 0, 1600, 1067], fill=255)
    chisel_marks(sheet, draw, (0, 0, 1600, 900), 320, fill=0, slope=0.5, length=60)
    sheet.ink(ground, OCHRE)
    sea, draw = sheet.block()
    draw.rectangle([0, 900, 1600, 1067], fill=255)
    waves(draw, (0, 905, 1600, 1090), 7)
    sheet.ink(sea, TEAL)
    steel, draw = sheet.block()
    gantry(draw, 420, 905, 690, 880)
    draw.rectangle([0, 880, 1600, 906], fill=255)
    path(draw, [(1105, 170), (1105, 330)], 7)
    path(draw, [(900, 574), (1105, 330), (1310, 574)], 7)
    for number, x in enumerate((690, 752, 800, 1420, 1480)):
        person(draw, (x, 890), 118 + (number * 37) % 24)
    sheet.ink(steel, BLACK)
    home, draw = sheet.block()
    house(draw, (895, 440, 1315, 800), roof=0.36)
    for left in (960, 1170):
        window(draw, (left, 600, left + 86, 690), pane=0, frame=255)
    draw.rectangle([1074, 660, 1138, 800], fill=0)
    for course in range(5):
        draw.line([(930 + course * 36, 545 - course * 24), (1280 - course * 36, 545 - course * 24)], fill=0, width=5)
    sheet.ink(home, RED)
    return sheet.finish()


def bridge() -> Image.Image:
    """A march with flags across a bridge of three arches."""
    sheet = Print(seed=13)
    sky, draw = sheet.block()
    rays(draw, (800, 640), 48, share=0.5)
    draw.rectangle([0, 640, 1600, 1067], fill=0)
    sheet.ink(sky, ROSE)
    water, draw = sheet.block()
    draw.rectangle([0, 800, 1600, 1067], fill=255)
    waves(draw, (0, 810, 1600, 1080), 10)
    sheet.ink(water, TEAL)
    stone, draw = sheet.block()
    draw.polygon([(0, 590), (800, 530), (1600, 590), (1600, 870), (0, 870)], fill=255)
    for centre in (270, 800, 1330):
        draw.pieslice([centre - 215, 650, centre + 215, 1080], 180, 360, fill=0)
        draw.rectangle([centre - 215, 864, centre + 215, 900], fill=0)
        for joint in range(9):
            angle = pi * (joint + 0.5) / 9
            x, y = -235 * sin(angle - pi / 2), 865 - 235 * sin(angle)
            draw.line([(centre + x * 0.93, y + 16), (centre + x * 1.1, y - 16)], fill=0, width=5)
    sheet.ink(stone, BLACK)
    people, draw = sheet.block()
    flags, flag = sheet.block()
    for number in range(34):
        x = 24 + number * 48 + sheet.random.randint(-6, 6)
        deck = 606 - 60 * (1 - abs(x - 800) / 800)
        person(draw, (x, deck), sheet.random.randint(104, 150))
        if number % 4 == 1:
            top = deck - sheet.random.randint(260, 350)
            path(draw, [(x + 12, deck - 40), (x + 12, top)], 5)
            flag.polygon(
                [(x + 14, top), (x + 128, top + 16), (x + 104, top + 48), (x + 124, top + 86), (x + 14, top + 74)], fill=255
            )
    sheet.ink(flags, RED)
    sheet.ink(people, BLACK)
    return sheet.finish()
