"""The demo's pictures by name: each is drawn when it is asked for, so that the repository holds no image files."""

from collections.abc import Callable

from PIL import Image

from home.demo.pictures import indoors, people, posters, river, things, town, warmth

PICTURES: dict[str, Callable[[], Image.Image]] = {
    drawing.__name__: drawing
    for drawing in (
        river.harbour,
        town.terraces,
        river.crane,
        town.tower,
        river.bridge,
        town.street_plan,
        people.crowd,
        indoors.reading_circle,
        people.doors,
        people.megaphone,
        indoors.projector,
        things.key,
        things.damp,
        warmth.tea,
        things.letterbox,
        things.rents,
        warmth.jumper,
        posters.poster_repairs,
        posters.poster_stay,
    )
}
