"""Makes the sizes in which readers get pictures, ahead of their first reader: a GET never writes."""

from typing import Any

from django.db import transaction
from django_tasks import task

WIDTHS = [320, 640, 960, 1280, 1920]
SPECS = [f"width-{width}|format-webp" for width in WIDTHS]


@task()
def make_renditions(image_id: int) -> None:
    """Makes every size of a picture that has not been made yet; nothing where the picture is gone."""
    from home.models import CustomImage

    image = CustomImage.objects.filter(pk=image_id).first()
    if image:
        image.get_renditions(*SPECS)


def make_renditions_soon(sender: type, instance: Any, **kwargs: Any) -> None:
    """Signal receiver: a picture was saved. Its sizes are made by the worker, after the transaction."""
    transaction.on_commit(lambda: make_renditions.enqueue(instance.pk))
