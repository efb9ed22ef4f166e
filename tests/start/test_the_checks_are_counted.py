"""`make test` runs every check whatever became of the others, and closes with the number of tests."""

import sys
from pathlib import Path

import pytest

from cms.bootstrap.checks import BACKEND, BESIDE, BROWSER, Check, run_checks
from cms.bootstrap.counts import Counts, count_tests
from cms.bootstrap.process import Problem

REPORT = """<testsuites><testsuite><testcase name="a"/><testcase name="b"><failure/></testcase>
<testcase name="c"><error/></testcase><testcase name="d"><skipped/></testcase></testsuite></testsuites>"""


def python(code: str) -> tuple[str, str, str]:
    return (sys.executable, "-c", code)


def write_report(xml: str) -> tuple[str, str, str]:
    return python(f"import sys; open(sys.argv[1].removeprefix('--report='), 'w').write({xml!r})")


def test_a_failed_check_does_not_hide_the_next(capsys: pytest.CaptureFixture[str]):
    status = run_checks([Check("first", python("raise SystemExit('a reason')")), Check("second", python(""))])
    shown = capsys.readouterr().out
    assert status == 1
    assert "a reason" in shown
    assert [line.split()[:2] for line in shown.splitlines()[-2:]] == [["FAILED", "first"], ["passed", "second"]]


def test_a_failed_check_beside_others_counts_as_well(capsys: pytest.CaptureFixture[str]):
    failing, passing = Check("failing", python("raise SystemExit('a reason')")), Check("passing", python(""))
    assert run_checks([passing], beside=[failing]) == 1
    assert [line.split()[:2] for line in capsys.readouterr().out.splitlines()[-2:]] == [
        ["FAILED", "failing"],
        ["passed", "passing"],
    ]


def test_passed_checks_have_status_0():
    assert run_checks([Check("only", python(""))]) == 0


def test_the_last_line_sums_up_the_tests(capsys: pytest.CaptureFixture[str]):
    run_checks([Check(name, write_report(REPORT), report="--report=") for name in ("pytest", "vitest")])
    assert capsys.readouterr().out.splitlines()[-1] == "2 passed, 4 failed, 2 skipped"


def test_missing_browser_fails_with_the_way_to_get_one(capsys: pytest.CaptureFixture[str]):
    def no_browser() -> None:
        raise Problem("Install Chromium like this.")

    assert run_checks([Check("browser", write_report(REPORT), report="--report=", before=no_browser)]) == 1
    shown = capsys.readouterr().out
    assert "Install Chromium like this." in shown
    assert shown.splitlines()[-1] == "0 passed, 1 failed"


def test_without_skipped_tests_none_are_named():
    assert str(Counts(passed=3)) == "3 passed, 0 failed"


@pytest.mark.parametrize("content", [None, "", "<testsuites><testsuite>"])
def test_run_that_broke_off_counts_as_a_failure(content: str | None, tmp_path: Path):
    report = tmp_path / "report.xml"
    if content is not None:
        report.write_text(content)
    assert count_tests(report) == Counts(failed=1)


def test_every_check_of_the_promise_is_run():
    assert [check.name for check in (*BESIDE, *BACKEND, *BROWSER)] == [
        "ruff check",
        "ruff format",
        "mypy",
        "import-linter",
        "migrations",
        "old code",
        "openapi.json",
        "API types",
        "svelte-check",
        "eslint",
        "prettier",
        "servers",
        "vitest",
        "postgres",
        "pytest",
        "browser",
    ]
