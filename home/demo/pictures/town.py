"""Prints of the streets: roofs, flats and the plan of the town."""

from math import sin

from PIL import Image

from home.demo.pictures.printing import (
    BLACK,
    NIGHT,
    OCHRE,
    RED,
    ROSE,
    TEAL,
    WHITE,
    Print,
    chisel_marks,
    house,
    path,
    rays,
    window,
)


def terraces() -> Image.Image:
    """Streets of roofs one behind the other up a hill, one window lit."""
    sheet = Print(seed=5, paper=OCHRE)
    light, draw = sheet.block()
    rays(draw, (1180, 300), 44, share=0.42)
    sheet.ink(light, "#f0bd50")
    sun, draw = sheet.block()
    draw.ellipse([1010, 130, 1350, 470], fill=255)
    sheet.ink(sun, WHITE)
    for row, colour in enumerate((ROSE, RED, TEAL, NIGHT, BLACK)):
        roofs, draw = sheet.block()
        lit, pane = sheet.block()
        base, size = 430 + row * 118, 120 + row * 30
        for number in range(-1, 1700 // size + 1):
            left = number * size - (row * 53) % size
            house(draw, (left, base - size * 0.32, left + size + 2, 1100), roof=0.30 * size / (1100 - base), chimney=False)
            draw.rectangle([left + size * 0.66, base - size * 0.42, left + size * 0.82, base + size * 0.3], fill=255)
            for column in (0.2, 0.58):
                box = (left + size * column, base + size * 0.36, left + size * (column + 0.2), base + size * 0.62)
                warm = row == 4 and number == 3 and column == 0.58
                window(pane if warm else draw, box, bar=4, pane=255 if warm else 0, frame=0 if warm else 255)
            path(draw, [(left, base + size * 0.02), (left + size / 2, base - size * 0.32)], 2, fill=0)
        chisel_marks(sheet, draw, (0, base + size, 1600, 1067), 40, fill=0, slope=0.02)
        sheet.ink(roofs, colour)
        sheet.ink(lit, OCHRE)
    return sheet.finish()


def tower() -> Image.Image:
    """A block of flats by night: its lit windows make the outline of a house."""
    sheet = Print(seed=9, paper=NIGHT)
    stars, draw = sheet.block()
    chisel_marks(sheet, draw, (0, 0, 1600, 1000), 230, length=26, slope=0.0)
    sheet.ink(stars, "#2c5566")
    moon, draw = sheet.block()
    draw.ellipse([1240, 110, 1430, 300], fill=255)
    draw.ellipse([1195, 90, 1375, 270], fill=0)
    sheet.ink(moon, WHITE)
    slab, draw = sheet.block()
    draw.rectangle([330, 90, 1130, 1067], fill=255)
    draw.rectangle([1130, 140, 1250, 1067], fill=255)
    draw.rectangle([520, 40, 700, 90], fill=255)
    for floor in range(11):
        for flat in range(9):
            draw.rectangle([362 + flat * 84, 128 + floor * 84, 420 + flat * 84, 182 + floor * 84], fill=0)
    sheet.ink(slab, BLACK)
    outline = {0: "4", 1: "35", 2: "26", 3: "17", 4: "012678", 5: "17", 6: "147", 7: "1347", 8: "1347", 9: "1234567"}
    lit, draw = sheet.block()
    for floor, flats in outline.items():
        for flat in map(int, flats):
            draw.rectangle([362 + flat * 84, 128 + floor * 84, 420 + flat * 84, 182 + floor * 84], fill=255)
    sheet.ink(lit, OCHRE)
    near, draw = sheet.block()
    for number in range(12):
        house(draw, (number * 140 - 20, 935 - (number % 3) * 22, number * 140 + 122, 1100), roof=0.4)
    sheet.ink(near, RED)
    return sheet.finish()


def street_plan() -> Image.Image:
    """The town from above: blocks of houses between streets, a river, and the old shipyard in red."""
    sheet = Print(seed=17)
    blocks, draw = sheet.block()
    yard, red = sheet.block()
    for column in range(11):
        for row in range(8):
            left, top = column * 152 - 20 + row * 14, row * 142 - 24 + column * 5
            box = [left, top, left + 128, top + 116]
            is_yard = column in (6, 7, 8) and row in (3, 4)
            (red if is_yard else draw).rectangle(box, fill=255)
            if not is_yard:
                draw.rectangle([left + 38, top + 36, left + 92, top + 80], fill=0)
                for plot in range(1, 5):
                    draw.line([(left + plot * 26, top), (left + plot * 26, top + 36)], fill=0, width=4)
                    draw.line([(left + plot * 26, top + 80), (left + plot * 26, top + 116)], fill=0, width=4)
    river = [(x, 760 - x * 0.22 + sin(x / 230) * 90) for x in range(-40, 1700, 20)]
    for drawing in (draw, red):
        path(drawing, river, 190, fill=0)
    sheet.ink(blocks, BLACK)
    sheet.ink(yard, RED)
    stream, draw = sheet.block()
    path(draw, river, 150)
    for bank in (-38, 0, 38):
        path(draw, [(x, y + bank) for x, y in river], 5, fill=0)
    sheet.ink(stream, TEAL)
    crossings, draw = sheet.block()
    for x in (330, 1150):
        y = 760 - x * 0.22 + sin(x / 230) * 90
        draw.polygon([(x - 20, y - 120), (x + 20, y - 120), (x + 44, y + 120), (x + 4, y + 120)], fill=255)
    sheet.ink(crossings, OCHRE)
    return sheet.finish()
