"""Has Lighthouse judge the demo as a cheap phone on a slow line gets it, and holds the result against the budgets.

Started by `make lighthouse`. Lighthouse itself is installed by then (`tests/lighthouse/`); it asks nobody but the site.
"""

import json
import os
import statistics
import subprocess
import sys
from collections import defaultdict
from typing import Any

from cms.bootstrap import navigation
from cms.bootstrap.chromium import find_chromium
from cms.bootstrap.demo_site import demo_site
from cms.bootstrap.places import ROOT, VENV_BIN, child_environment

FOLDER = ROOT / "tests" / "lighthouse"
ROUNDS = 5
"""Odd, so that the median is a run that there was."""

PAGES = {
    "home": "/",
    "manifesto": "/manifesto/",
    "positions": "/positions/",
    "position": "/positions/freeze-the-rents/",
    "activities": "/activities/",
    "activity with photos": "/activities/damp-week-on-the-council-steps/",
    "article": "/debate/a-roof-you-can-vote-under/",
    "contact": "/contact/",
    "search": "/search/?q=rent",
}
BUDGETS = {"performance": 97, "accessibility": 100, "best-practices": 100, "seo": 100}
"""The least that each page has to have, of 100 points."""
PAINT_BUDGETS = {"manifesto": 2.0, "activity with photos": 2.0}
"""Seconds until the largest thing of the first screen is there, at the most."""
NOT_FOR_SEARCH_ENGINES = {"search"}
"""Pages that ask not to be listed, which Lighthouse takes for a mistake."""

Scores = dict[str, dict[str, list[float]]]


def judge(url: str) -> Scores:
    """Every page in turn, `ROUNDS` times: points by category, and seconds until the largest paint, in lists of all runs."""
    scores: Scores = {name: defaultdict(list) for name in PAGES}
    for number in range(ROUNDS):
        print(f"Round {number + 1} of {ROUNDS} ...", flush=True)
        for name, path in PAGES.items():
            report = run(url + path)
            for category in BUDGETS:
                scores[name][category].append(round(report["categories"][category]["score"] * 100))
            paint = report["audits"]["largest-contentful-paint"]["numericValue"]
            scores[name]["paint"].append(paint / 1000)
            print(f"  {name}: {scores[name]['performance'][-1]}, {paint / 1000:.2f} s", flush=True)
            if number == 0:
                tell_failures(name, report)
    return scores


def run(url: str) -> Any:
    """One report of Lighthouse: a mobile phone, with the line and the processor slowed down by the browser itself.

    A browser that does not start in time is started again; raises CalledProcessError where it never does.
    """
    options = [
        "--throttling-method=devtools",
        f"--only-categories={','.join(BUDGETS)}",
        "--output=json",
        "--quiet",
        "--no-enable-error-reporting",
        "--chrome-flags=--headless=new --no-sandbox --disable-gpu --disable-background-networking",
    ]
    program = FOLDER / "node_modules" / "lighthouse" / "cli" / "index.js"
    command = [str(VENV_BIN / "node"), str(program), url, *options]
    environment = child_environment(CHROME_PATH=str(find_chromium()))
    for is_last in (False, False, True):
        finished = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=is_last)
        if not finished.returncode:
            break
    return json.loads(finished.stdout)


def tell_failures(name: str, report: Any) -> None:
    """Prints which audits a page doesn't pass, so that one knows what to mend."""
    for category in ("accessibility", "best-practices", "seo"):
        for reference in report["categories"][category]["auditRefs"]:
            audit = report["audits"][reference["id"]]
            if reference["weight"] and audit["score"] is not None and audit["score"] < 1:
                print(f"  {name}: {audit['id']}: {audit['title']}", flush=True)


def show(scores: Scores) -> int:
    """Prints the medians as a table. Returns how many budgets are missed."""
    missed = 0
    print(f"| page | {' | '.join(BUDGETS)} | largest paint, s |\n|{'---|' * (len(BUDGETS) + 2)}")
    for name, values in scores.items():
        cells = []
        for category, least in BUDGETS.items():
            median = statistics.median(values[category])
            is_missed = median < least and not (category == "seo" and name in NOT_FOR_SEARCH_ENGINES)
            missed += is_missed
            cells.append(f"{median:.0f}{' (missed)' if is_missed else ''}")
        paint = statistics.median(values["paint"])
        is_late = paint > PAINT_BUDGETS.get(name, float("inf"))
        missed += is_late
        cells.append(f"{paint:.2f}{' (missed)' if is_late else ''}")
        print(f"| {name} | {' | '.join(cells)} |")
    print(f"Medians of {ROUNDS} runs; budgets missed: {missed}.")
    return missed


def main() -> None:
    os.environ.pop("DATABASE_URL", None)
    with demo_site() as url:
        missed = navigation.show(navigation.measure(url)) + show(judge(url))
    sys.exit(1 if missed else 0)


if __name__ == "__main__":
    main()
