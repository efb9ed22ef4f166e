"""Those who preview a page and those who read it at that moment get each their own."""

import json
import os
import subprocess
import sys
from pathlib import Path

from cms.bootstrap.places import ROOT
from tests.conftest import SHELL

ROUNDS = 200


def test_a_thousand_previews_and_readers_of_one_page_never_cross(tmp_path: Path) -> None:
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "cms.settings.development", "DATA_DIR": str(tmp_path)}
    environment |= {"SECRET_KEY": "tests only", "DATABASE_URL": "", "PORT": "8000", "SITE_URL": ""}
    subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], cwd=ROOT, env=environment, check=True)
    (tmp_path / "shell.html").write_text(SHELL)
    command = [sys.executable, "-m", "tests.preview.races", str(ROUNDS), str(tmp_path)]
    told = subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True).stdout
    answer = json.loads(told.splitlines()[-1])
    assert answer["crossed"] == []
    assert answer["asked"] == 1000
