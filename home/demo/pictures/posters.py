"""Posters to be printed and hung: upright, with a few large words."""

from math import cos, pi, sin

from PIL import Image

from home.demo.pictures.printing import BLACK, OCHRE, RED, ROSE, WHITE, Print, house, letters, path, rays, window


def poster_repairs() -> Image.Image:
    """A poster: a clock whose hand is a spanner."""
    sheet = Print(1600, 2000, paper=OCHRE, seed=67)
    face, draw = sheet.block()
    draw.ellipse([190, 470, 1410, 1690], fill=255)
    draw.ellipse([250, 530, 1350, 1630], fill=0)
    for hour in range(12):
        angle = hour * pi / 6
        is_quarter = hour % 3 == 0
        ends = [(800 + reach * cos(angle), 1080 + reach * sin(angle)) for reach in (400 if is_quarter else 450, 510)]
        path(draw, ends, 34 if is_quarter else 20)
    sheet.ink(face, BLACK)
    dial, draw = sheet.block()
    draw.pieslice([330, 610, 1270, 1550], 270, 330, fill=255)
    sheet.ink(dial, ROSE)
    hands, draw = sheet.block()
    path(draw, [(800, 1080), (800, 720)], 64)
    draw.ellipse([690, 570, 910, 790], fill=255)
    draw.polygon([(755, 540), (845, 540), (845, 690), (755, 690)], fill=0)
    path(draw, [(800, 1080), (1100, 910)], 46)
    draw.ellipse([730, 1010, 870, 1150], fill=255)
    sheet.ink(hands, RED)
    words, _ = sheet.block()
    words.paste(letters("MEND IT", 260, 1240), (180, 120))
    words.paste(letters("IN A WEEK", 190, 1240), (180, 1750))
    sheet.ink(words, BLACK)
    return sheet.finish()


def poster_stay() -> Image.Image:
    """A poster: one word, made of the street that it is about."""
    sheet = Print(1600, 2000, paper=RED, seed=71)
    beams, draw = sheet.block()
    rays(draw, (800, 1180), 60, share=0.4)
    sheet.ink(beams, "#bf301d")
    words, _ = sheet.block()
    words.paste(letters("WE LIVE", 300, 1300), (150, 150))
    words.paste(letters("HERE", 420, 1300), (150, 520))
    sheet.ink(words, WHITE)
    street, draw = sheet.block()
    for number in range(4):
        left = 90 + number * 360
        house(draw, (left, 1090, left + 342, 1830), roof=0.3)
        draw.rectangle([left + 206, 1560, left + 292, 1830], fill=0)
        for top in (1360, 1600):
            draw.rectangle([left + 50, top, left + 150, top + 130], fill=0)
        draw.rectangle([left + 206, 1360, left + 292, 1490], fill=0)
    draw.rectangle([0, 1824, 1600, 2000], fill=255)
    sheet.ink(street, BLACK)
    lights, draw = sheet.block()
    for number in range(4):
        left = 90 + number * 360
        for top in (1360, 1600):
            window(draw, (left + 58, top + 8, left + 142, top + 122), bar=8)
        window(draw, (left + 214, 1368, left + 284, 1482), bar=8)
    sheet.ink(lights, OCHRE)
    return sheet.finish()
