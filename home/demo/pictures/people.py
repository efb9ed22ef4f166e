"""Prints of people: marching, meeting, reading, standing at doors."""

from math import cos, pi, sin

from PIL import Image, ImageDraw

from home.demo.pictures.printing import BLACK, NIGHT, OCHRE, RED, ROSE, SKY, TEAL, WHITE, Mask, Print, chisel_marks, letters, path, person, rays


def placard(draw: ImageDraw.ImageDraw, mask: Mask, centre: tuple[int, int], size: tuple[int, int], words: list[str], foot: int) -> None:
    """A board on a stick with its words cut out; the stick ends at `foot`."""
    (x, y), (width, height) = centre, size
    path(draw, [(x, y), (x, foot)], 12)
    draw.rectangle([x - width / 2, y - height / 2, x + width / 2, y + height / 2], fill=255)
    line = (height - 30) // len(words)
    for row, word in enumerate(words):
        run = min(width - 36, round(line * 0.62 * len(word)))
        tall = min(line - 14, round(run / len(word) * 1.7))
        mask.paste(0, (x - run // 2, round(y - height / 2 + 15 + (row + 0.5) * line - tall / 2)), letters(word, tall, run))


def rank(sheet: Print, draw: ImageDraw.ImageDraw, base: int, step: int, height: int) -> None:
    """A row of people across the sheet, each cut free from the one behind."""
    shift = sheet.random.randrange(step)
    for number in range(-1, sheet.size[0] // step + 2):
        foot = (number * step + shift + sheet.random.randint(-16, 16), base)
        tall = height + sheet.random.randint(-44, 44)
        person(draw, foot, tall + 20, fill=0)
        person(draw, foot, tall)


def crowd() -> Image.Image:
    """Rows of heads with placards above them."""
    sheet = Print(seed=19, paper=SKY)
    sky, draw = sheet.block()
    rays(draw, (800, 1250), 56, share=0.45)
    sheet.ink(sky, WHITE)
    boards = (
        (TEAL, [((250, 270), (250, 190), ["WARM", "DRY", "OURS"]), ((900, 210), (270, 150), ["STAY PUT"]), ((1370, 300), (240, 170), ["HOMES", "FIRST"])]),
        (RED, [((560, 330), (300, 210), ["FREEZE", "THE RENT"]), ((1120, 390), (260, 170), ["MEND", "IT NOW"])]),
        (BLACK, [((170, 480), (230, 150), ["ENOUGH"]), ((840, 500), (250, 160), ["NO ONE", "ALONE"]), ((1480, 520), (210, 150), ["HERE"])]),
    )
    for row, (colour, signs) in enumerate(boards):
        mask, draw = sheet.block()
        for centre, size, words in signs:
            placard(draw, mask, centre, size, words, 900)
        rank(sheet, draw, 1080 + row * 110, 150 + row * 40, 440 + row * 50)
        sheet.ink(mask, colour)
    return sheet.finish()


def reading_circle() -> Image.Image:
    """A round table from above: people, open books and cups."""
    sheet = Print(seed=23, paper=TEAL)
    floor, draw = sheet.block()
    for board in range(0, 1067, 76):
        draw.line([(0, board), (1600, board)], fill=255, width=4)
        for joint in range(3):
            x = (board * 37 + joint * 613) % 1600
            draw.line([(x, board), (x, board + 76)], fill=255, width=4)
    sheet.ink(floor, NIGHT)
    coats = [sheet.block() for _ in range(3)]
    heads, head = sheet.block()
    paper, sheetwork = sheet.block()
    for number in range(9):
        angle = 2 * pi * number / 9 + 0.18
        x, y = 800 + 520 * cos(angle), 533 + 425 * sin(angle)
        coats[number % 3][1].ellipse([x - 112, y - 96, x + 112, y + 96], fill=255)
        inward = (x - 30 * cos(angle), y - 30 * sin(angle))
        head.ellipse([inward[0] - 52, inward[1] - 52, inward[0] + 52, inward[1] + 52], fill=255)
    for (mask, _), colour in zip(coats, (RED, ROSE, BLACK), strict=True):
        sheet.ink(mask, colour)
    table, draw = sheet.block()
    draw.ellipse([385, 170, 1215, 896], fill=255)
    for ring in range(5):
        inset = 30 + ring * 72
        draw.ellipse([385 + inset, 170 + inset, 1215 - inset, 896 - inset], outline=0, width=4)
    sheet.ink(table, OCHRE)
    sheet.ink(heads, NIGHT)
    for number in range(9):
        angle = 2 * pi * number / 9 + 0.18
        x, y = 800 + 300 * cos(angle), 533 + 255 * sin(angle)
        open_book(sheetwork, (x, y), angle + pi / 2, 62, 48)
    sheet.ink(paper, WHITE)
    cups, draw = sheet.block()
    for x, y in ((760, 430), (880, 560), (730, 600)):
        draw.ellipse([x - 34, y - 34, x + 34, y + 34], fill=255)
        draw.ellipse([x - 22, y - 22, x + 22, y + 22], fill=0)
        draw.arc([x + 22, y - 18, x + 58, y + 18], 250, 110, fill=255, width=9)
    sheet.ink(cups, RED)
    return sheet.finish()


def open_book(draw: ImageDraw.ImageDraw, centre: tuple[float, float], angle: float, half: float, depth: float) -> None:
    """Two pages seen from above, with lines of print, turned by `angle` radians."""

    def at(u: float, v: float) -> tuple[float, float]:
        return centre[0] + u * cos(angle) - v * sin(angle), centre[1] + u * sin(angle) + v * cos(angle)

    draw.polygon([at(-half, -depth), at(half, -depth), at(half, depth), at(-half, depth)], fill=255)
    draw.line([at(0, -depth), at(0, depth)], fill=0, width=6)
    for row in range(5):
        v = -depth + 18 + row * (2 * depth - 36) / 4
        for side in (-1, 1):
            draw.line([at(side * 12, v), at(side * (half - 12), v)], fill=0, width=4)


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


def projector() -> Image.Image:
    """A dark hall: rows of heads, a beam of light, and a ship on the screen."""
    sheet = Print(seed=37, paper=NIGHT)
    beam, draw = sheet.block()
    draw.polygon([(1600, 60), (1600, 110), (1010, 640), (250, 640), (250, 130), (1010, 130)], fill=255)
    sheet.ink(beam, "#28505f")
    screen, draw = sheet.block()
    draw.rectangle([210, 110, 1030, 660], fill=255)
    sheet.ink(screen, WHITE)
    film, draw = sheet.block()
    draw.rectangle([232, 132, 1008, 638], fill=255)
    draw.ellipse([640, 190, 880, 430], fill=0)
    sheet.ink(film, OCHRE)
    ship, draw = sheet.block()
    draw.polygon([(330, 430), (900, 430), (840, 560), (400, 560)], fill=255)
    draw.rectangle([420, 350, 600, 430], fill=255)
    draw.rectangle([470, 240, 530, 350], fill=255)
    path(draw, [(760, 430), (760, 210)], 9)
    path(draw, [(760, 220), (890, 420)], 4)
    for porthole in range(6):
        draw.ellipse([440 + porthole * 70, 466, 470 + porthole * 70, 496], fill=0)
    draw.rectangle([232, 560, 1008, 638], fill=255)
    for swell in range(3):
        draw.line([(x, 580 + swell * 22 + 6 * sin(x / 30 + swell)) for x in range(232, 1010, 8)], fill=0, width=5)
    sheet.ink(ship, TEAL)
    for row, colour in enumerate((TEAL, RED, BLACK)):
        hall, draw = sheet.block()
        rank(sheet, draw, 1120 + row * 120, 160 + row * 46, 370 + row * 70)
        sheet.ink(hall, colour)
    return sheet.finish()
