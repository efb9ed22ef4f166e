"""Prints of evenings indoors: reading round a table, a film in the hall."""

from math import cos, pi, sin

from PIL import Image, ImageDraw

from home.demo.pictures.printing import BLACK, NIGHT, OCHRE, RED, ROSE, TEAL, WHITE, Point, Print, path, rank

SEATS = 9


def reading_circle() -> Image.Image:
    """A round table from above: people, open books and cups."""
    sheet = Print(seed=23, paper=TEAL)
    floor, draw = sheet.block()
    floorboards(draw)
    sheet.ink(floor, NIGHT)
    heads, head = sheet.block()
    for coat, colour in enumerate((RED, ROSE, BLACK)):
        coats, draw = sheet.block()
        for number in range(coat, SEATS, 3):
            disc(draw, seat(number, 520, 425), 112, 96)
            disc(head, seat(number, 490, 395), 52, 52)
        sheet.ink(coats, colour)
    table, draw = sheet.block()
    disc(draw, (800, 533), 415, 363)
    for ring in range(5):
        inset = 30 + ring * 72
        draw.ellipse([385 + inset, 170 + inset, 1215 - inset, 896 - inset], outline=0, width=4)
    sheet.ink(table, OCHRE)
    sheet.ink(heads, NIGHT)
    paper, draw = sheet.block()
    for number in range(SEATS):
        open_book(draw, seat(number, 300, 255), angle_of(number) + pi / 2, 62, 48)
    sheet.ink(paper, WHITE)
    cups, draw = sheet.block()
    for x, y in ((760, 430), (880, 560), (730, 600)):
        disc(draw, (x, y), 34, 34)
        draw.ellipse([x - 22, y - 22, x + 22, y + 22], fill=0)
        draw.arc([x + 22, y - 18, x + 58, y + 18], 250, 110, fill=255, width=9)
    sheet.ink(cups, RED)
    return sheet.finish()


def angle_of(number: int) -> float:
    """The direction of a seat from the middle of the table, in radians."""
    return 2 * pi * number / SEATS + 0.18


def seat(number: int, across: float, down: float) -> Point:
    """A point before the seat, on an ellipse round the middle of the table."""
    return 800 + across * cos(angle_of(number)), 533 + down * sin(angle_of(number))


def disc(draw: ImageDraw.ImageDraw, centre: Point, across: float, down: float) -> None:
    draw.ellipse([centre[0] - across, centre[1] - down, centre[0] + across, centre[1] + down], fill=255)


def floorboards(draw: ImageDraw.ImageDraw) -> None:
    for board in range(0, 1067, 76):
        draw.line([(0, board), (1600, board)], fill=255, width=4)
        for joint in range(3):
            x = (board * 37 + joint * 613) % 1600
            draw.line([(x, board), (x, board + 76)], fill=255, width=4)


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
