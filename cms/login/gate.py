"""The one place that decides whether somebody is in: a password alone makes a session, but nobody of whose it is.

Whoever has not taken the second step is anonymous to everything behind this middleware: to Wagtail's views, to documents
that are private, to what is outside of `/admin/`. Only the pages of the second step know who it may become.
"""

import time
from typing import Any

from asgiref.sync import sync_to_async
from django.conf import settings
from django.contrib.auth.middleware import get_user
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from cms.login.factors import has_factor
from cms.login.sessions import note_use
from home.models import User

PASSED_AT = "second_step_at"
"""Of a session: when the second step was last taken, in seconds since 1970; or LATER."""
LATER = "later"
FRESH_SECONDS = 15 * 60
"""For so long after the second step one may change what it consists of."""

OPEN = {
    "wagtailadmin_login",
    "second_step",
    "second_step_set_up",
    # What the pages of the second step are drawn with; the same for everybody.
    "wagtailadmin_sprite",
    "wagtailadmin_javascript_catalog",
}
"""Names of the admin's addresses that answer somebody who has still to take the second step."""


class Gate:
    """Middleware, right behind Django's for logins. It reads no session unless somebody asks who is there."""

    def __init__(self, get_response: Any) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.user = SimpleLazyObject(lambda: user_who_is_in(request))  # type: ignore[assignment]  # a user in effect
        # The other way to ask has the same answer.
        request.auser = sync_to_async(lambda: user_who_is_in(request))
        response: HttpResponse = self.get_response(request)
        return response

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        match = request.resolver_match
        if match is None or not match.route.startswith("admin/"):
            return None
        if is_half_in(request):
            return None if match.url_name in OPEN else redirect_to_login(_aim(request), reverse("second_step"))
        if request.user.is_authenticated:
            note_use(request)
        return None


def user_who_is_in(request: HttpRequest) -> Any:
    user = get_user(request)
    return user if not user.is_authenticated or has_passed(request) else AnonymousUser()


def user_at_the_door(request: HttpRequest) -> User | None:
    """Who has given the password, whether or not the second step has been taken."""
    user: Any = get_user(request)
    return user if user.is_authenticated else None


def is_half_in(request: HttpRequest) -> bool:
    return get_user(request).is_authenticated and not has_passed(request)


def has_passed(request: HttpRequest) -> bool:
    """Whether the second step of this session has been taken, or may be left for later and was."""
    passed = request.session.get(PASSED_AT)
    return isinstance(passed, int) or (passed == LATER and not settings.SECOND_FACTOR_IS_REQUIRED)


def has_passed_lately(request: HttpRequest) -> bool:
    passed = request.session.get(PASSED_AT)
    return isinstance(passed, int) and 0 <= time.time() - passed < FRESH_SECONDS


def let_in(request: HttpRequest) -> None:
    """Notes that the second step has been taken now, in a session with a new key."""
    request.session.cycle_key()
    request.session[PASSED_AT] = int(time.time())


def leave_for_later(sender: Any, request: HttpRequest, user: User, **others: Any) -> None:
    """Where the second step may be left for later, whoever has none is in. `user_logged_in` calls it."""
    if settings.SECOND_FACTOR_IS_REQUIRED or PASSED_AT in request.session or has_factor(user):
        return
    request.session[PASSED_AT] = LATER


def _aim(request: HttpRequest) -> str:
    return request.get_full_path() if request.method == "GET" else reverse("wagtailadmin_home")
