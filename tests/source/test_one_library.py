"""ruamel.yaml is the one YAML library that budgetc runs with."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from importlib.metadata import packages_distributions, requires
from pathlib import Path

import pytest

from tests.support import KORLA, ROOT

SOURCE = "budgets/bureau/2024.yaml"
COMMANDS = {
    "check": ("check", SOURCE),
    "build": ("build", "-o", "out", SOURCE),
    "fmt": ("fmt", SOURCE),
    "new": ("new", "department", "other", "--name", "某某局", "--year", "2024", "--jurisdiction",
            "xinjiang"),
    "new --from": ("new", "--from", SOURCE, "--year", "2025"),
    "diff": ("diff", SOURCE, SOURCE),
}  # fmt: skip
RUN = """
import atexit, json, sys
from budgetc.__main__ import main
atexit.register(lambda: print("\\n" + json.dumps([*sys.modules])))
sys.argv = ["budgetc", *sys.argv[1:]]
main()
"""


def yaml_libraries() -> set[str]:
    """Return the top-level modules of what is installed here and called after YAML."""
    return {
        module.split("/")[0]
        for module, names in packages_distributions().items()
        if any("yaml" in name.lower() for name in names)
    }


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS.keys())
def test_a_command_loads_no_other_library(command: tuple[str, ...], tmp_path: Path) -> None:
    source = tmp_path / SOURCE
    source.parent.mkdir(parents=True)
    source.write_text(KORLA, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-P", "-c", RUN, *command], cwd=tmp_path, capture_output=True, check=False
    )
    assert b"Traceback" not in done.stderr
    loaded = set(json.loads(done.stdout.decode().splitlines()[-1]))
    assert {"ruamel.yaml", "_ruamel_yaml"} <= loaded
    assert loaded & yaml_libraries() <= {"ruamel", "_ruamel_yaml"}
    assert "yaml" not in loaded


def test_the_package_requires_it_by_name() -> None:
    lines = [line for line in requires("budgetc") or () if "extra" not in line]
    required = {re.split("[ ;<>=]", line)[0].lower().replace(".", "-") for line in lines}
    assert {"ruamel-yaml", "ruamel-yaml-clib"} <= required
    assert "pyyaml" not in required


def test_no_module_of_the_package_imports_another() -> None:
    modules = list((ROOT / "compiler").rglob("*.py"))
    assert len(modules) > 40
    importing = re.compile(r"^\s*(import|from) (?!ruamel)\w*yaml\b", re.MULTILINE)
    found = {str(m.relative_to(ROOT)) for m in modules if importing.search(m.read_text("utf-8"))}
    assert found == {"compiler/budgetc/source/events.py"}  # from _ruamel_yaml import CParser
