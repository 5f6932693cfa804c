"""The bundle installs budgetc where there is no index, and what it installs builds a budget."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.support import ROOT

VERSION = f"{sys.version_info.major}.{sys.version_info.minor}"


@pytest.fixture(scope="module")
def bundles(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return the folders that the bundles unpack to, and the one file that runs."""
    folder = tmp_path_factory.mktemp("bundles")
    made = subprocess.run(
        [sys.executable, ROOT / "ci" / "bundle.py", VERSION, folder, "windows", "linux+file"],
        check=True,
        capture_output=True,
        text=True,
    )
    made_files = [Path(line) for line in made.stdout.splitlines()]
    (file,) = (one for one in made_files if one.suffix == ".pyz")
    archives = [one for one in made_files if one != file]
    for archive in archives:
        with zipfile.ZipFile(archive) as package:
            package.extractall(folder)
    return {
        "file": file,
        **{archive.stem.split("-")[2]: folder / archive.stem for archive in archives},
    }


@pytest.mark.skipif(sys.platform != "linux", reason="the bundle of Linux")
@pytest.mark.needs("bash")
def test_it_installs_without_an_index_and_builds_a_budget(
    bundles: dict[str, Path], tmp_path: Path
) -> None:
    folder = bundles["linux"]
    sums = (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    assert {line.partition("  ")[2] for line in sums} >= {"install.sh", "install.zh-CN.md"}
    for line in sums:
        digest, _, name = line.partition("  ")
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest
    home = tmp_path / "home"
    home.mkdir()
    (home / "bin").mkdir()
    (home / "bin" / f"python{VERSION}").symlink_to(Path(sys.executable).resolve())
    environment = {
        "HOME": str(home),
        "PATH": f"{home}/bin{os.pathsep}/usr/bin{os.pathsep}/bin",
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_INDEX_URL": "http://127.0.0.1:9/simple",
    }
    subprocess.run(["bash", folder / "install.sh"], check=True, env=environment, timeout=300)
    budgetc = home / ".local" / "bin" / "budgetc"
    source = ROOT / "budgets" / "korla-etdz-market-supervision" / "2024.yaml"
    target = tmp_path / "office" / "budgets" / "bureau" / "2024.yaml"
    target.parent.mkdir(parents=True)
    target.write_bytes(source.read_bytes())
    built = subprocess.run(
        [budgetc, "build", "-f", "markdown", "-f", "docx", "-f", "xlsx"],
        cwd=tmp_path / "office",
        env=environment,
        check=False,
        capture_output=True,
        text=True,
    )
    assert built.returncode == 0, built.stderr
    made = {path.suffix for path in (tmp_path / "office" / "build" / "bureau").iterdir()}
    assert made == {".md", ".docx", ".xlsx"}


@pytest.mark.skipif(sys.platform != "linux", reason="the file of Linux")
def test_the_one_file_builds_a_budget_where_nothing_is_installed(
    bundles: dict[str, Path], tmp_path: Path
) -> None:
    """Compiled libraries too, one of them in a process of its own: a PDF needs both."""
    target = tmp_path / "budgets" / "bureau" / "2024.yaml"
    target.parent.mkdir(parents=True)
    source = ROOT / "budgets" / "korla-etdz-market-supervision" / "2024.yaml"
    target.write_bytes(source.read_bytes())

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [Path(sys.executable).resolve(), bundles["file"], *words],
            cwd=tmp_path,
            env={"HOME": str(tmp_path / "home"), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"},
            check=False,
            capture_output=True,
            text=True,
        )

    built = run("build", "-f", "docx", "-f", "pdf")
    assert built.returncode == 0, built.stderr
    made = {path.suffix for path in (tmp_path / "build" / "bureau").iterdir()}
    assert made == {".docx", ".pdf"}
    subprocess.run(["git", "init", "--quiet", tmp_path], check=True)
    refused = run("git", "setup")
    assert refused.returncode == 1
    assert "git calls a program that is installed" in refused.stderr


def test_the_one_of_windows_has_its_wheels_and_its_line_breaks(bundles: dict[str, Path]) -> None:
    folder = bundles["windows"]
    wheels = [path.name for path in (folder / "wheels").iterdir()]
    assert {name.rpartition("-")[2] for name in wheels} == {"any.whl", "win_amd64.whl"}
    script = (folder / "install.cmd").read_bytes()
    assert script.isascii()
    assert script.count(b"\n") == script.count(b"\r\n") > 10
    assert f"py -{VERSION} ".encode() in script
