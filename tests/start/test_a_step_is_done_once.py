"""A second start repeats nothing whose inputs did not change, and takes nothing unfinished for done."""

from pathlib import Path

import pytest

from cms.bootstrap.steps import Step, do_what_is_missing, files_below, fingerprint


class Kitchen:
    """A step with one input file and one output file, which counts how often it was done."""

    def __init__(self, folder: Path) -> None:
        self.input = folder / "recipe"
        self.input.write_text("bread")
        self.output = folder / "loaf"
        self.count = 0
        self.breaks = False
        self.step = Step("Bread", folder / "stamps" / "bread", self._fingerprint, self._bake, (self.output,))

    def _fingerprint(self) -> str:
        return fingerprint(files=[self.input])

    def _bake(self) -> None:
        self.count += 1
        self.output.write_text("half")
        if self.breaks:
            raise KeyboardInterrupt
        self.output.write_text("whole")


@pytest.fixture
def kitchen(tmp_path: Path) -> Kitchen:
    return Kitchen(tmp_path)


def test_step_is_done_once(kitchen: Kitchen):
    assert [do_what_is_missing([kitchen.step]) for _ in range(3)] == [1, 0, 0]
    assert kitchen.count == 1


def test_step_is_done_again_when_an_input_changes(kitchen: Kitchen):
    do_what_is_missing([kitchen.step])
    kitchen.input.write_text("rye bread")
    assert do_what_is_missing([kitchen.step]) == 1


def test_input_that_changes_while_the_step_is_done_makes_it_due_again(tmp_path: Path):
    recipe = tmp_path / "recipe"
    recipe.write_text("bread")

    def rewrite() -> None:
        recipe.write_text("rye bread")

    step = Step("Bread", tmp_path / "stamp", lambda: fingerprint(files=[recipe]), rewrite)
    do_what_is_missing([step])
    assert not step.is_done()


def test_step_is_done_again_when_its_output_is_gone(kitchen: Kitchen):
    do_what_is_missing([kitchen.step])
    kitchen.output.unlink()
    assert do_what_is_missing([kitchen.step]) == 1


def test_interrupted_step_is_done_again(kitchen: Kitchen):
    kitchen.breaks = True
    with pytest.raises(KeyboardInterrupt):
        do_what_is_missing([kitchen.step])
    kitchen.breaks = False
    assert do_what_is_missing([kitchen.step]) == 1


def test_interrupted_repetition_is_done_again_although_it_was_done_before(kitchen: Kitchen):
    do_what_is_missing([kitchen.step])
    kitchen.input.write_text("rye bread")
    kitchen.breaks = True
    with pytest.raises(KeyboardInterrupt):
        do_what_is_missing([kitchen.step])
    kitchen.input.write_text("bread")
    assert not kitchen.step.is_done()


def test_step_is_told_with_its_seconds_and_a_done_one_is_not(kitchen: Kitchen, capsys: pytest.CaptureFixture[str]):
    do_what_is_missing([kitchen.step])
    assert capsys.readouterr().out == "Bread ... 0.0 s\n"
    do_what_is_missing([kitchen.step])
    assert capsys.readouterr().out == ""


def test_fingerprint_changes_with_the_name_of_a_file(tmp_path: Path):
    (tmp_path / "a").write_text("same")
    (tmp_path / "b").write_text("same")
    assert fingerprint(files=[tmp_path / "a"]) != fingerprint(files=[tmp_path / "b"])


def test_generated_folders_are_not_inputs(tmp_path: Path):
    frontend = tmp_path / "frontend"
    for folder in ("src", "node_modules/package", "__pycache__"):
        (frontend / folder).mkdir(parents=True)
        (frontend / folder / "file").touch()
    assert files_below(frontend, skip=["node_modules"]) == [frontend / "src" / "file"]
