"""From what changed to which dependencies are stale: the other half of `api.dependencies`.

It is asked before something is written and after, so that what an answer read of the old state is found too. Where it
can't be told apart what a change touches, everything is stale, and so it is after a change of a model that nobody here
knows. Wrong on that side costs time; on the other it would show readers what isn't published any more.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.utils import timezone
from taggit.models import Tag
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction, Site

from api.representation.lists import load_lists
from api.visibility import Visibility
from home.models import (
    ActivityDocument,
    ActivityPhoto,
    ActivityPosition,
    ActivityReportPage,
    ActivityTag,
    ArticlePage,
    ArticleTag,
    CustomDocument,
    CustomImage,
    CustomRendition,
    HomePagePosition,
    NavigationSettings,
    OrganisationSettings,
    OrganisationTranslation,
    PositionManifestoSection,
    RelatedPosition,
    page_models,
)

EVERYTHING = "everything"
"""The key that all answers are stale by."""

MOST_PAGES = 500
"""Of a part of the tree that is moved, hidden or shown: a larger one is not looked at page by page."""

UNSEEN: dict[str, str] = {
    "account": "e-mail addresses as allauth would keep them: it doesn't here",
    "api": "what the API remembers; the search index tells of its changes itself (`api.search.index`)",
    "auth": "groups and permissions: readers have none",
    "contenttypes": "made by migrations, after which the site is started anew",
    "cms": "logins of editors",
    "django_tasks_database": "the worker's queue",
    "mfa": "second factors of editors",
    "sessions": "logins of editors",
    "simple_translation": "a permission",
    "wagtailadmin": "who edits what at this moment",
    "wagtailembeds": "embeds are made from their addresses alone",
    "wagtailsearch": "the admin's index; readers search one of their own",
    "wagtailusers": "how editors want the admin to be",
    "home.delivery": "what other programs were told",
    "home.linkcheck": "which links lead nowhere, as editors are told",
    "home.message": "the inbox",
    "home.pagelink": "which links lead nowhere, as editors are told",
    "home.previewlink": "links to drafts, which are answered past the store",
    "home.secondpersonapproval": "a step of a workflow",
    "home.webhook": "who is told what happens",
    "home.user": "names and logins of editors",
    "taggit.taggeditem": "tags of pictures and documents, by which editors find them; those of pages have models of their own",
    "wagtailcore.apitoken": "tokens of an API that isn't mounted",
    "wagtailcore.comment": "notes of editors to each other",
    "wagtailcore.commentreply": "notes of editors to each other",
    "wagtailcore.groupapprovaltask": "a step of a workflow",
    "wagtailcore.groupcollectionpermission": "rights of editors",
    "wagtailcore.grouppagepermission": "rights of editors",
    "wagtailcore.groupsitepermission": "rights of editors",
    "wagtailcore.modellogentry": "who did what in the admin",
    "wagtailcore.pagelogentry": "who did what in the admin",
    "wagtailcore.pagesubscription": "who is mailed about a page",
    "wagtailcore.referenceindex": "what the admin tells before something is deleted",
    "wagtailcore.revision": "drafts; to publish one is to save its page",
    "wagtailcore.task": "a step of a workflow",
    "wagtailcore.taskstate": "how far a workflow has come",
    "wagtailcore.uploadedfile": "uploads that wait for their description",
    "wagtailcore.workflow": "who has to approve",
    "wagtailcore.workflowcontenttype": "who has to approve",
    "wagtailcore.workflowpage": "who has to approve",
    "wagtailcore.workflowstate": "how far a workflow has come",
    "wagtailcore.workflowtask": "who has to approve",
}
"""Apps and models without an effect on what readers get, each with its reason. A model that is not listed has one."""

DRAFT_FIELDS = {
    "draft_title",
    "has_unpublished_changes",
    "latest_revision",
    "latest_revision_created_at",
    "locked",
    "locked_at",
    "locked_by",
}
"""Of a page: what is written when an editor saves a draft or locks the page."""

PLACE = (
    "live",
    "expire_at",
    "go_live_at",
    "slug",
    "path",
    "url_path",
    "locale_id",
    "content_type_id",
    "alias_of_id",
    "translation_key",
)
"""Of a page: what decides whether, where and in which order readers see it and all that is below it."""

PageRow = dict[str, Any]
"""What is known about a page: `id`, `title` and the fields of `PLACE`."""

DEPTH_OF_HOME = 2


def is_seen(model: Any) -> bool:
    """Whether readers may see anything of that model."""
    meta = model._meta
    # Migrations write through models of their own, when the tables of this app may not be there yet.
    return meta.apps is apps and meta.app_label not in UNSEEN and meta.label_lower not in UNSEEN


def state_of(instance: Any) -> Any:
    """What `stale_after` has to know of how `instance` is stored before it is written. At most two queries."""
    if isinstance(instance, Page):
        return row_of(instance.pk)
    if isinstance(instance, ActivityPosition):
        return _positions_of(ActivityPosition.objects.filter(pk=instance.pk))
    # Pages tell of their rows themselves, and the others are known by ids that they keep.
    return set()


def stale_after(instance: Any, state: Any, is_new: bool) -> set[str]:
    """The keys that are stale now that `instance`, which was in that `state`, has been written or deleted."""
    if isinstance(instance, Page):
        return stale_page(state, row_of(instance.pk))
    if isinstance(instance, Tag) and is_new:
        # In no answer yet; what carries it is saved by itself.
        return set()
    return state | keys_of(instance)


def row_of(page_id: int | None) -> PageRow | None:
    """The page as it is stored. One query."""
    return Page.objects.filter(pk=page_id).values("id", "title", *PLACE).first() if page_id else None


def stale_page(old: PageRow | None, new: PageRow | None) -> set[str]:
    """What is stale when a page that was `old` is `new`; None for one that isn't there."""
    rows = [row for row in (old, new) if row]
    if not any(row["live"] for row in rows):
        return set()
    has_other_place = old is None or new is None or any(old[field] != new[field] for field in PLACE)
    is_home = any(len(row["path"]) <= DEPTH_OF_HOME * Page.steplen for row in rows)
    if is_home and (has_other_place or rows[0]["title"] != rows[-1]["title"]):
        # It decides what the site is called, which languages there are, and where everything is.
        return {EVERYTHING}
    if not has_other_place:
        return keys_of_pages(rows[:1])
    keys = keys_of_pages(rows[:1], has_moved=True)
    return keys if new is None else keys | stale_part(new["path"])


