"""Counts what the store of this process does, for its operators."""

from dataclasses import dataclass


@dataclass
class Figures:
    """Since the start of the process. Threads count without waiting for each other, so a few may be missing."""

    hits: int = 0
    """Answered from memory."""
    misses: int = 0
    """Asked of Django for the store."""
    fills: int = 0
    """Misses that were kept."""
    passed: int = 0
    """Not the store's: editors, forms, files, and what nobody knows."""
    thrown_away: int = 0
    """Answers that a change, or the clock, has made stale."""

    def in_words(self, answers: int, size: int) -> str:
        """One line for the log. answers, size: how many are kept, and their bytes."""
        return (
            f"{self.hits} answers from memory, {self.misses} made by Django ({self.fills} kept), {self.passed} not the store's, "
            f"{self.thrown_away} thrown away; {answers} are kept in {size / 1_000_000:.1f} MB."
        )
