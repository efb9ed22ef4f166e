"""Tells other programs that something was published, taken back or received. See docs/api.md, “Webhooks”."""
