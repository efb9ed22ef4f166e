"""Keeps readers from waiting again and again for a renderer that is known to be down, and the log from filling up."""

import logging
import time
from collections.abc import Callable

logger = logging.getLogger(__name__)

LONGEST_PAUSE = 20
"""In times of what a failed attempt took: a renderer that stays down costs at most a twentieth of the time."""
STARTING_SECONDS = 30
"""So long after the start of this process, a renderer that has never answered is taken to be starting as well."""
MOST_REMEMBERED = 20


class Circuit:
    """Whether it is worth asking; told by whoever asks how that went."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._retry_at = clock()
        self._failed_at = clock()
        self._pause = 1
        self._silent_until = clock() + STARTING_SECONDS
        self._is_down = False
        self._told: set[str] = set()

    def lets_through(self) -> bool:
        """Whether to ask now."""
        return self._clock() >= self._retry_at

    def note_answer(self) -> None:
        """The renderer has answered."""
        if self._is_down:
            logger.warning("The renderer answers again: pages go out with their HTML.")
        self._is_down = False
        self._pause = 1
        self._silent_until = 0.0

    def note_failure(self, reason: str, seconds: float) -> None:
        """An attempt has failed after so many seconds. Says so in the log unless that has been said.

        One slow answer is soon forgotten: the pause before the next attempt grows with each failure in a row. What several
        threads have asked at the same time fails once.
        """
        now = self._clock()
        if now - seconds >= self._failed_at:
            self._retry_at = now + self._pause * seconds
            self._pause = min(2 * self._pause, LONGEST_PAUSE)
            self._failed_at = now
        if not self._is_down and now >= self._silent_until:
            self._is_down = True
            logger.warning("Pages go out without their HTML: the renderer %s.", reason)

    def note_refusal(self, problem: str) -> None:
        """The renderer works, but can't draw a certain page. Says each problem once."""
        self.note_answer()
        if problem not in self._told and len(self._told) < MOST_REMEMBERED:
            self._told.add(problem)
            logger.warning("A page goes out without its HTML: %s", problem)
