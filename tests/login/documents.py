"""A document that only those who are in may have."""

from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.models import Collection, CollectionViewRestriction

from home.models import CustomDocument


def private_document() -> str:
    """Its address."""
    collection = Collection.get_first_root_node().add_child(name="Private")
    CollectionViewRestriction.objects.create(collection=collection, restriction_type=CollectionViewRestriction.LOGIN)
    assert Group.objects.exists()
    document = CustomDocument.objects.create(title="Plan", file=ContentFile(b"plan", "plan.txt"), collection=collection)
    return reverse("wagtaildocs_serve", args=(document.pk, document.filename))
