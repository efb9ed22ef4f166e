"""Every model of the site, one module for each kind of thing that editors make."""

from home.models.activities import (
    ActivityDocument,
    ActivityIndexPage,
    ActivityPhoto,
    ActivityPosition,
    ActivityReportPage,
    ActivityTag,
)
from home.models.approval import SecondPersonApproval
from home.models.base import BasePage, page_models
from home.models.contact import ContactPage
from home.models.debate import ArticlePage, ArticleTag, DebateIndexPage
from home.models.documents import CustomDocument
from home.models.front import HomePage, HomePagePosition
from home.models.images import CustomImage, CustomRendition
from home.models.links import LinkCheck, PageLink
from home.models.manifesto import ManifestoPage, ManifestoSectionField
from home.models.messages import Message
from home.models.positions import PositionIndexPage, PositionManifestoSection, PositionPage, RelatedPosition
from home.models.preview_links import PreviewLink
from home.models.settings import NavigationSettings, OrganisationSettings, OrganisationTranslation
from home.models.standard import StandardPage
from home.models.users import User
from home.models.webhooks import Delivery, Event, Webhook

__all__ = [
    "ActivityDocument",
    "ActivityIndexPage",
    "ActivityPhoto",
    "ActivityPosition",
    "ActivityReportPage",
    "ActivityTag",
    "ArticlePage",
    "ArticleTag",
    "BasePage",
    "ContactPage",
    "CustomDocument",
    "CustomImage",
    "CustomRendition",
    "DebateIndexPage",
    "Delivery",
    "Event",
    "HomePage",
    "HomePagePosition",
    "LinkCheck",
    "ManifestoPage",
    "ManifestoSectionField",
    "Message",
    "NavigationSettings",
    "OrganisationSettings",
    "OrganisationTranslation",
    "PageLink",
    "PositionIndexPage",
    "PositionManifestoSection",
    "PositionPage",
    "PreviewLink",
    "RelatedPosition",
    "SecondPersonApproval",
    "StandardPage",
    "User",
    "Webhook",
    "page_models",
]
