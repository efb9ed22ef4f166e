"""Prints of things that a tenants' group lives with: keys, damp, letters, rents."""

from math import cos, pi, sin

from PIL import Image

from home.demo.pictures.printing import (
    BLACK,
    NIGHT,
    OCHRE,
    RED,
    ROSE,
    SKY,
    TEAL,
    WHITE,
    Print,
    chisel_marks,
    house,
    letters,
    rays,
    window,
)


def key() -> Image.Image:
    """A great key whose bow is a house."""
    sheet = Print(seed=41, paper=TEAL)
    light, draw = sheet.block()
    rays(draw, (470, 540), 52, share=0.45)
    sheet.ink(light, "#1c7780")
    metal, draw = sheet.block()
    house(draw, (230, 220, 710, 810), roof=0.42, chimney=False)
    house(draw, (330, 380, 610, 710), roof=0.40, chimney=False, fill=0)
    draw.rectangle([690, 500, 1420, 590], fill=255)
    for left, depth in ((1110, 150), (1200, 100), (1300, 190)):
        draw.rectangle([left, 580, left + 58, 590 + depth], fill=255)
    for ring in (760, 800, 840):
        draw.rectangle([ring, 478, ring + 20, 612], fill=255)
    draw.line([(880, 520), (1400, 520)], fill=0, width=8)
    sheet.ink(metal, OCHRE)
    inside, draw = sheet.block()
    window(draw, (415, 520, 525, 640), bar=10)
    sheet.ink(inside, RED)
    return sheet.finish()


def damp() -> Image.Image:
    """A window in the rain, and mould that spreads from the corner of the wall."""
    sheet = Print(seed=43, paper=SKY)
    wall, draw = sheet.block()
    for stripe in range(0, 1600, 64):
        draw.rectangle([stripe, 0, stripe + 30, 1067], fill=255)
    sheet.ink(wall, WHITE)
    frame, draw = sheet.block()
    draw.rectangle([520, 130, 1480, 900], fill=255)
    draw.rectangle([470, 900, 1530, 960], fill=255)
    draw.rectangle([560, 170, 980, 860], fill=0)
    draw.rectangle([1020, 170, 1440, 860], fill=0)
    sheet.ink(frame, RED)
    night, draw = sheet.block()
    for left in (560, 1020):
        draw.rectangle([left, 170, left + 420, 860], fill=255)
    rain = sheet.random
    for _ in range(210):
        x, y, run = rain.uniform(560, 1500), rain.uniform(140, 860), rain.uniform(40, 110)
        draw.line([(x, y), (x - run * 0.4, y + run)], fill=0, width=5)
    for left in (520, 980, 1440):
        draw.rectangle([left, 130, left + 40, 900], fill=0)
    draw.rectangle([0, 0, 520, 1067], fill=0)
    sheet.ink(night, NIGHT)
    mould, draw = sheet.block()
    for _ in range(900):
        reach = abs(rain.gauss(0, 0.42))
        angle = rain.uniform(0, pi / 2)
        x, y = 720 * reach * cos(angle), 1067 - 760 * reach * sin(angle)
        size = max(3.0, 40 * (1 - reach) * rain.uniform(0.3, 1))
        draw.ellipse([x - size, y - size, x + size, y + size], fill=255)
    sheet.ink(mould, BLACK)
    drops, draw = sheet.block()
    for x, y, size in ((640, 996, 20), (900, 1010, 26), (1210, 990, 18), (1390, 1014, 24)):
        draw.polygon([(x, y - size * 2.1), (x - size * 0.95, y), (x + size * 0.95, y)], fill=255)
        draw.ellipse([x - size, y - size * 0.6, x + size, y + size * 1.3], fill=255)
    sheet.ink(drops, TEAL)
    return sheet.finish()


def letterbox() -> Image.Image:
    """A leaflet on its way through a letterbox."""
    sheet = Print(seed=53, paper=OCHRE)
    door, draw = sheet.block()
    draw.rectangle([0, 0, 1600, 1067], fill=255)
    for left in (90, 850):
        for top, bottom in ((-60, 250), (800, 1140)):
            draw.rectangle([left, top, left + 660, bottom], outline=0, width=12)
            draw.rectangle([left + 36, top + 36, left + 624, bottom - 36], outline=0, width=5)
    chisel_marks(sheet, draw, (0, 0, 1600, 1067), 130, fill=0, slope=0.02, length=90)
    sheet.ink(door, TEAL)
    brass, draw = sheet.block()
    draw.rounded_rectangle([330, 380, 1270, 660], radius=30, fill=255)
    draw.rounded_rectangle([350, 400, 1250, 640], radius=22, outline=0, width=6)
    draw.rectangle([420, 470, 1180, 570], fill=0)
    for x in (385, 1215):
        draw.ellipse([x - 13, 507, x + 13, 533], fill=0)
    sheet.ink(brass, OCHRE)
    slot, draw = sheet.block()
    draw.rectangle([420, 470, 1180, 570], fill=255)
    sheet.ink(slot, BLACK)
    leaflet, draw = sheet.block()
    draw.polygon([(500, 500), (1100, 500), (1180, 960), (440, 1000)], fill=255)
    sheet.ink(leaflet, WHITE)
    words, draw = sheet.block()
    words.paste(letters("WHO OWNS", 90, 470), (568, 590))
    words.paste(letters("YOUR STREET?", 90, 540), (540, 704))
    for line in range(4):
        draw.rectangle([530 - line * 6, 830 + line * 34, 1080 + line * 8, 840 + line * 34], fill=255)
    sheet.ink(words, RED)
    return sheet.finish()


def rents() -> Image.Image:
    """Houses that grow like the bars of a chart, until a red line stops them."""
    sheet = Print(seed=59)
    grid, draw = sheet.block()
    for line in range(1, 9):
        draw.rectangle([0, 930 - line * 104, 1600, 934 - line * 104], fill=255)
    sheet.ink(grid, SKY)
    beyond, ghost = sheet.block()
    bars, draw = sheet.block()
    for number in range(7):
        left = 90 + number * 206
        height = 190 + 12 * number**2.15
        box = (left, 930 - height, left + 178, 930)
        house(draw, box, roof=96 / height)
        for row in range(int((height - 130) // 92)):
            for column in (28, 104):
                window(
                    draw,
                    (left + column, 930 - 84 - row * 92, left + column + 46, 930 - 28 - row * 92),
                    bar=5,
                    pane=0,
                    frame=255,
                )
    draw.rectangle([0, 926, 1600, 1067], fill=255)
    ghost.bitmap((0, 0), bars, fill=255)
    ghost.rectangle([0, 402, 1600, 1067], fill=0)
    draw.rectangle([0, 0, 1600, 402], fill=0)
    sheet.ink(bars, NIGHT)
    sheet.ink(beyond, ROSE)
    stop, draw = sheet.block()
    draw.rectangle([0, 386, 1600, 418], fill=255)
    sheet.ink(stop, RED)
    words, _ = sheet.block()
    words.paste(letters("FREEZE", 170, 620), (90, 160))
    sheet.ink(words, RED)
    return sheet.finish()
