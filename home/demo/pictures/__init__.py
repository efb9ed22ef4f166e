"""The demo's pictures by name: each is drawn when it is asked for, so that the repository holds no image files."""

from collections.abc import Callable

from PIL import Image

from home.demo.pictures import people, posters, things, town

PICTURES: dict[str, Callable[[], Image.Image]] = {
    drawing.__name__: drawing
    for drawing in (
        town.harbour,
        town.terraces,
        town.crane,
        town.tower,
        town.bridge,
        town.street_plan,
        people.crowd,
        people.reading_circle,
        people.doors,
        people.megaphone,
        people.projector,
        things.key,
        things.damp,
        things.tea,
        things.letterbox,
        things.rents,
        things.jumper,
        posters.poster_repairs,
        posters.poster_stay,
    )
}
