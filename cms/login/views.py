"""The pages on the way in: the password, the second step, and what it consists of the first time.

They are the admin's only pages that know who may be about to come in (`cms.login.gate.user_at_the_door`).
"""

from collections.abc import Callable
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.views import RedirectURLMixin, redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.middleware.csrf import rotate_token
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic.base import TemplateView
from wagtail.admin.views.account import LoginView as WagtailLoginView

from api.limits import TooOften
from cms.login.factors import Kind, accepts_code, add_app, factors_of, make_codes, new_secret, picture_of
from cms.login.forms import CodeForm, LoginForm
from cms.login.gate import has_passed, has_passed_lately, is_half_in, let_in, user_at_the_door
from cms.login.passkeys import accepts_passkey, add_passkey, ask_for_known, ask_for_new
from cms.login.sessions import end_sessions
from cms.login.tries import Try, answer_later, remember_browser, sentence
from home.models import User

HALF_SECONDS = 15 * 60
"""So long a password is good for the second step."""
REMEMBER = "remember"
SHOW_CODES = "show_codes"
"""Of a session: that codes for emergencies have been made, and are to be shown once."""


@method_decorator(never_cache, name="dispatch")
class LoginView(WagtailLoginView):
    """Wagtail's page for the password. It ends at the second step, or in the admin where that may be left for later."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if is_half_in(request):
            return redirect_to_login(self.get_success_url(), reverse("second_step"))
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: LoginForm) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        session = self.request.session
        if has_passed(self.request):
            return response
        session[REMEMBER] = form.cleaned_data["remember"]
        session.set_expiry(HALF_SECONDS)
        return redirect_to_login(self.get_success_url(), reverse("second_step"))

    def form_invalid(self, form: LoginForm) -> HttpResponse:
        response: HttpResponse = super().form_invalid(form)
        return answer_later(response, form.refusal) if form.refusal else response


@method_decorator(never_cache, name="dispatch")
@method_decorator(sensitive_post_parameters(), name="dispatch")
class StepView(RedirectURLMixin, TemplateView):
    """What the pages of the second step have in common: whose they are, and where they lead.

    A post is one of `doings`, named by a field `do`; each returns where to go on, or what the page says is wrong.
    """

    user: User
    factors: list[Any]
    doings: ClassVar[dict[str, str]]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        user = user_at_the_door(request)
        if user is None:
            return redirect_to_login(self.get_success_url(), reverse("wagtailadmin_login"))
        self.user, self.factors = user, factors_of(user)
        return self.elsewhere() or super().dispatch(request, *args, **kwargs)

    def elsewhere(self) -> HttpResponse | None:
        """Another page that comes first."""
        raise NotImplementedError

    def get_default_redirect_url(self) -> str:
        return reverse("wagtailadmin_home")

    def post(self, request: HttpRequest) -> HttpResponse:
        if request.POST.get("do") == "leave":
            logout(request)
            return redirect("wagtailadmin_login")
        named = self.doings.get(request.POST.get("do", ""), self.doings["code"])
        doing: Callable[[], HttpResponse | str] = getattr(self, named)
        result = doing()
        if isinstance(result, HttpResponse):
            return result
        return self.render_to_response(self.get_context_data(error=result))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(next=self.get_success_url(), account=self.user, form=CodeForm(), **kwargs)

    def has(self, kind: str) -> bool:
        return any(factor.type == kind for factor in self.factors)

    def come_in(self, aim: str) -> HttpResponse:
        """Leads on, into a session that has passed."""
        let_in(self.request)
        remember = self.request.session.pop(REMEMBER, None)
        if remember is not None:
            self.request.session.set_expiry(settings.SESSION_COOKIE_AGE if remember else 0)
        rotate_token(self.request)
        response = HttpResponseRedirect(aim)
        remember_browser(self.request, response, self.user)
        return response


class SecondStepView(StepView):
    """Asks for a code or a passkey: after the password, and again before somebody changes what the second step consists of."""

    template_name = "cms/login/second_step.html"
    doings: ClassVar[dict[str, str]] = {"code": "write_code", "passkey": "show_passkey"}

    def elsewhere(self) -> HttpResponse | None:
        return None if self.factors else redirect_to_login(self.get_success_url(), reverse("second_step_set_up"))

    def write_code(self) -> HttpResponse | str:
        code = self.request.POST.get("code", "")
        wrong = _(
            "That code is wrong, or was used before. Codes of an app change every half minute: take the one shown now."
        )
        return self.try_it(lambda: accepts_code(self.user, code[:40]), wrong) if code else _("Write the code.")

    def show_passkey(self) -> HttpResponse | str:
        answer = self.request.POST.get("credential", "")
        wrong = _("That passkey was not accepted. Try again, or write a code.")
        return self.try_it(lambda: accepts_passkey(self.user, answer), wrong)

    def try_it(self, is_right: Callable[[], bool], wrong: str) -> HttpResponse | str:
        attempt = Try(self.request, "code", self.user.email, self.user.get_session_auth_hash())
        try:
            attempt.begin()
        except TooOften as refusal:
            page = self.render_to_response(self.get_context_data(error=sentence(refusal)))
            return answer_later(page, refusal)
        if not is_right():
            return wrong
        attempt.was_right()
        return self.come_in(self.get_success_url())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        options = ask_for_known(self.user) if self.has(Kind.WEBAUTHN) else None
        return super().get_context_data(passkey=options, has_app=self.has(Kind.TOTP), **kwargs)


class SetUpView(StepView):
    """Sets up an app or a passkey: for those who have neither, and for those who have just shown what they have."""

    template_name = "cms/login/set_up.html"
    doings: ClassVar[dict[str, str]] = {"code": "add_app", "passkey": "add_passkey"}

    def elsewhere(self) -> HttpResponse | None:
        # Else a password would be enough to put another second factor beside the one there is.
        if not self.factors or has_passed_lately(self.request):
            return None
        return redirect_to_login(self.request.get_full_path(), reverse("second_step"))

    def add_app(self) -> HttpResponse | str:
        code = self.request.POST.get("code", "")[:40]
        if self.has(Kind.TOTP):
            return _("There is an app already. Remove it first if you have another one.")
        if not add_app(self.user, new_secret(regenerate=False), code):
            return _("That code is wrong. Take the one that the app shows now, and see that its clock is right.")
        return self.go_on()

    def add_passkey(self) -> HttpResponse | str:
        if not add_passkey(self.user, self.request.POST.get("credential", "")):
            return _("That passkey was not accepted. Try again, or use an app.")
        return self.go_on()

    def go_on(self) -> HttpResponse:
        if not self.factors:
            make_codes(self.user)
            self.request.session[SHOW_CODES] = True
        # Those that were begun with less, whoever has them.
        end_sessions(self.user, but=self.request.session.session_key)
        return self.come_in(reverse("account_codes") if not self.factors else reverse("account_second_step"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        # Another secret with each page, but for one that says that the code was wrong.
        secret = new_secret(regenerate=self.request.method == "GET")
        svg, address = ("", "") if self.has(Kind.TOTP) else picture_of(self.user, secret)
        readable = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
        options = ask_for_new(self.user)
        return super().get_context_data(
            passkey=options, svg=svg, address=address, secret=readable, is_first=not self.factors, **kwargs
        )
