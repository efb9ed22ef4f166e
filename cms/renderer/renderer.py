"""The way from a page's state to its HTML, and what happens when there is no way."""

import json
import time
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path

from django.conf import settings

from cms.renderer.asking import Drawn, Lacking, Refused, Unavailable, ask
from cms.renderer.circuit import Circuit
from cms.renderer.memory import Memory

KEPT_CHARACTERS = 8 * 1024**2


class Renderer:
    """A client of the renderer that listens at `socket`, which has `seconds` for each page."""

    def __init__(self, socket: Path, seconds: float, circuit: Circuit) -> None:
        self._socket = socket
        self._seconds = seconds
        self._circuit = circuit
        self._memory = Memory(KEPT_CHARACTERS)

    def body(self, path: str, state: str, is_kept: bool = True) -> str | Lacking:
        """What stands in the body of the page at `path` (percent-encoded, with its query), or "" where nobody can tell.
        Where the state turns out to lack answers, they are named instead.

        state: the API's answers by their addresses, as JSON. is_kept: whether readers will ask for the same again.
        """
        order = f'{{"path":{json.dumps(path)},"state":{state}}}'.encode()
        key = blake2b(order, digest_size=16).digest()
        kept = self._memory.get(key)
        if kept is not None:
            return kept
        drawn = self._draw(order)
        if drawn is None:
            return ""
        if isinstance(drawn, Lacking):
            return drawn
        body = f'{drawn.html}<script type="application/json" id="hydration">{drawn.hydration}</script>'
        if is_kept:
            self._memory.keep(key, body)
        return body

    def _draw(self, order: bytes) -> Drawn | Lacking | None:
        if not self._circuit.lets_through():
            return None
        start = time.monotonic()
        try:
            drawn = ask(self._socket, order, self._seconds)
        except Unavailable as error:
            self._circuit.note_failure(str(error), time.monotonic() - start)
        except Refused as error:
            self._circuit.note_refusal(str(error))
        else:
            self._circuit.note_answer()
            return drawn
        return None

    def report(self, problem: str) -> None:
        """Notes why a certain page can't be drawn, though the renderer works."""
        self._circuit.note_refusal(problem)


def rendered_body(path: str, state: str, is_kept: bool = True) -> str | Lacking:
    """See `Renderer.body`; "" as well where the settings name no renderer."""
    return _renderer().body(path, state, is_kept) if settings.RENDERER_SOCKET else ""


def report(problem: str) -> None:
    """See `Renderer.report`."""
    _renderer().report(problem)


def forget_renderer() -> None:
    """Begins anew, with the settings as they are: nothing is remembered, neither pages nor failures."""
    _renderer.cache_clear()


@lru_cache(maxsize=1)
def _renderer() -> Renderer:
    return Renderer(Path(settings.RENDERER_SOCKET), settings.RENDERER_SECONDS, Circuit())
