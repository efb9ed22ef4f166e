"""What is said of containers and of public CI holds in their files."""

import re
from typing import Any

import pytest
import yaml

from cms.bootstrap.places import ROOT
from tests.start.test_settings_are_listed import LISTED

SERVICES: dict[str, dict[str, Any]] = yaml.safe_load((ROOT / "compose.yaml").read_text())["services"]
OURS = [name for name, service in SERVICES.items() if service["image"] == "broadside"]


@pytest.mark.parametrize("name", OURS)
def test_container_writes_nowhere_but_into_its_volume(name: str):
    service = SERVICES[name]
    assert (service["read_only"], service["volumes"], service["tmpfs"]) == (True, ["data:/data"], ["/tmp"])
    assert (service["cap_drop"], service["security_opt"]) == (["ALL"], ["no-new-privileges"])


@pytest.mark.parametrize("name", OURS)
def test_container_is_given_settings_that_there_are(name: str):
    assert SERVICES[name]["environment"].keys() <= LISTED.keys()


def test_only_readers_reach_a_container_and_only_by_a_proxy():
    ports = {name: service["ports"] for name, service in SERVICES.items() if "ports" in service}
    assert ports == {"web": ["127.0.0.1:8000:8000"]}


def test_image_does_not_run_as_root():
    users = re.findall(r"^USER (.*)$", (ROOT / "Dockerfile").read_text(), re.MULTILINE)
    assert users
    assert all(user.isdigit() and int(user) > 0 for user in users)


def test_image_is_built_of_named_folders_alone():
    everything, *rest = (ROOT / ".dockerignore").read_text().split("\n", 1)[1].split()
    assert everything == "*"
    assert {line[1:] for line in rest if line.startswith("!")} == {
        *("Makefile", "manage.py", "requirements.txt"),
        *("api", "cms", "home", "frontend"),
    }


def test_actions_of_others_are_named_by_commit():
    for workflow in (ROOT / ".github" / "workflows").glob("*.yml"):
        for action in re.findall(r"uses: *(\S+)", workflow.read_text()):
            assert re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", action), f"{workflow.name}: {action}"
