"""Makes all that a version is published with, out of the last commit: dist/budgetc-<version>/.

    release.py [PYTHON]

    PYTHON   the version that the bundles are for, such as 3.12

Sdist and wheel are built twice, in two folders and with two seeds of hashes, and have to be the
same bytes; with the bundles that install without a network, the container's file, a bill of
materials (CycloneDX), the notes and the digests of all that. Nothing is made of a tree that is not
committed, of a version that the changelog does not tell of, or of one whose examples are not kept.
"""

from __future__ import annotations

import hashlib
import io
import os
import re
import runpy
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUNDLES = ("windows+file", "linux+file")
_USUAL = "3.12"


class RefusedError(Exception):
    """A release that is not made, and why."""


def main(python: str) -> None:
    """Make the release, and print its files.

    Raises:
        RefusedError: it is not made.
    """
    version = version_of(ROOT)
    told = ready(ROOT, version)
    target = ROOT / "dist" / f"budgetc-{version}"
    if target.exists():
        raise RefusedError(f"{target} is there already: what was made once is not written over")
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder, "release")
        built = same_bytes(ROOT, Path(folder), version)
        made.mkdir()
        for path in built:
            shutil.copy(path, made)
        (wheel,) = made.glob("*.whl")
        _bundles(made, wheel, python)
        _bill(made, version, wheel, Path(folder))
        shutil.copy(ROOT / "ci" / "Containerfile", made)
        (made / "NOTES.md").write_text(told, encoding="utf-8")
        (made / "SHA256SUMS").write_text(digests(made), encoding="ascii")
        target.parent.mkdir(exist_ok=True)
        shutil.copytree(made, target)
    for path in sorted(target.iterdir()):
        print(path)  # noqa: T201


def version_of(root: Path) -> str:
    """Return the version, of the one place that says it."""
    text = (root / "compiler/budgetc/__init__.py").read_text(encoding="utf-8")
    (version,) = re.findall(r'^__version__ = "(.*)"$', text, re.MULTILINE)
    return str(version)


def ready(root: Path, version: str) -> str:
    """Return the notes of a version that can be released.

    Raises:
        RefusedError: it cannot.
    """
    changed = _git(root, "status", "--porcelain", "--untracked-files=normal").decode()
    if changed:
        raise RefusedError(f"not all is committed:\n{changed}")
    if not (root / "tests" / "releases" / version / "documents.json").is_file():
        raise RefusedError(f"no examples of {version} are kept: just keep")
    changelog = runpy.run_path(str(Path(__file__).with_name("changelog.py")))
    try:
        return str(changelog["notes"]((root / "CHANGELOG.md").read_text(encoding="utf-8"), version))
    except ValueError as error:
        raise RefusedError(f"CHANGELOG.md: {error}") from error


def same_bytes(root: Path, folder: Path, version: str) -> list[Path]:
    """Build the last commit twice, and return the sdist and the wheel.

    Args:
        root: of the repository.
        folder: where both are built, each in a folder of its own.
        version: of both.

    Raises:
        RefusedError: the two are not the same bytes.
    """
    first, second = (
        build(root, folder / name, seed) for name, seed in (("a", "1"), ("another/place", "2"))
    )
    names = sorted(path.name for path in first)
    if [name for name in names if not name.startswith(f"budgetc-{version}")] or len(names) != 2:  # noqa: PLR2004
        raise RefusedError(f"this is not an sdist and a wheel of {version}: {', '.join(names)}")
    for one, other in zip(sorted(first), sorted(second), strict=True):
        if one.read_bytes() != other.read_bytes():
            raise RefusedError(f"two builds of {one.name} are not the same bytes")
    return first


def build(root: Path, folder: Path, seed: str) -> list[Path]:
    """Build sdist and wheel of the last commit, of its files alone, and return them."""
    tree, out = folder / "tree", folder / "out"
    tree.mkdir(parents=True)
    content = _git(root, "archive", "--format=tar", "HEAD")
    with tarfile.open(fileobj=io.BytesIO(content)) as archive:
        archive.extractall(tree, filter="data")
    env = {**epoch(root), "PYTHONHASHSEED": seed}
    _python("build", "--outdir", str(out), str(tree), env=env)
    return sorted(out.iterdir())


def epoch(root: Path) -> Mapping[str, str]:
    """Return the time that builds go by: that of the last commit."""
    return {"SOURCE_DATE_EPOCH": _git(root, "log", "-1", "--format=%ct").decode().strip()}


def digests(folder: Path) -> str:
    """Return the SHA-256 of all files of a folder, as `sha256sum --check` reads them."""
    return "".join(
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n"
        for path in sorted(folder.iterdir())
    )


def _bundles(made: Path, wheel: Path, python: str) -> None:
    """Make the bundles; the budgetc in them is the one that is published."""
    command = [sys.executable, str(ROOT / "ci/bundle.py"), python, str(made), *BUNDLES]
    subprocess.run(
        command, check=True, env={**os.environ, **epoch(ROOT)}, stdout=subprocess.DEVNULL
    )
    for path in made.glob("*.zip"):
        with zipfile.ZipFile(path) as bundle:
            (inside,) = (name for name in bundle.namelist() if name.endswith(wheel.name))
            if bundle.read(inside) != wheel.read_bytes():
                raise RefusedError(f"{path.name} has another {wheel.name} than is published")


def _bill(made: Path, version: str, wheel: Path, folder: Path) -> None:
    """Write what budgetc and all of its extras consist of, each with its version and licence."""
    home = folder / "materials"
    _python("venv", "--without-pip", str(home))
    python = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    _python("pip", "--python", str(python), "install", "--quiet", "--constraint",
            str(ROOT / "constraints-dev.txt"), f"{wheel}[all]")  # fmt: skip
    # The tool reads no dynamic version.
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    told = project.replace('dynamic = ["version"]', f'version = "{version}"', 1)
    (folder / "pyproject.toml").write_text(told, encoding="utf-8")
    _python("cyclonedx_py", "environment", "--output-reproducible", "--pyproject",
            str(folder / "pyproject.toml"), "--output-file",
            str(made / f"budgetc-{version}.cdx.json"), str(python), env=epoch(ROOT))  # fmt: skip


def _python(*module: str, env: Mapping[str, str] | None = None) -> None:
    command = [sys.executable, "-m", *module]
    subprocess.run(
        command, check=True, env={**os.environ, **(env or {})}, stdout=subprocess.DEVNULL
    )


def _git(root: Path, *words: str) -> bytes:
    command = ["git", "-C", str(root), *words]
    return subprocess.run(command, check=True, capture_output=True).stdout


if __name__ == "__main__":
    try:
        main(*(sys.argv[1:2] or [_USUAL]))
    except RefusedError as error:
        sys.exit(str(error))
