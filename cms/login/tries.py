"""Who has tried too often has to wait: by account and by client, so that no stranger keeps an editor out.

Counted is before a try, so that many at once are no way around, and what was right is taken back. Counts hold keyed digests
only (`api.limits`), which are other ones the next day.

- 5 wrong tries of one account by one client in a quarter of an hour. A client is an address, or a browser in which that
  account has been before: it has a cookie that says so, and with it counts of its own. Whoever tries wrongly from the
  same address, or pretends to, doesn't touch those.
- 20 in an hour by one client, whichever accounts: somebody who tries one password on many.
- All that are strangers to an account together, wherever they are: 100 passwords in an hour, or 20 codes in a day, for which
  one has to know the password. Codes are counted by the password too, so that a new one ends what somebody has done with the old.
"""

import secrets
from typing import Any, Literal

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from api.limits import HOUR, TooOften, client_of, count, take_back
from home.models import User

QUARTER = HOUR // 4
DAY = 24 * HOUR
OF_ONE_ACCOUNT = 5
BY_ONE_CLIENT = 20
BY_STRANGERS = {"password": (100, HOUR), "code": (20, DAY)}

COOKIE = "known"
COOKIE_SECONDS = 180 * DAY
SALT = "cms.login.tries"


class Try:
    """One try of `account` (an e-mail address, as it was typed) at a step. `proof` is counted with it."""

    def __init__(self, request: HttpRequest, step: Literal["password", "code"], account: str, proof: str = "") -> None:
        self.step = step
        self.account = _digest(account)
        self.proof = proof
        self.browser = known_browser(request, self.account)
        self.client = f"browser {self.browser}" if self.browser else client_of(request)
        self.counted: list[str] = []

    def begin(self) -> None:
        """Counts it; raises `TooOften` where it may not be made. Three counts, of one to three writes each."""
        what = f"login {self.step}"
        account = f"{self.account} {self.proof}"
        self.counted.append(count(f"{what} {account}", self.client, OF_ONE_ACCOUNT, QUARTER))
        self.counted.append(count(what, self.client, BY_ONE_CLIENT))
        if not self.browser:
            self.counted.append(count(f"{what} by strangers", account, *BY_STRANGERS[self.step]))

    def was_right(self) -> None:
        take_back(self.counted)


def sentence(refusal: TooOften) -> str:
    """What somebody is told who has to wait."""
    minutes, hours = -(-refusal.wait // 60), -(-refusal.wait // HOUR)
    when = ngettext("in a minute", "in %(count)s minutes", minutes) % {"count": minutes}
    if hours > 1:
        when = _("in %(count)s hours") % {"count": hours}
    return _("There were too many wrong tries. Try again %(when)s.") % {"when": when}


def answer_later(response: HttpResponse, refusal: TooOften) -> HttpResponse:
    response.status_code = 429
    response["Retry-After"] = str(refusal.wait)
    return response


def remember_browser(request: HttpRequest, response: HttpResponse, user: User) -> None:
    """Lets this browser be known to the account from now on: it has passed both steps."""
    account = _digest(user.email)
    value = [account, known_browser(request, account) or secrets.token_hex(8)]
    response.set_cookie(
        COOKIE,
        signing.dumps(value, salt=SALT),
        max_age=COOKIE_SECONDS,
        path="/admin/",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def known_browser(request: HttpRequest, account: str) -> str:
    """What names this browser, where it is known to the account with that digest; or nothing."""
    try:
        told: Any = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=COOKIE_SECONDS)
    except signing.BadSignature:
        return ""
    return str(told[1]) if constant_time_compare(told[0], account) else ""


def _digest(account: str) -> str:
    return salted_hmac(SALT, account.strip().lower(), algorithm="sha256").hexdigest()[:32]
