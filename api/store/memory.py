"""Keeps answers within bounds: what was asked for longest ago makes room, and no kind can push out another."""

from collections import OrderedDict
from typing import Literal

from api.store.answers import Answer

Share = Literal["pages", "asked", "missing", "pictures"]
Key = tuple[str, ...]

SHARES: dict[Share, float] = {"pages": 0.6, "asked": 0.1, "missing": 0.1, "pictures": 0.2}
"""How much of the memory is for addresses without a choice in them, for those with one (a filter, a search, a part of a list),
for what isn't there or has moved, and for sizes of pictures. Anybody can think up any number of the second and the third, and
one of the last is as large as ten pages."""

LARGEST = 0.25
"""Of a share: what is larger is not kept."""


class Memory:
    """Answers by their addresses, at most `most_bytes` of them. Changed by one thread at a time; to be read by all."""

    def __init__(self, most_bytes: float) -> None:
        self.most_bytes = most_bytes
        self._limits = {share: most_bytes * part for share, part in SHARES.items()}
        self._answers: dict[Share, OrderedDict[Key, Answer]] = {share: OrderedDict() for share in SHARES}
        self._bytes: dict[Share, int] = dict.fromkeys(SHARES, 0)
        self._sizes: dict[Key, int] = {}
        self._shares: dict[Key, Share] = {}
        self._by_dependency: dict[str, set[Key]] = {}
        self.found: dict[Key, Answer] = {}
        """All answers, for a look without more."""

    def __len__(self) -> int:
        return len(self.found)

    @property
    def bytes(self) -> int:
        return sum(self._bytes.values())

    def largest(self, share: Share) -> float:
        """What is kept in that share is no larger, in bytes."""
        return LARGEST * self._limits[share]

    def touch(self, key: Key) -> None:
        """Notes that an answer is in use; nothing where it has gone meanwhile."""
        share = self._shares.get(key)
        if share is not None:
            try:
                self._answers[share].move_to_end(key)
            except KeyError:
                return

    def keep(self, key: Key, answer: Answer, share: Share) -> None:
        """Keeps `answer` unless it is too large."""
        self.drop(key)
        if answer.size > self.largest(share):
            return
        self._answers[share][key] = self.found[key] = answer
        self._shares[key] = share
        self._sizes[key] = 0
        for dependency in answer.keys:
            self._by_dependency.setdefault(dependency, set()).add(key)
        self.measure(key)

    def measure(self, key: Key) -> None:
        """Takes into account that an answer has one more form than before."""
        answer, share = self.found.get(key), self._shares.get(key)
        if answer is None or share is None:
            return
        size = answer.size
        self._bytes[share] += size - self._sizes[key]
        self._sizes[key] = size
        while self._bytes[share] > self._limits[share]:
            # In one step: others may note meanwhile what they use.
            oldest, _ = self._answers[share].popitem(last=False)
            self.drop(oldest)

    def drop(self, key: Key) -> None:
        answer = self.found.pop(key, None)
        if answer is None:
            return
        share = self._shares.pop(key)
        self._answers[share].pop(key, None)
        self._bytes[share] -= self._sizes.pop(key)
        for dependency in answer.keys:
            keys = self._by_dependency[dependency]
            keys.discard(key)
            if not keys:
                del self._by_dependency[dependency]

    def throw_away(self, dependencies: set[str]) -> int:
        """Drops all answers that read any of these; how many they were."""
        stale: set[Key] = set().union(*(self._by_dependency.get(dependency, ()) for dependency in dependencies))
        for key in stale:
            self.drop(key)
        return len(stale)

    def clear(self) -> int:
        """Drops all; how many they were."""
        count = len(self.found)
        for key in list(self.found):
            self.drop(key)
        return count
