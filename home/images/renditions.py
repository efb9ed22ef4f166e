"""Has the worker make the sizes in which readers get pictures, ahead of their first reader: a GET never writes."""

from __future__ import annotations

import logging
from collections import defaultdict
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from django.core.files.base import ContentFile
from django.db import transaction
from django_tasks import task

from home.images.sets import MEMBERS, Member, drawn, members_of

if TYPE_CHECKING:
    from home.models import CustomImage

logger = logging.getLogger(__name__)


@task()
def make_renditions(image_id: int) -> None:
    """Makes what a picture's set lacks, all of it or nothing; nothing where the picture is gone.

    Takes seconds for a photo. May run twice, beside another worker, or while an editor replaces the file.
    """
    from home.models import CustomImage

    image = CustomImage.objects.filter(pk=image_id).first()
    if image is None or not _lacking(image):
        return
    try:
        with image.open_file() as file:
            content = file.read()
    except OSError:
        # Replaced this moment, and then another task is waiting; or lost, which trying again would not mend.
        logger.warning("Picture %d has no file to make its sizes from.", image_id)
        return
    if image.colour or _looked_at(image, content):
        extension = PurePosixPath(str(image.file.name)).suffix[1:]
        store(image, drawn(content, extension, _lacking(image)))


@task()
def make_missing_renditions() -> None:
    """Has the set of every picture made that lacks one: a task may have been lost with the worker that it ran in."""
    from home.models import CustomImage, CustomRendition

    made = defaultdict(set)
    for image_id, spec in CustomRendition.objects.filter(filter_spec__in=MEMBERS).values_list("image_id", "filter_spec"):
        made[image_id].add(spec)
    for image_id, width, height, plays in CustomImage.objects.values_list("pk", "width", "height", "plays"):
        if {member.spec for member in members_of((width, height), plays)} - made[image_id]:
            make_renditions.enqueue(image_id)


def make_renditions_soon(sender: type, instance: Any, **kwargs: Any) -> None:
    """Signal receiver: a picture was saved. Its sizes are made by the worker, after the transaction."""
    transaction.on_commit(lambda: make_renditions.enqueue(instance.pk))


def make_missing_renditions_soon(sender: type, **kwargs: Any) -> None:
    """Signal receiver: a page was published, and readers are about to see its pictures."""
    transaction.on_commit(make_missing_renditions.enqueue)


def store(image: CustomImage, files: list[tuple[Member, bytes]]) -> None:
    """Keeps the files, unless the picture was replaced or deleted while they were drawn, or another worker was faster."""
    with transaction.atomic():
        # The lock (on SQLite, the transaction itself) makes whoever replaces the file wait; then they find these and
        # delete them.
        current = type(image).objects.select_for_update().filter(pk=image.pk, file=image.file.name)
        if not current.values_list("pk", flat=True):
            return
        for member, content in files:
            # One by one, since what is created in bulk sends no signal: nobody would hear that answers have changed.
            file = ContentFile(content, name=member.format.name)
            image.renditions.get_or_create(filter_spec=member.spec, focal_point_key="", defaults={"file": file})


def _lacking(image: CustomImage) -> list[Member]:
    made = set(image.renditions.filter(filter_spec__in=MEMBERS).values_list("filter_spec", flat=True))
    return [member for member in image.members if member.spec not in made]


def _looked_at(image: CustomImage, content: bytes) -> bool:
    """Keeps the look of a picture that was stored before looks were, and whose sizes Wagtail made; False where it was
    replaced meanwhile."""
    image.look_at(content)
    look = {"colour": image.colour, "preview": image.preview, "plays": image.plays}
    with transaction.atomic():
        if not type(image).objects.filter(pk=image.pk, file=image.file.name).update(**look):
            return False
        image.renditions.all().delete()
    return True
