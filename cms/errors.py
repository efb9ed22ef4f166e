"""Tells errors to a service that speaks Sentry's protocol: where in the code, and nothing of whose request it was."""

from typing import Any

import sentry_sdk

from cms.engines.failing import DatabaseIsAway
from cms.logs import without_people

FLUSH_SECONDS = 2


def report_errors_to(dsn: str) -> None:
    """Begins to. Raises ValueError where `dsn` isn't an address of that kind."""
    sentry_sdk.init(
        dsn=dsn,
        before_send=scrubbed,
        send_default_pii=False,
        include_local_variables=False,
        max_request_body_size="never",
        max_breadcrumbs=0,
        traces_sample_rate=0,
        # Would count who comes and goes.
        auto_session_tracking=False,
        server_name="",
    )


def tell_errors() -> None:
    """Returns once what there is to report has been told, or after two seconds. For a process that is about to end."""
    sentry_sdk.flush(timeout=FLUSH_SECONDS)


def scrubbed(event: Any, hint: dict[str, Any]) -> Any:
    """The event with nothing but its time, what it is, the words of it, and where in the code it happened; nothing for one
    of many during an outage of the database."""
    if "exc_info" in hint and isinstance(hint["exc_info"][1], DatabaseIsAway):
        return None
    event = {name: value for name, value in event.items() if name in KEPT}
    for exception in event.get("exception", {}).get("values", []):
        exception["value"] = without_people(exception.get("value") or "")
    if "logentry" in event:
        event["logentry"] = {"message": without_people(event["logentry"].get("message", ""))}
    return event


KEPT = {"event_id", "timestamp", "level", "platform", "logger", "exception", "logentry", "release", "environment", "sdk"}
