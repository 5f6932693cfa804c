"""The wheel, installed in a fresh environment, builds a budget outside the repository."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

from budgetc import __version__
from budgetc.files.workspace import Workspace
from budgetc.pipeline import compile_source
from budgetc.publish.rendered import render_source
from budgetc.publish.targets import targets
from tests.packaging.installed import SOURCE, Installed, run
from tests.support import ROOT

FORMATS = ("markdown", "latex", "json")


def _repository_files(*folders: str) -> dict[str, bytes]:
    """Return the files that git knows of below some folders, and those it does not know yet."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", *folders],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    names = [name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]
    return {name: (ROOT / name).read_bytes() for name in names}


def _in_wheel(name: str) -> str:
    if name.startswith("compiler/"):
        return name.removeprefix("compiler/")
    return f"budgetc/data/{name}"


def test_the_wheel_holds_the_package_and_its_data_and_nothing_else(installed: Installed) -> None:
    expected = {
        _in_wheel(name): content
        for name, content in _repository_files("compiler", "schema", "templates").items()
    }
    with zipfile.ZipFile(installed.wheel) as archive:
        found = {
            name: archive.read(name)
            for name in archive.namelist()
            if ".dist-info/" not in name and not name.endswith("/")
        }
    prepared = {name for name in found if name.startswith("budgetc/data/prepared/")}
    assert prepared == {
        "budgetc/data/prepared/templates.marshal",
        "budgetc/data/prepared/values.pickle",
    }
    assert {name: found[name] for name in found.keys() - prepared} == expected
    assert {
        "budgetc/py.typed",
        "budgetc/__main__.py",
        "budgetc/diagnostics/pages/SYN001.yaml",
        "budgetc/rules/bal/bal001.yaml",
        "budgetc/rules/words.yaml",
        "budgetc/data/schema/budget.schema.json",
        "budgetc/data/schema/units.json",
        "budgetc/data/schema/classification/2024/functional.csv",
        "budgetc/data/templates/xinjiang/layout.yaml",
        "budgetc/data/templates/xinjiang/document.j2",
        "budgetc/data/templates/markdown/document.md.j2",
        "budgetc/data/templates/latex/document.tex.j2",
        "budgetc/data/templates/docx/look.json",
        "budgetc/data/templates/typst/document.typ.j2",
        "budgetc/data/templates/typst/fonts.json",
        "budgetc/data/templates/html/document.html.j2",
        "budgetc/data/templates/xlsx/words.json",
        "budgetc/data/templates/html/script.js",
        "budgetc/locale/zh_CN/LC_MESSAGES/budgetc.mo",
    } <= found.keys()


def test_the_wheel_says_what_it_is(installed: Installed) -> None:
    assert installed.wheel.name == f"budgetc-{__version__}-py3-none-any.whl"
    with zipfile.ZipFile(installed.wheel) as archive:
        (metadata,) = (name for name in archive.namelist() if name.endswith("/METADATA"))
        text = archive.read(metadata).decode()
        licenses = [name for name in archive.namelist() if "/licenses/" in name]
    assert f"\nVersion: {__version__}\n" in text
    assert "\nLicense-Expression: Apache-2.0\n" in text
    assert licenses
    ran = run(installed.programs / "budgetc", "--version", cwd=installed.workspace)
    assert ran.stdout == f"budgetc {__version__}\n"


def test_the_installed_package_is_the_one_that_runs(installed: Installed) -> None:
    ran = run(
        installed.programs / "python",
        "-c",
        "import budgetc; print(budgetc.__file__)",
        cwd=installed.workspace,
    )
    assert Path(ran.stdout.strip()).is_relative_to(installed.programs.parent)


def test_the_installed_package_builds_what_the_repository_builds(installed: Installed) -> None:
    options = [option for name in FORMATS for option in ("--format", name)]
    budgetc = installed.programs / "budgetc"
    ran = run(budgetc, "build", *options, cwd=installed.workspace)
    assert ran.returncode == 0, ran.stderr
    build = installed.workspace / "build"
    found = {
        path.relative_to(build): path.read_bytes() for path in build.rglob("*") if path.is_file()
    }
    workspace = Workspace.find(ROOT)
    resources = workspace.resources()
    compiled = compile_source(workspace.source(ROOT / SOURCE), resources)
    assert compiled.document is not None
    expected, problems = render_source(
        compiled.source, compiled.document, FORMATS, Path(), resources
    )
    assert not problems
    assert len(expected) == len(FORMATS)
    places = targets(compiled.source, FORMATS, Path())
    assert found == {places[name]: b"".join(parts) for name, parts in expected.items()}


def test_the_installed_package_checks_what_the_repository_checks(installed: Installed) -> None:
    budgetc = installed.programs / "budgetc"
    ran = run(budgetc, "check", cwd=installed.workspace)
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.splitlines()[-2].startswith("sources checked: 1; errors: 0; ")
    workspace = Workspace.find(ROOT)
    findings = compile_source(workspace.source(ROOT / SOURCE), workspace.resources()).findings
    assert ran.stdout.count("warning[") + ran.stdout.count("note[") == len(findings)
    chinese = run(budgetc, "check", "--lang", "zh", cwd=installed.workspace)
    assert chinese.returncode == 0
    assert chinese.stdout.splitlines()[-1] != ran.stdout.splitlines()[-1]


def test_it_does_its_work_where_nothing_else_is(installed: Installed) -> None:
    script = ROOT / "ci" / "smoke.py"
    ran = run(sys.executable, script, installed.programs / "budgetc", cwd=installed.workspace)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert ran.stdout.count("\n+ ") + ran.stdout.startswith("+ ") == 5