def stale_part(path: str) -> set[str]:
    """What is stale when all that is at or below `path` is somewhere else now, or seen by others."""
    part = Page.objects.filter(path__startswith=path)
    rows = list(part.order_by("path").values("id", "title", *PLACE)[: MOST_PAGES + 1])
    # Copies in other languages are hidden with what they are copies of, and with them all below.
    has_copies = Page.objects.filter(alias_of__in=part.values("pk")).exists()
    if len(rows) > MOST_PAGES or has_copies or len(path) <= DEPTH_OF_HOME * Page.steplen:
        return {EVERYTHING}
    return keys_of_pages(rows, has_moved=True)


def keys_of_pages(rows: Iterable[PageRow], has_moved: bool = False) -> set[str]:
    """What answers read of those pages; if they have moved, also that they are there, and in which order. Some queries."""
    rows = list(rows)
    kinds = {ContentType.objects.get_for_model(model).pk: name for name, model in page_models().items()}
    keys = {f"page:{row['id']}" for row in rows}
    keys |= {f"type:{kinds[row['content_type_id']]}" for row in rows if row["content_type_id"] in kinds}
    parents = Page.objects.filter(path__in={row["path"][: -Page.steplen] for row in rows}).values_list("pk", flat=True)
    keys |= {f"children:{parent}" for parent in parents}
    ids = [row["id"] for row in rows]
    articles, activities = (_of_kind(rows, model) for model in (ArticlePage, ActivityReportPage))
    if articles:
        keys |= _answered_by(articles)
    if activities:
        keys |= _positions_of(ActivityPosition.objects.filter(page__in=activities)) | _latest(activities)
    if has_moved:
        keys |= {"tree"} | {f"place:{pk}" for pk in ids} | {f"order:{parent}" for parent in parents}
        keys |= {f"translations:{row['translation_key']}" for row in rows}
    return keys


