"""Has the wheel bring what every run would make of its data files anew: budgetc/prepare.py."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_PREPARE = """
import runpy, sys
sys.path.insert(0, sys.argv.pop(1))
runpy.run_module("budgetc.prepare", run_name="__main__", alter_sys=True)
"""
"""Runs the module of this tree. pip drops from PYTHONPATH what an editable installation is at."""


class Prepared(BuildHookInterface[Any]):
    """Puts the prepared files beside the data that they are made of."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make them; not for an editable installation, whose data change."""
        if version == "editable":
            return
        self._folder = TemporaryDirectory()
        # The same wheel of the same files: sets are written in the order of their hashes.
        env = {**os.environ, "PYTHONHASHSEED": "0"}
        compiler = str(Path(self.root, "compiler"))
        command = [sys.executable, "-c", _PREPARE, compiler, self._folder.name]
        subprocess.run(command, env=env, check=True)
        build_data["force_include"][self._folder.name] = "budgetc/data"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        """Clear up."""
        if version != "editable":
            self._folder.cleanup()
