"""What people see of their own way in, below the account settings: the second step, and where they are logged in."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic.base import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import Button

from cms.login.factors import codes_of, factors_of, make_codes
from cms.login.gate import has_passed_lately
from cms.login.sessions import end_session, end_sessions, sessions_of
from cms.login.views import SHOW_CODES
from home.models import User


class AccountPage(WagtailAdminTemplateMixin, View):
    """A page below the account settings."""

    request: HttpRequest

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        account = {"url": reverse("wagtailadmin_account"), "label": _("Account")}
        return [*super().get_breadcrumbs_items(), account, {"url": "", "label": self.get_page_title()}]

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(**self.shown()))

    def shown(self) -> dict[str, Any]:
        raise NotImplementedError


class SecondStepPage(AccountPage):
    """Lists what the second step can be taken with; removes one, or makes other codes for emergencies."""

    template_name = "cms/login/account_second_step.html"
    page_title = gettext_lazy("Second step when signing in")
    header_icon = "key"

    def shown(self) -> dict[str, Any]:
        factors = factors_of(self.request.user)  # type: ignore[arg-type]  # somebody who is in
        return {
            "factors": factors,
            "has_app": any(factor.type == "totp" for factor in factors),
            "codes_left": len(codes_of(self.request.user)),  # type: ignore[arg-type]
            "may_remove": len(factors) > 1 or not settings.SECOND_FACTOR_IS_REQUIRED,
        }

    def post(self, request: HttpRequest) -> HttpResponse:
        if not has_passed_lately(request):
            # What is asked for is then asked for once more: a post can't be led on.
            return redirect(f"{reverse('second_step')}?next={reverse('account_second_step')}")
        user: Any = request.user
        if "codes" in request.POST:
            make_codes(user)
            request.session[SHOW_CODES] = True
            end_sessions(user, but=request.session.session_key)
            return redirect("account_codes")
        return self.remove(user, request.POST.get("remove", ""))

    def remove(self, user: User, asked: str) -> HttpResponse:
        factors = factors_of(user)
        chosen = [factor for factor in factors if str(factor.pk) == asked]
        if len(factors) == len(chosen) and settings.SECOND_FACTOR_IS_REQUIRED:
            messages.error(self.request, _("This is the only one that you have. Add another one first."))
        elif chosen:
            chosen[0].delete()
            end_sessions(user, but=self.request.session.session_key)
            messages.success(self.request, _("It has been removed, and your other sessions have been ended."))
        return redirect("account_second_step")


class CodesPage(AccountPage):
    """Shows codes for emergencies, once after they have been made."""

    template_name = "cms/login/account_codes.html"
    page_title = gettext_lazy("Codes for emergencies")
    header_icon = "key"

    def shown(self) -> dict[str, Any]:
        is_new = self.request.session.pop(SHOW_CODES, False)
        return {"codes": codes_of(self.request.user) if is_new else []}  # type: ignore[arg-type]  # somebody who is in


class SessionsPage(AccountPage):
    """Lists somebody's sessions and ends them: one's own, or for those who look after people, somebody else's."""

    template_name = "cms/login/account_sessions.html"
    header_icon = "desktop"

    @cached_property
    def subject(self) -> Any:
        pk = self.kwargs.get("pk")
        return self.request.user if pk is None else get_object_or_404(User, pk=pk)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if "pk" in kwargs and not may_look_after(request.user, self.subject):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self) -> str:
        if "pk" not in self.kwargs:
            return _("Where you are signed in")
        return _("Where %(name)s is signed in") % {"name": self.subject}

    def shown(self) -> dict[str, Any]:
        sessions = sessions_of(self.subject, self.request.session.session_key)
        return {
            "sessions": sessions,
            "has_others": any(not one.is_current for one in sessions),
            "subject": self.subject,
        }

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if "others" in request.POST:
            count = end_sessions(self.subject, but=request.session.session_key)
            told = ngettext("%(count)s session has been ended.", "%(count)s sessions have been ended.", count)
            messages.success(request, told % {"count": count})
        elif end_session(self.subject, request.POST.get("end", "")):
            messages.success(request, _("The session has been ended."))
        else:
            messages.success(request, _("That session had ended already."))
        return redirect(request.path)


def may_look_after(user: Any, subject: User) -> bool:
    """Who may change somebody may end their sessions; superusers are left to superusers, as everywhere."""
    return bool(user.has_perm("home.change_user")) and (user.is_superuser or not subject.is_superuser)


def account_urls() -> list[URLPattern]:
    return [
        path("account/second-step/", SecondStepPage.as_view(), name="account_second_step"),
        path("account/codes/", CodesPage.as_view(), name="account_codes"),
        path("account/sessions/", SessionsPage.as_view(), name="account_sessions"),
        path("account/sessions/<int:pk>/", SessionsPage.as_view(), name="sessions_of_user"),
    ]


def second_step_item(request: HttpRequest) -> dict[str, str]:
    return {
        "url": reverse("account_second_step"),
        "label": _("Second step when signing in"),
        "help_text": _("A code of an app or a passkey, besides your password."),
    }


def sessions_item(request: HttpRequest) -> dict[str, str]:
    return {
        "url": reverse("account_sessions"),
        "label": _("Where you are signed in"),
        "help_text": _("See your sessions, and end those that you don't need."),
    }


def sessions_button(user: User, request_user: User) -> Iterator[Button]:
    """An entry in the menu of somebody in the list of users."""
    if may_look_after(request_user, user):
        yield Button(_("Sessions"), reverse("sessions_of_user", args=(user.pk,)), icon_name="desktop", priority=25)