def _of_kind(rows: Iterable[PageRow], model: type[Page]) -> list[int]:
    kind = ContentType.objects.get_for_model(model).pk
    return [row["id"] for row in rows if row["content_type_id"] == kind]


def _answered_by(ids: list[int]) -> set[str]:
    """The exchanges that articles are part of, or become part of: by themselves, what they answer, and what answers them,
    and the translations of all of these."""
    articles = ArticlePage.objects.filter(pk__in=ids)
    keys = articles.values("translation_key")
    answering = ArticlePage.objects.filter(responds_to__translation_key__in=keys)
    shared = Q(translation_key__in=keys) | Q(translation_key__in=answering.values("translation_key"))
    answered = Q(translation_key__in=articles.values("responds_to__translation_key"))
    return {f"answers:{pk}" for pk in Page.objects.filter(shared | answered).values_list("pk", flat=True)}


def _latest(ids: list[int]) -> set[str]:
    """Whether any of the activities is among the latest or the next ones now. Whoever shows one that was, has read it."""
    for site in Site.objects.all():
        gate = Visibility(site, timezone.now())
        for tree in gate.trees:
            gate.tree = tree
            lists = load_lists(gate, [("latest_activities", None), ("next_activities", None)])
            if any(entry.target in ids for entries in lists.values() for entry in entries):
                return {"latest"}
    return set()


def _positions_of(rows: Any) -> set[str]:
    """The positions that activities are about, in every language."""
    shared = rows.values("position__translation_key")
    return {f"about:{pk}" for pk in Page.objects.filter(translation_key__in=shared).values_list("pk", flat=True)}


def stale_by_clock(after: Any, until: Any) -> set[str]:
    """What has become stale by itself after one moment and up to another one. Two queries where that is nothing."""
    live = Page.objects.filter(live=True)
    dated = Q(expire_at__gt=after, expire_at__lte=until) | Q(go_live_at__gt=after, go_live_at__lte=until)
    keys: set[str] = set()
    for path in live.filter(dated).values_list("path", flat=True):
        keys |= stale_part(path)
    begun = ActivityReportPage.objects.filter(live=True, starts_at__gt=after, starts_at__lte=until)
    return keys | keys_of_pages(begun.values("id", "title", *PLACE))


def stale_move(page: Page, parent_before: Page) -> set[str]:
    """What is stale now that `page` is somewhere else than below `parent_before`, or in another order there."""
    row = row_of(page.pk)
    if row is None or not row["live"]:
        return set()
    return stale_part(row["path"]) | {f"children:{parent_before.pk}", f"order:{parent_before.pk}"}


def keys_of(instance: Any) -> set[str]:
    """What answers read of something that is no page; everything where nobody here knows what that is."""
    return KEYS.get(type(instance), lambda _: {EVERYTHING})(instance)


def _keys_of_row(row: Any) -> set[str]:
    page_id = row.page_id if hasattr(row, "page_id") else row.content_object_id
    keys = stale_page(page := row_of(page_id), page)
    if isinstance(row, ActivityPosition) and keys:
        keys |= _positions_of(ActivityPosition.objects.filter(pk=row.pk))
    return keys


def _keys_of_restriction(restriction: PageViewRestriction) -> set[str]:
    row = row_of(restriction.page_id)
    return stale_part(row["path"]) if row else set()


ROWS = (
    ActivityDocument,
    ActivityPhoto,
    ActivityPosition,
    ActivityTag,
    ArticleTag,
    HomePagePosition,
    PositionManifestoSection,
    RelatedPosition,
)
"""What stands in the rows of pages' forms: part of the page."""

KEYS: dict[type, Callable[[Any], set[str]]] = {
    CustomDocument: lambda document: {f"document:{document.pk}"},
    CustomImage: lambda image: {f"image:{image.pk}"},
    CustomRendition: lambda rendition: {f"image:{rendition.image_id}"},
    NavigationSettings: lambda settings: {"menu"},
    OrganisationSettings: lambda settings: {"site"},
    OrganisationTranslation: lambda translation: {"site"},
    PageViewRestriction: _keys_of_restriction,
    Redirect: lambda redirect: {"redirects"},
    **dict.fromkeys(ROWS, _keys_of_row),
}
"""What answers read of each kind of thing. A site, a language, a collection, its privacy and a tag that has another name are
not here: they can be anywhere."""
