"""An editor in a process of its own: takes orders line by line, does them in the site's database, and says "done" to each.

`title SLUG TEXT` publishes a page with another title, `unpublish SLUG` and `publish SLUG` do that, `expire SLUG SECONDS` has
it go in so many seconds, and `tagline TEXT` changes what all pages say.
"""

import datetime
import sys

import django

django.setup()

from django.utils import timezone  # noqa: E402  # needs the apps to be ready
from wagtail.models import Page  # noqa: E402

from home.models import OrganisationSettings  # noqa: E402


def obey(order: str) -> None:
    name, _, rest = order.partition(" ")
    if name == "tagline":
        organisation = OrganisationSettings.objects.get()
        organisation.tagline = rest
        organisation.save()
        return
    slug, _, rest = rest.partition(" ")
    page = Page.objects.get(slug=slug, locale__language_code="en-gb").specific
    if name == "unpublish":
        page.unpublish()
        return
    if name == "title":
        page.title = rest
    if name == "expire":
        page.expire_at = timezone.now() + datetime.timedelta(seconds=float(rest))
    page.save_revision().publish()


if __name__ == "__main__":
    for line in sys.stdin:
        obey(line.rstrip("\n"))
        print("done", flush=True)
