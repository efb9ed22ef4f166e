"""Every setting is listed with its default, and nothing is listed that isn't one."""

import json
import re
import subprocess
import sys

import pytest

from cms.bootstrap.places import ROOT

LISTED = dict(re.findall(r"^([A-Z_]+)=(.*)$", (ROOT / ".env.example").read_text(), re.MULTILINE))
READ = {
    name
    for path in (ROOT / "cms" / "settings").glob("*.py")
    for name in re.findall(r'\benv\.[a-z_]+\(\s*"([A-Z_]+)"', path.read_text())
}


def test_every_setting_is_listed_and_nothing_else() -> None:
    assert LISTED.keys() - {"DJANGO_SETTINGS_MODULE"} == READ


def test_manual_for_operators_names_every_setting() -> None:
    manual = (ROOT / "docs" / "operations.md").read_text() + (ROOT / "docs" / "performance.md").read_text()
    assert {name for name in LISTED if f"`{name}`" not in manual} == set()


def settings_with(environment: dict[str, str]) -> dict[str, str]:
    """What production's settings are with that environment and nothing else. Raises CalledProcessError where they stop."""
    code = (
        "import json, cms.settings.production as made; "
        "print(json.dumps({name: repr(value) for name, value in vars(made).items() if name.isupper()}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={"PATH": "", **environment},
        check=True,
        capture_output=True,
        text=True,
        timeout=60,
    )
    found: dict[str, str] = json.loads(re.sub(r"0x[0-9a-f]+", "", done.stdout))
    return found


def test_listed_defaults_are_the_defaults(tmp_path_factory: pytest.TempPathFactory) -> None:
    data = {"DATA_DIR": str(tmp_path_factory.mktemp("data")), "SECRET_KEY": "tests only"}
    assert settings_with({**LISTED, **data}) == settings_with(data)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("LOG_FORMAT", "xml"),
        ("METRICS_TOKEN", "short"),
        ("SENTRY_DSN", "nowhere"),
        ("PORT", "eighty"),
        ("DATABASE_URL", "mysql://user:password@host/name"),
        ("SEARCH_URL", "https://user:password@host:9200"),
        ("SEARCH_URL", "opensearch1+https://user:password@host:9200"),
        ("SEARCH_URL", "opensearch3+https://user:password@host:9200"),
        ("EMAIL_URL", "mail.example.org"),
        ("ADMIN_URL", "desk.example.org"),
        ("RESPONSE_STORE_MB", "-1"),
        ("REDIS_URL", "10.0.0.5"),
        ("CDN", "akamai"),
        ("MESSAGES_KEPT_DAYS", "0"),
        ("CHECK_LINKS", "perhaps"),
    ],
)
def test_value_that_cannot_be_right_stops_the_start_with_a_sentence(name: str, value: str) -> None:
    with pytest.raises(subprocess.CalledProcessError) as stopped:
        settings_with({"SECRET_KEY": "tests only", name: value})
    last = stopped.value.stderr.strip().splitlines()[-1]
    assert last.startswith("django.core.exceptions.ImproperlyConfigured: ")
    assert name in last
    assert last.endswith(".")
    assert "password@host" not in last
