"""Has a page drawn as HTML, and finds out on the way what the API has to say for it."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from api.answers import answer
from api.dependencies import Dependencies
from cms.filling import json_of
from cms.renderer.renderer import rendered_body, report

State = dict[str, Any]
"""What the frontend will ask the API for: the answers by their addresses, as the client writes them."""

MOST_ROUNDS = 3
MOST_ANSWERS = 10
"""Of the API in one round. A page with a month, a filter or a search asks for one or two."""


def draw(request: HttpRequest, state: State, dependencies: Dependencies, is_kept: bool) -> tuple[str, str]:
    """The HTML of the page that `request` asks for, "" where there is no renderer, and its state as JSON.

    Which answers a page needs depends on its query, in ways that the frontend alone knows. So the renderer tells what
    the state lacks, and is asked again when the state has it. What that is made of is added to `dependencies`.
    """
    for _ in range(MOST_ROUNDS):
        text = json_of(state)
        body = rendered_body(request.get_full_path(), text, is_kept)
        if isinstance(body, str):
            if settings.RENDERER_SOCKET and not body:
                dependencies.is_whole = False
            return body, text
        answers = {address: answer(address, request, dependencies) for address in body.addresses[:MOST_ANSWERS]}
        if None in answers.values():
            report("it asks for something that the API doesn't have.")
            dependencies.is_whole = False
            return "", text
        state = {**state, **answers}
    report(f"it asks the API for more and more, {MOST_ROUNDS} times.")
    dependencies.is_whole = False
    return "", json_of(state)
