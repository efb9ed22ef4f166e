"""What is to be told of an address, from what came of trying it on the last days."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import BooleanField, ExpressionWrapper, Q
from django.utils import timezone

from home.links.asking import INSIDE, NO_ANSWER
from home.models.links import LinkCheck

DAYS = 3
"""On so many days in a row something has to fail that may be mended by itself."""

GONE = (404, 410)
FAILS = Q(status__in=(*GONE, INSIDE, NO_ANSWER, 408)) | Q(status__gte=500, status__lt=600)
"""All else counts as there: servers refuse machines with 403, 429 and others, and give readers what they look for."""
UNANSWERED = f"which has not answered for {DAYS} days"


class Outcome(NamedTuple):
    status: int
    fails: bool


def broken_among(urls: Iterable[str] | None = None) -> dict[str, str]:
    """The addresses that lead nowhere, each with what happens there, in words; of all where no `urls` are given. Two queries."""
    checks = LinkCheck.objects.annotate(fails=ExpressionWrapper(FAILS, BooleanField()))
    failing = checks.filter(FAILS) if urls is None else checks.filter(FAILS, url__in=set(urls))
    outcomes: dict[str, list[Outcome]] = defaultdict(list)
    for url, *outcome in checks.filter(url__in=failing.values("url")).values_list("url", "status", "fails"):
        outcomes[url].append(Outcome(*outcome))
    found = {url: verdict(latest_first) for url, latest_first in outcomes.items()}
    # Where nobody at all answers, it is this server that has no connection.
    lately = timezone.now() - datetime.timedelta(days=2)
    is_connected = LinkCheck.objects.filter(status__gt=0, checked_at__gt=lately).exists()
    return {url: words for url, words in found.items() if words and (is_connected or words != UNANSWERED)}


def verdict(outcomes: list[Outcome]) -> str:
    """What is to be told of an address where this came of trying it, the latest first; empty where it is there."""
    latest = outcomes[0].status
    if latest in GONE:
        return "where nothing is to be found"
    if latest == INSIDE:
        return "which is inside a private network, where readers don’t get"
    if len(outcomes) < DAYS or not all(outcome.fails for outcome in outcomes[:DAYS]):
        return ""
    return UNANSWERED if latest == NO_ANSWER else f"where something has been broken for {DAYS} days"
