"""Every endpoint of the API, on one screen."""

from django.urls import include, path, re_path
from rest_framework.routers import SimpleRouter

from api.views.activities import ActivityListView
from api.views.articles import ArticleListView
from api.views.contact import ChallengeView, ContactView
from api.views.document import DocsView, SchemaView
from api.views.fallback import NoSuchEndpointView
from api.views.health import HealthView
from api.views.pages import PageViewSet, ResolveView
from api.views.positions import PositionListView
from api.views.search import SearchView
from api.views.sharing import SharedAnswersView, SharedView
from api.views.site import NavigationView, SiteView
from api.views.tags import TagListView

router = SimpleRouter()
router.register("pages", PageViewSet, basename="page")

urlpatterns = [
    path("resolve/", ResolveView.as_view(), name="resolve"),
    path("positions/", PositionListView.as_view(), name="positions"),
    path("activities/", ActivityListView.as_view(), name="activities"),
    path("articles/", ArticleListView.as_view(), name="articles"),
    path("tags/", TagListView.as_view(), name="tags"),
    path("search/", SearchView.as_view(), name="search"),
    path("site/", SiteView.as_view(), name="site"),
    path("navigation/", NavigationView.as_view(), name="navigation"),
    path("shared/", SharedView.as_view(), name="shared"),
    path("shared/answers/", SharedAnswersView.as_view(), name="shared_answers"),
    path("contact/", ContactView.as_view(), name="contact"),
    path("contact/challenge/", ChallengeView.as_view(), name="challenge"),
    path("", include(router.urls)),
    path("schema/", SchemaView.as_view(), name="schema"),
    path("health/", HealthView.as_view(), name="health"),
    path("docs/", DocsView.as_view(url_name="schema"), name="docs"),
    re_path("", NoSuchEndpointView.as_view()),
]
