"""The readers' search: what can be found, how it is looked up, and how the index follows the pages.

Wagtail's own index, which the admin searches, is another: it holds drafts, and fields that readers are not shown.
"""
