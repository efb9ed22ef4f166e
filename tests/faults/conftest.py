"""What the tests of faults have in common: the long ones wait for `FAULTS=all`, and the figures are shown at the end."""

import os
from typing import Any

import pytest


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if os.environ.get("FAULTS") == "all":
        return
    long = [item for item in items if item.get_closest_marker("long")]
    config.hook.pytest_deselected(items=long)
    items[:] = [item for item in items if item not in long]


def pytest_terminal_summary(terminalreporter: Any) -> None:
    reports = [report for status in ("passed", "failed") for report in terminalreporter.stats.get(status, ())]
    for report in reports:
        for name, line in report.user_properties:
            if name == "fault":
                terminalreporter.write_line(line)
