"""Gives orders to a process that answers each with a line."""

import subprocess
import sys

from cms.bootstrap.places import ROOT


class Obedient:
    """The process of `module`."""

    def __init__(self, module: str, environment: dict[str, str]) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", module],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __call__(self, order: str) -> str:
        """The answer to an order. The test fails where the process has ended."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(order + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        assert answer, f"the process ended at {order!r}"
        return answer.rstrip("\n")

    def end(self) -> None:
        self.process.communicate()
