"""Keeps the site's processes alive, and lets none of them outlive their supervisor. The standard library alone."""
