"""The contact page: how to reach the group, in private if need be."""

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField

from home.blocks.base import PROSE
from home.models.base import BasePage

KEY_HEADER, KEY_FOOTER = "-----BEGIN PGP PUBLIC KEY BLOCK-----", "-----END PGP PUBLIC KEY BLOCK-----"


class ContactPage(BasePage):
    """The group's address, its public key, and what happens to what people send."""

    introduction = RichTextField(
        blank=True, features=PROSE, help_text="Whom people reach, and how soon they may expect an answer."
    )
    email = models.EmailField("e-mail address", help_text="Everybody can read it here.")
    openpgp_key = models.TextField(
        "OpenPGP public key",
        blank=True,
        help_text="For people who encrypt their messages to you. Leave it empty if you don't use OpenPGP. "
        f'Otherwise paste the whole block, from "{KEY_HEADER}" to "{KEY_FOOTER}".',
    )
    privacy = RichTextField(
        "what happens to your data",
        blank=True,
        features=PROSE,
        help_text="Who reads messages, how long they are kept, how they are deleted.",
    )

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("introduction"),
        FieldPanel("email"),
        FieldPanel("openpgp_key"),
        FieldPanel("privacy"),
    ]

    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1
    page_description = "Your e-mail address, your public key, and what happens to what people send you."

    class Meta:
        verbose_name = "contact page"

    def clean(self) -> None:
        super().clean()
        self.openpgp_key = self.openpgp_key.replace("\r\n", "\n").strip()
        if "PRIVATE KEY" in self.openpgp_key:
            raise ValidationError({"openpgp_key": "This is a private key. Never show it to anybody; paste the public one."})
        if self.openpgp_key and not (self.openpgp_key.startswith(KEY_HEADER) and self.openpgp_key.endswith(KEY_FOOTER)):
            raise ValidationError({"openpgp_key": "This is not a public key block, or a part of it is missing."})
