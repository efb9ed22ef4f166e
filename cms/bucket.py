"""Media in a bucket, S3's or another that speaks like it: for sites with several hosts, or with more pictures than disk.

Nobody but the site reads it. Its pictures and documents keep the site's own addresses, where the visibility gate stands.
"""

from typing import Any

from django.conf import settings
from django.utils.encoding import filepath_to_uri
from storages.backends.s3 import S3Storage  # type: ignore[import-untyped]


class Bucket(S3Storage):
    def url(self, name: str, *args: Any, **kwargs: Any) -> str:
        """Where the site serves it: a link to the bucket would let everybody in who has it."""
        return f"{settings.MEDIA_URL}{filepath_to_uri(name)}"
