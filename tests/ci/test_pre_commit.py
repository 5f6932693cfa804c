"""The hooks of this repository, run by the real pre-commit."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import KORLA, ROOT, with_change, write_files
from tests.yaml_files import dump

from .test_scripts import commit, git

PRE_COMMIT = Path(sys.executable).parent / "pre-commit"
SOURCE = "budgets/bureau/2024.yaml"
UNBALANCED = with_change(KORLA, "amount: 314.66", "amount: 314.65")
NEEDED = (".pre-commit-hooks.yaml", "pyproject.toml", "hatch_build.py", "README.md", "LICENSE",
          "compiler", "schema", "templates")  # fmt: skip


@pytest.fixture(scope="module")
def hooks(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Return this repository as it is now, committed, and its commit."""
    folder = tmp_path_factory.mktemp("hooks")
    for name in NEEDED:
        path = ROOT / name
        if path.is_dir():
            ignored = shutil.ignore_patterns("__pycache__")
            shutil.copytree(path, folder / name, ignore=ignored)
        else:
            shutil.copy(path, folder / name)
    git(folder, "init", "--quiet")
    return folder, commit(folder, {})


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return where pre-commit keeps the environments of its hooks."""
    return tmp_path_factory.mktemp("pre-commit")


def _run(repository: Path, home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PRE_COMMIT_HOME": str(home), "BUDGETC_LANG": "en"}
    return subprocess.run([PRE_COMMIT, *arguments], cwd=repository, env=env, capture_output=True,
                          text=True, check=False)  # fmt: skip


def test_the_manifest_is_valid(hooks: tuple[Path, str], home: Path) -> None:
    ran = _run(hooks[0], home, "validate-manifest", ".pre-commit-hooks.yaml")
    assert ran.returncode == 0, ran.stdout


@pytest.mark.needs("sed")
@pytest.mark.slow
def test_both_hooks_at_a_commit(hooks: tuple[Path, str], home: Path, tmp_path: Path) -> None:
    folder, revision = hooks
    config = {"repos": [{"repo": str(folder), "rev": revision,
                         "hooks": [{"id": "budgetc-fmt"}, {"id": "budgetc-check"}]}]}  # fmt: skip
    git(tmp_path, "init", "--quiet")
    write_files(tmp_path, {".pre-commit-config.yaml": dump(config), SOURCE: KORLA,
                     "budgets/region.yaml": "name: 库尔勒\n", "notes.md": "x\n"})  # fmt: skip
    git(tmp_path, "add", "--all")
    ran = _run(tmp_path, home, "run")
    if "files were modified by this hook" in ran.stdout:
        git(tmp_path, "add", "--all")
        ran = _run(tmp_path, home, "run")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    commit(tmp_path, {})

    text = (tmp_path / SOURCE).read_text(encoding="utf-8")
    write_files(tmp_path, {SOURCE: with_change(text, "amount: 314.66", "amount: 314.65")})
    git(tmp_path, "add", "--all")
    ran = _run(tmp_path, home, "run")
    assert ran.returncode == 1
    assert "budgetc check" in ran.stdout
    assert "error[BAL001]" in ran.stdout

    write_files(tmp_path, {SOURCE: with_change(text, "year: 2024\n", "year:    2024\n")})
    git(tmp_path, "add", "--all")
    ran = _run(tmp_path, home, "run", "budgetc-fmt")
    assert ran.returncode == 1
    assert "files were modified by this hook" in ran.stdout
    assert (tmp_path / SOURCE).read_text(encoding="utf-8") == text

    git(tmp_path, "checkout", "--quiet", "HEAD", "--", SOURCE)
    write_files(tmp_path, {"notes.md": "y\n"})
    git(tmp_path, "add", "--all")
    ran = _run(tmp_path, home, "run")
    assert ran.returncode == 0
    assert ran.stdout.count("Skipped") == 2
