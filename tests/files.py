"""Small files to upload."""

from io import BytesIO

from django.core.files.base import ContentFile
from PIL import Image


def a_picture(name: str = "stall.jpg", size: tuple[int, int] = (800, 600)) -> ContentFile[bytes]:
    buffer = BytesIO()
    Image.new("RGB", size, "crimson").save(buffer, "PNG" if name.endswith(".png") else "JPEG")
    return ContentFile(buffer.getvalue(), name=name)


def a_document(name: str = "leaflet.txt", text: str = "Come to the meeting.") -> ContentFile[bytes]:
    return ContentFile(text.encode(), name=name)
