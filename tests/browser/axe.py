"""Checks a page with axe in a real browser, where contrast, sizes and what is hidden can be measured."""

from pathlib import Path

from playwright.sync_api import Page

from cms.bootstrap.places import ROOT

SOURCE = Path(ROOT) / "frontend" / "node_modules" / "axe-core" / "axe.min.js"

# WCAG 2.2 AA, and what axe recommends beyond it: landmarks, and headings in order.
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def violations(page: Page) -> list[str]:
    """Each violation as "rule: what to do (where)"."""
    page.evaluate(SOURCE.read_text())
    found = page.evaluate("rules => axe.run(document, {runOnly: {type: 'tag', values: rules}})", RULES)
    return [
        f"{rule['id']}: {rule['help']} ({', '.join(str(node['target'][0]) for node in rule['nodes'][:5])})"
        for rule in found["violations"]
    ]
