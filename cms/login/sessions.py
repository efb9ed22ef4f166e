"""Sessions that know whose they are, when they began and which kind of browser has them: never from which address."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from cms.models import EditorSession
from home.models import User

MADE_AT, USED_AT, BROWSER = "made_at", "used_at", "browser"

BROWSERS = {"Firefox/": "Firefox", "Edg/": "Edge", "OPR/": "Opera", "Chrome/": "Chrome", "Safari/": "Safari"}
"""What tells a browser, the first that fits: most of them claim to be those that come later."""
SYSTEMS = {"iPhone": "iPhone", "iPad": "iPad", "Android": "Android", "Windows": "Windows", "Mac OS": "Mac", "Linux": "Linux"}


class SessionStore(DatabaseStore):
    """The engine that `SESSION_ENGINE` names."""

    @classmethod
    def get_model_class(cls) -> type[EditorSession]:
        return EditorSession

    def create_model_instance(self, data: dict[str, Any]) -> EditorSession:
        row: Any = super().create_model_instance(data)
        row.user_id = data.get(SESSION_KEY)
        made: EditorSession = row
        return made


@dataclass(frozen=True)
class Seen:
    """A session as it is shown. `handle` names it without being good for logging in."""

    handle: str
    made_at: datetime | None
    used_at: datetime | None
    browser: str
    is_current: bool


def note_login(sender: Any, request: HttpRequest, user: User, **others: Any) -> None:
    """Begins the session's story. `user_logged_in` calls it."""
    request.session[MADE_AT] = timezone.now().isoformat()
    request.session[BROWSER] = kind_of_browser(request.headers.get("User-Agent", ""))
    note_use(request)


def note_use(request: HttpRequest) -> None:
    """Writes down, once an hour, that the session is in use."""
    hour = timezone.now().replace(minute=0, second=0, microsecond=0).isoformat()
    if request.session.get(USED_AT) != hour:
        request.session[USED_AT] = hour


def kind_of_browser(agent: str) -> str:
    """Such as "Firefox, Linux": enough to know one's own again, and no more."""
    browser = next((name for sign, name in BROWSERS.items() if sign in agent), "")
    system = next((name for sign, name in SYSTEMS.items() if re.search(sign, agent)), "")
    return ", ".join(part for part in (browser, system) if part)


def sessions_of(user: User, current: str | None = None) -> list[Seen]:
    """Those that haven't ended, the one in use first and then the latest. One query."""
    seen = [_seen(row, current) for row in _rows(user)]
    return sorted(seen, key=lambda one: (one.is_current, one.used_at or datetime.min.replace(tzinfo=UTC)), reverse=True)


def end_session(user: User, handle: str) -> bool:
    """Ends the session of that user that the handle names, if there is one."""
    rows = [row for row in _rows(user) if constant_time_compare(_handle(row), handle)]
    for row in rows:
        row.delete()
    return bool(rows)


def end_sessions(user: User, but: str | None = None) -> int:
    """Ends all sessions of that user, without the one with the key `but`; returns how many there were."""
    count, _ = EditorSession.objects.filter(user=user).exclude(session_key=but or "").delete()
    return count


def end_outdated_sessions(sender: Any, instance: User, created: bool, update_fields: Any = None, **others: Any) -> None:
    """Ends what a changed password has outdated. Django lets nobody in with it any more; this takes it off the list too."""
    if created or (update_fields is not None and "password" not in update_fields):
        return
    proof = instance.get_session_auth_hash()
    for row in EditorSession.objects.filter(user=instance):
        if not constant_time_compare(row.get_decoded().get(HASH_SESSION_KEY, ""), proof):
            row.delete()


def forget_ended_sessions() -> None:
    """Deletes sessions whose time is over."""
    SessionStore.clear_expired()


def _rows(user: User) -> Iterator[EditorSession]:
    yield from EditorSession.objects.filter(user=user, expire_date__gt=timezone.now())


def _seen(row: EditorSession, current: str | None) -> Seen:
    data = row.get_decoded()
    made_at, used_at = (datetime.fromisoformat(data[key]) if key in data else None for key in (MADE_AT, USED_AT))
    return Seen(_handle(row), made_at, used_at, data.get(BROWSER, ""), row.session_key == current)


def _handle(row: EditorSession) -> str:
    return salted_hmac("cms.login.sessions", row.session_key, algorithm="sha256").hexdigest()[:32]
