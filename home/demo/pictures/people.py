"""Prints of people in the street: marching, calling out, standing at doors."""

from math import cos, pi, sin

from PIL import Image, ImageDraw

from home.demo.pictures.printing import (
    BLACK,
    NIGHT,
    OCHRE,
    RED,
    ROSE,
    SKY,
    TEAL,
    WHITE,
    Mask,
    Print,
    chisel_marks,
    letters,
    path,
    person,
    rank,
    rays,
)

Placard = tuple[tuple[int, int], tuple[int, int], list[str]]
"""The centre of a board, its size, and its words line by line."""

PLACARDS: list[tuple[str, list[Placard]]] = [
    (
        TEAL,
        [
            ((250, 270), (250, 190), ["WARM", "DRY", "OURS"]),
            ((900, 210), (270, 150), ["STAY PUT"]),
            ((1370, 300), (240, 170), ["HOMES", "FIRST"]),
        ],
    ),
    (RED, [((560, 330), (300, 210), ["FREEZE", "THE RENT"]), ((1120, 390), (260, 170), ["MEND", "IT NOW"])]),
    (
        BLACK,
        [
            ((170, 480), (230, 150), ["ENOUGH"]),
            ((840, 500), (250, 160), ["NO ONE", "ALONE"]),
            ((1480, 520), (210, 150), ["HERE"]),
        ],
    ),
]
"""The placards of `crowd`, from the back row to the front, with the colour of each row."""


def placard(
    draw: ImageDraw.ImageDraw, mask: Mask, centre: tuple[int, int], size: tuple[int, int], words: list[str], foot: int
) -> None:
    """A board on a stick with its words cut out; the stick ends at `foot`."""
    (x, y), (width, height) = centre, size
    path(draw, [(x, y), (x, foot)], 12)
    draw.rectangle([x - width / 2, y - height / 2, x + width / 2, y + height / 2], fill=255)
    line = (height - 30) // len(words)
    for row, word in enumerate(words):
        run = min(width - 36, round(line * 0.62 * len(word)))
        tall = min(line - 14, round(run / len(word) * 1.7))
        mask.paste(0, (x - run // 2, round(y - height / 2 + 15 + (row + 0.5) * line - tall / 2)), letters(word, tall, run))


def crowd() -> Image.Image:
    """Rows of heads with placards above them."""
    sheet = Print(seed=19, paper=SKY)
    sky, draw = sheet.block()
    rays(draw, (800, 1250), 56, share=0.45)
    sheet.ink(sky, WHITE)
    for row, (colour, signs) in enumerate(PLACARDS):
        mask, draw = sheet.block()
        for centre, size, words in signs:
            placard(draw, mask, centre, size, words, 900)
        rank(sheet, draw, 1080 + row * 110, 150 + row * 40, 440 + row * 50)
        sheet.ink(mask, colour)
    return sheet.finish()


def doors() -> Image.Image:
    """Five doors of a terrace in a row; one stands open, and somebody waits in the light."""
    sheet = Print(seed=29, paper=ROSE)
    bricks, draw = sheet.block()
    draw.rectangle([0, 0, 1600, 930], fill=255)
    for course in range(0, 930, 42):
        draw.line([(0, course), (1600, course)], fill=0, width=5)
        for brick in range(-1, 18):
            x = brick * 96 + (48 if course % 84 else 0)
            draw.line([(x, course), (x, course + 42)], fill=0, width=5)
    sheet.ink(bricks, RED)
    surround, draw = sheet.block()
    colours = (TEAL, NIGHT, OCHRE, NIGHT, TEAL)
    for number in range(5):
        left = 70 + number * 306
        draw.rectangle([left, 200, left + 236, 930], fill=255)
        draw.pieslice([left, 82, left + 236, 318], 180, 360, fill=255)
    draw.rectangle([0, 926, 1600, 1067], fill=255)
    sheet.ink(surround, WHITE)
    for number, colour in enumerate(colours):
        left = 70 + number * 306
        door, draw = sheet.block()
        draw.pieslice([left + 26, 108, left + 210, 292], 180, 360, fill=255)
        for spoke in (225, 270, 315):
            angle = spoke * pi / 180
            draw.line([(left + 118, 200), (left + 118 + 100 * cos(angle), 200 + 100 * sin(angle))], fill=0, width=6)
        draw.rectangle([left + 26, 222, left + 210, 926], fill=255)
        if number != 2:
            for panel in ((46, 262, 108, 520), (128, 262, 190, 520), (46, 640, 108, 880), (128, 640, 190, 880)):
                draw.rectangle([left + panel[0], panel[1], left + panel[2], panel[3]], outline=0, width=6)
            draw.rectangle([left + 78, 556, left + 158, 584], fill=0)
        sheet.ink(door, colour)
    street, draw = sheet.block()
    person(draw, (800, 926), 500)
    for number in range(5):
        left = 70 + number * 306
        draw.rectangle([left - 8, 926, left + 244, 962], fill=255)
        draw.rectangle([left - 30, 970, left + 266, 1006], fill=255)
    draw.rectangle([0, 1018, 1600, 1067], fill=255)
    chisel_marks(sheet, draw, (0, 1022, 1600, 1060), 60, fill=0, slope=0)
    sheet.ink(street, BLACK)
    return sheet.finish()


def megaphone() -> Image.Image:
    """A megaphone and the beams of its sound."""
    sheet = Print(seed=31, paper=RED)
    sound, draw = sheet.block()
    rays(draw, (330, 555), 44, share=0.5)
    draw.polygon([(0, 0), (1074, 0), (330, 555), (1033, 1067), (0, 1067)], fill=0)
    sheet.ink(sound, OCHRE)
    shade, draw = sheet.block()
    chisel_marks(sheet, draw, (0, 0, 640, 1067), 150, length=70, slope=-0.3)
    sheet.ink(shade, "#b52d1d")
    horn, draw = sheet.block()
    draw.polygon([(330, 470), (900, 170), (900, 930), (330, 640)], fill=255)
    draw.rounded_rectangle([180, 455, 350, 655], radius=40, fill=255)
    draw.rounded_rectangle([350, 600, 440, 900], radius=34, fill=255)
    draw.ellipse([820, 150, 980, 950], fill=255)
    draw.ellipse([848, 200, 952, 900], fill=0)
    for line in range(4):
        draw.line([(360, 500 + line * 40), (800, 300 + line * 165)], fill=0, width=6 + line)
    sheet.ink(horn, BLACK)
    mouth, draw = sheet.block()
    draw.ellipse([852, 206, 948, 894], fill=255)
    draw.ellipse([884, 430, 932, 670], fill=0)
    sheet.ink(mouth, WHITE)
    return sheet.finish()
