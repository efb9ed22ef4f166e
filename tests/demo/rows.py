"""What a database holds, for comparing before and after."""

from django.apps import apps
from django.core import serializers


def everything():
    """Every row of the database, by model."""
    return {
        model._meta.label: serializers.serialize("json", model._base_manager.order_by("pk")) for model in apps.get_models()
    }
