"""What the API itself has to remember."""

from django.db import models
from django.utils import timezone


class LastChange(models.Model):
    """When anything that readers see last changed. There is one row; `api.changes` keeps it.

    `at` is a whole second that no other change has. At `until` the clock changes something; None for never.
    """

    at = models.DateTimeField()
    until = models.DateTimeField(null=True)


class OpenChange(models.Model):
    """A change that has been made, or is just being made, and is not dated yet."""

    noted_at = models.DateTimeField(default=timezone.now)
