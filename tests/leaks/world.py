"""A public site, and beside it one object for each way of being hidden, each kind and each field, full of canaries.

The public pages mention whatever is hidden, wherever an editor could do that: `tests.leaks.mentions`.
"""

import datetime
from typing import Any

from django.contrib.auth.models import Group
from django.utils import timezone
from taggit.models import Tag
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Comment,
    CommentReply,
    Page,
    Revision,
    Site,
    Task,
    Workflow,
    WorkflowTask,
)

from api.changes import next_moment
from api.known import forget
from api.models import LastChange, OpenChange
from home.models import (
    BasePage,
    CustomDocument,
    CustomImage,
    Message,
    NavigationSettings,
    OrganisationSettings,
    OrganisationTranslation,
    PositionPage,
    User,
    page_models,
)
from tests.files import a_document, a_picture
from tests.leaks.canaries import Canaries
from tests.leaks.filling import Mentions, Word, fill, fill_texts, value_of
from tests.leaks.hiding import ANCESTORS, WAYS
from tests.leaks.mentions import mention
from tests.pages import SmallSite

OTHER_HOST = "other.example"


class World:
    """The site of `SmallSite` with what is hidden. `remove_hidden` leaves the public part as it is."""

    def __init__(self) -> None:
        self.canaries = Canaries()
        self.public = SmallSite()
        self.hidden_pages: list[Page] = []
        self.redirect_targets: list[Page] = []
        self.hidden_images: list[CustomImage] = []
        self.hidden_documents: list[CustomDocument] = []
        self._add_private_files()
        self.noted_image = self._image_with_notes()
        self.mentions = Mentions(self.hidden_images[0].pk, self.hidden_documents[0].pk, self.public.position.pk)
        self._add_other_site()
        for state in WAYS:
            for kind in page_models():
                self.hidden_pages.append(self._hidden(state, kind))
        for state in ANCESTORS:
            for kind in page_models():
                if kind != "home":
                    self._add_below_hidden(state, kind)
        for kind in page_models():
            self._add_alias(kind)
        self._add_draft_changes()
        self._add_redirect_targets()
        self._add_messages()
        self._add_people_and_their_work()
        mention(self)

    def word(self, state: str, kind: str) -> Word:
        return lambda field: self.canaries.word(state, kind, field)

    def _filled(self, state: str, kind: str, parent: Page, named: str = "") -> BasePage:
        """A live page full of canaries, by itself as public as any."""
        page = page_models()[kind](live=True, first_published_at=timezone.now(), last_published_at=timezone.now())
        if hasattr(page, "starts_at"):
            page.starts_at = timezone.now() - datetime.timedelta(hours=1)
            page.kind = "practical"
        if hasattr(page, "number"):
            page.number = PositionPage.objects.count() + 1
        fill(page, self.word(state, named or kind), self.mentions)
        return Page.objects.get(pk=parent.pk).add_child(instance=page)

    def _parent_of(self, kind: str, home: Page) -> Page:
        if kind == "home":
            return home.get_parent()
        return page_models()[LISTS[kind]].objects.child_of(home).first() if kind in LISTS else home

    def _hidden(self, state: str, kind: str) -> Page:
        page = self._filled(state, kind, self._parent_of(kind, self.public.home))
        WAYS[state](page)
        return page

    def _add_below_hidden(self, state: str, kind: str) -> None:
        """A page below a list or a plain page of its own, which is hidden."""
        above = self._filled(state, LISTS.get(kind, "standard"), self.public.home, named=f"above {kind}")
        page = self._filled(state, kind, above)
        ANCESTORS[state](above)
        self.hidden_pages += [above, page]

    def _add_alias(self, kind: str) -> None:
        """A public page that Wagtail keeps in step with a page that has become hidden."""
        parent = self._parent_of(kind, self.public.home)
        source = self._filled("source of an alias", kind, parent)
        alias = page_models()[kind](
            title=f"Alias {kind}", live=True, first_published_at=timezone.now(), alias_of=source, **REQUIRED.get(kind, {})
        )
        parent.refresh_from_db()
        parent.add_child(instance=alias)
        WAYS["draft"](source)
        self.hidden_pages.append(source)

    def _add_draft_changes(self) -> None:
        """New texts on every public page, saved and not published."""
        for page in self.public.every_page():
            changed = page_models()[page.page_type].objects.get(pk=page.pk)
            kept = changed.slug
            fill(changed, self.word("draft changes", page.page_type), self.mentions)
            changed.slug = kept
            changed.save_revision()

    def _add_redirect_targets(self) -> None:
        """Drafts that nothing but a redirect names. `mention` has redirects for all others."""
        for kind in page_models():
            page = self._filled("redirect target", kind, self._parent_of(kind, self.public.home))
            WAYS["draft"](page)
            Redirect.objects.create(old_path=f"/moved/{kind}", redirect_page=page)
            self.redirect_targets.append(page)

    def _add_messages(self) -> None:
        message = Message(site=self.public.site)
        fill_texts(message, self.word("message", "message"))
        message.save()

    def _add_private_files(self) -> None:
        for state in ("private collection", "below a private collection"):
            word = self.word(state, "collection")
            collection = self.public.collection(word("name"))
            CollectionViewRestriction.objects.create(collection=collection, restriction_type=CollectionViewRestriction.LOGIN)
            if state.startswith("below"):
                collection = collection.add_child(name=word("name below"))
            self._add_files(state, collection)

    def _image_with_notes(self) -> CustomImage:
        """A public picture with what editors alone read of it: the name that its file had, and who agreed to be shown."""
        word = self.word("public image", "image")
        return self.public.image(title=word("title"), consent=word("consent"))

    def _add_files(self, state: str, collection: Collection) -> None:
        word = self.word(state, "image")
        image = self.public.image(collection=collection, file=a_picture(f"{word('file')}.jpg"))
        fill_texts(image, word)
        image.tags.add(word("tags"))
        image.save()
        self.hidden_images.append(image)
        word = self.word(state, "document")
        file = a_document(f"{word('file')}.txt", text=word("content"))
        document = self.public.document(title=word("title"), collection=collection, file=file)
        document.tags.add(word("tags"))
        self.hidden_documents.append(document)

    def _add_other_site(self) -> None:
        root = self.public.home.get_parent()
        home = self._filled("other site", "home", root)
        word = self.word("other site", "settings")
        site = Site.objects.create(hostname=OTHER_HOST, root_page=home, site_name=word("site_name"))
        self.hidden_pages.append(home)
        for kind in page_models():
            if kind != "home":
                self.hidden_pages.append(self._filled("other site", kind, self._parent_of(kind, home) or home))
        organisation = OrganisationSettings(site=site, share_image_id=self.mentions.image)
        fill_texts(organisation, word)
        organisation.save()
        translation = OrganisationTranslation(organisation=organisation, locale=home.locale)
        fill_texts(translation, self.word("other site", "translation"))
        translation.save()
        item = value_of(NavigationSettings.main.field.stream_block, word, "main", self.mentions)
        NavigationSettings.objects.create(site=site, main=item, footer=item)

    def _add_people_and_their_work(self) -> None:
        word = self.word("user", "user")
        user = User.objects.create_superuser(
            f"{word('email')}@example.org", first_name=word("first"), last_name=word("last")
        )
        Group.objects.create(name=self.canaries.word("user", "group", "name"))
        Page.objects.filter(pk__in=[page.pk for page in self.public.every_page()]).update(owner=user, locked_by=user)
        Revision.objects.update(user=user)
        page = self.public.position
        comment = Comment.objects.create(
            page=page, user=user, contentpath="title", text=self.canaries.word("comment", "comment", "text")
        )
        CommentReply.objects.create(comment=comment, user=user, text=self.canaries.word("comment", "reply", "text"))
        workflow = Workflow.objects.create(name=self.canaries.word("workflow", "workflow", "name"))
        task = Task.objects.create(name=self.canaries.word("workflow", "task", "name"))
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
        changed = page_models()["article"].objects.get(pk=self.public.article.pk)
        state = workflow.start(changed, user)
        state.current_task_state.comment = self.canaries.word("workflow", "task state", "comment")
        state.current_task_state.save()

    def settle(self) -> None:
        """As when all is committed: nobody is writing, so that what is found out for one request is known to the next."""
        OpenChange.objects.all().delete()
        forget()
        at = timezone.now().replace(microsecond=0)
        LastChange.objects.update_or_create(pk=1, defaults={"at": at, "until": next_moment(at)})

    def remove_hidden(self) -> None:
        """Deletes all that is hidden, as if it had never been. What mentions it is left with nothing to point at."""
        for page in sorted([*self.hidden_pages, *self.redirect_targets], key=lambda page: -page.depth):
            Page.objects.get(pk=page.pk).delete()
        files: list[Any] = [*self.hidden_images, *self.hidden_documents]
        for file in files:
            file.delete()
        rows: list[Any] = [Message, Comment, Workflow, Task, Revision, User]
        for rows_of in rows:
            rows_of.objects.all().delete()
        Site.objects.filter(hostname=OTHER_HOST).delete()
        Collection.objects.filter(depth__gt=1).delete()
        Group.objects.all().delete()
        Tag.objects.filter(name__startswith="zq").delete()


LISTS = {"position": "position_index", "activity_report": "activity_index", "article": "debate_index"}
"""Which kind of page lists which."""

REQUIRED: dict[str, dict[str, Any]] = {
    "home": {"purpose": "Homes are for living in."},
    "position": {"number": 999, "summary": "In a sentence."},
    "activity_report": {
        "starts_at": datetime.datetime(2024, 5, 1, 12, tzinfo=datetime.UTC),
        "kind": "practical",
        "summary": "What we did.",
    },
    "article": {"author_names": "A. Nonym", "summary": "An objection."},
    "contact": {"email": "hello@example.org"},
}
"""Fields that have to be there."""
