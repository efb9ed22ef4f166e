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
