"""Tests of documents ask the same world as tests of the response store, with its documents made."""

from tests.store.conftest import standing_world, world

__all__ = ["standing_world", "world"]
