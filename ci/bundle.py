"""Makes what installs budgetc without a network, for each system that is named.

    bundle.py PYTHON FOLDER SYSTEM...

    PYTHON   the version that the office has, such as 3.12
    FOLDER   where budgetc-<version>-<system>-py<python>.zip and .pyz go
    SYSTEM   windows or linux, both of 64 bits; linux+file is one file that runs as well

A zip holds budgetc and all it needs as wheels of its system, the script that installs them for one
user, the pages that say how, and the digests of all that. The file that runs, a .pyz, is the same
wheels in one: `python budgetc.pyz` unpacks them once, into the user's folder. The same wheels make
the same bytes.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
EXTRAS = "docx,office,pdf,xlsx"
"""What an office wants; charts, parquet and Dask are 60 MB more."""

PLATFORMS = {
    "windows": ("win_amd64",),
    "linux": ("manylinux_2_28_x86_64", "manylinux_2_17_x86_64", "manylinux2014_x86_64"),
}
SCRIPTS = {"windows": "install.cmd", "linux": "install.sh"}
PAGES = ("install.zh-CN.md", "install.md")

_LONG_AGO = (1980, 1, 1, 0, 0, 0)


def main(python: str, folder: Path, systems: Sequence[str]) -> None:
    """Make the bundles, and print their paths."""
    with tempfile.TemporaryDirectory() as built:
        _run("build", "--wheel", "--outdir", built, str(ROOT))
        (wheel,) = Path(built).glob("*.whl")
        for word in systems:
            system, _, file = word.partition("+")
            for made in _bundle(wheel, system, python, folder, is_file_wanted=bool(file)):
                print(made)  # noqa: T201


def _bundle(
    wheel: Path, system: str, python: str, folder: Path, *, is_file_wanted: bool
) -> Iterator[Path]:
    """Yield the zip of a system, and the file that runs where it is wanted."""
    version = wheel.name.split("-")[1]
    name = f"budgetc-{version}-{system}-py{python.replace('.', '')}"
    platforms = [word for one in PLATFORMS[system] for word in ("--platform", one)]
    with tempfile.TemporaryDirectory() as wheels:
        _run(
            *("pip", "download", "--quiet", "--only-binary", ":all:", "--dest", wheels),
            *("--constraint", str(ROOT / "constraints-dev.txt"), "--python-version", python),
            *platforms,
            f"{wheel}[{EXTRAS}]",
        )
        if is_file_wanted:
            yield _archive(folder / f"{name}.pyz", wheels, ("--python-version", python, *platforms))
        parts = {f"wheels/{path.name}": path.read_bytes() for path in Path(wheels).glob("*.whl")}
    yield _zipped(folder / f"{name}.zip", name, {**parts, **_words(system, python)})


def _archive(target: Path, wheels: str, system: Sequence[str]) -> Path:
    """Make the one file out of wheels that are there; programs that it starts find them too."""
    target.parent.mkdir(parents=True, exist_ok=True)
    _run(
        *("shiv", "--reproducible", "--compressed", "--extend-pythonpath"),
        *("--console-script", "budgetc", "--output-file", str(target)),
        *("--no-index", "--find-links", wheels, "--only-binary", ":all:", *system),
        *("--quiet", "--no-compile", "--disable-pip-version-check", f"budgetc[{EXTRAS}]"),
    )
    return target


def _run(*module: str) -> None:
    command = [sys.executable, "-m", *module]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603  # our own words


def _words(system: str, python: str) -> dict[str, bytes]:
    """Return the script and the pages."""
    script = SCRIPTS[system]
    text = (ROOT / "ci" / "bundle" / script).read_text(encoding="ascii")
    text = text.replace("PYTHON_VERSION", python).replace("EXTRAS", EXTRAS)
    ends = "\r\n" if system == "windows" else "\n"
    pages = {page: (ROOT / "docs" / "guide" / page).read_bytes() for page in PAGES}
    return {script: text.replace("\n", ends).encode("ascii"), **pages}


def _zipped(target: Path, name: str, parts: dict[str, bytes]) -> Path:
    digests = (f"{hashlib.sha256(parts[part]).hexdigest()}  {part}\n" for part in sorted(parts))
    parts = {**parts, "SHA256SUMS": "".join(digests).encode()}
    target.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(target, "w") as package:
        for part in sorted(parts):
            about = zipfile.ZipInfo(f"{name}/{part}", _LONG_AGO)
            about.external_attr = (0o755 if part.endswith(".sh") else 0o644) << 16
            about.compress_type = (
                zipfile.ZIP_STORED if part.endswith(".whl") else zipfile.ZIP_DEFLATED
            )
            package.writestr(about, parts[part])
    return target


if __name__ == "__main__":
    _, *words = sys.argv
    known = {one for system in PLATFORMS for one in (system, f"{system}+file")}
    if len(words) < 3 or not set(words[2:]) <= known:  # noqa: PLR2004
        sys.exit(__doc__)
    main(words[0], Path(words[1]), words[2:])
