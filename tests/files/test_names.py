"""Names that are not the same on every system: told in every command and form, never a crash."""

from __future__ import annotations

import json
import os
import unicodedata
from pathlib import Path

import pytest

from budgetc.diagnostics.messages import ENGLISH
from budgetc.files.names import taken_for_one, unusable
from budgetc.files.scan import Scan
from budgetc.files.workspace import Workspace
from tests.cli.run import run
from tests.support import KORLA, ROOT

COMPOSED, DECOMPOSED = "caf\u00e9", "cafe\u0301"


NOT_UTF8 = os.fsdecode(b"\xff")


def _workspace(root: Path, *folders: str) -> Path:
    for folder in folders:
        place = root / "budgets" / folder
        place.mkdir(parents=True)
        (place / "2024.yaml").write_text(KORLA, encoding="utf-8")
    return root


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        (NOT_UTF8, "it is not UTF-8"),
        ("a\u202eb", "it has a character that is not seen (U+202E)"),
        ("a\u200bb", "it has a character that is not seen (U+200B)"),
        ("a\nb", "it has a character that is not seen (U+000A)"),
        ("a\x1bb", "it has a character that is not seen (U+001B)"),
        ("x:y", "Windows allows no : in it"),
        ("x\\y", "Windows allows no \\ in it"),
        ("区局 ", "it begins or ends in a blank, or ends in a dot, which Windows drops"),
        ("区局\u3000", "it begins or ends in a blank, or ends in a dot, which Windows drops"),
        ("区局.", "it begins or ends in a blank, or ends in a dot, which Windows drops"),
        ("-f", "it begins with a hyphen, and commands would take it for an option"),
        ("CON", "Windows has a device of that name"),
        ("nul.yaml", "Windows has a device of that name"),
        ("Com1.2024.yaml", "Windows has a device of that name"),
        ("aux .yaml", "Windows has a device of that name"),
    ],
)
def test_a_name_that_cannot_be_used_everywhere(name: str, reason: str) -> None:
    found = unusable(f"budgets/{name}/2024.yaml")
    assert found is not None
    assert found.code == "SYN016"
    assert found.span.file == f"budgets/{name}"
    assert ENGLISH(found.message).endswith(f" is no name for a file: {reason}")


@pytest.mark.parametrize(
    "name",
    [
        "区市场监管局",
        "bureau-1_a",
        "a.b",
        "console",
        "null",
        "com10",
        DECOMPOSED,
        "（区）局",
        "a b",
    ],
)
def test_a_name_that_can(name: str) -> None:
    assert unusable(f"budgets/{name}/2024.yaml") is None


@pytest.mark.parametrize(
    ("first", "second"),
    [("A", "a"), (DECOMPOSED, COMPOSED), ("STRASSE", "straße"), ("ΑΣ", "ας")],
)
def test_two_names_that_another_system_takes_for_one(first: str, second: str) -> None:
    assert unicodedata.normalize("NFC", first) != first or first != second
    (found,) = taken_for_one("budgets", [second, "other", first])
    assert (found.code, found.span.file) == ("SYN017", f"budgets/{second}")
    assert [one.span.file for one in found.related] == [f"budgets/{first}"]


REPORT = """\
budgets/CON:1:1: error[SYN016]: budgets/CON is no name for a file: Windows has a device of that name
      = hint: rename it: letters, digits, Chinese characters, - and _ are safe

budgets/a:1:1: error[SYN017]: budgets/a and budgets/A are one on Windows or macOS: one would \
overwrite the other
      = budgets/A:1:1: the other one
      = hint: rename one of the two

budgets/b�c:1:1: error[SYN016]: budgets/b�c is no name for a file: it has a character that is not \
seen (U+202E)
      = hint: rename it: letters, digits, Chinese characters, - and _ are safe

budgets/�:1:1: error[SYN016]: budgets/� is no name for a file: it is not UTF-8
      = hint: rename it: letters, digits, Chinese characters, - and _ are safe

"""


def test_the_whole_report(tmp_path: Path) -> None:
    root = _workspace(tmp_path, "A", "a", "CON", "b\u202ec", NOT_UTF8)
    ran = run("fmt", "--check", cwd=root)
    assert ran.code == 1
    assert ran.err.startswith(REPORT)
    assert [source.name for source in Workspace.find(root).sources()] == [
        "budgets/A/2024.yaml",
        "budgets/a/2024.yaml",
    ]


@pytest.mark.parametrize(
    "command",
    [
        ["check"],
        ["check", "--coverage", "--format", "json"],
        *(["check", "--format", form] for form in ("json", "github", "gitlab", "sarif", "junit")),
        ["build"],
        ["build", "--region", "--format", "json"],
        ["build", "--check"],
        ["fmt"],
        ["trace", f"budgets/{NOT_UTF8}/2024.yaml", "--list"],
        ["check", f"budgets/{NOT_UTF8}/2024.yaml", "budgets/b\u202ec/2024.yaml"],
        ["new", "--from", f"budgets/{NOT_UTF8}/2024.yaml", "--year", "2025"],
    ],
    ids=" ".join,
)
def test_every_command_tells_of_it(tmp_path: Path, command: list[str]) -> None:
    ran = run(*command, cwd=_workspace(tmp_path, "fine", "b\u202ec", NOT_UTF8, "CON"))
    assert ran.code == 1
    assert "Traceback" not in ran.err
    assert "SYN016" in ran.out + ran.err
    assert "\u202e" not in ran.out + ran.err
    if "json" in command and command[0] == "check":
        assert json.loads(ran.out)


def test_a_baseline_holds_no_such_name(tmp_path: Path) -> None:
    root = _workspace(tmp_path, "b\u202ec", NOT_UTF8, "CON")
    run("check", "--write-baseline", cwd=root)
    assert json.loads((root / "budgets/baseline.json").read_bytes()) == {"findings": []}
    ran = run("check", cwd=root)
    assert (ran.code, ran.out.count("SYN016")) == (1, 3)


@pytest.mark.parametrize("name", [NOT_UTF8, "a\u202eb", "CON"])
@pytest.mark.parametrize(
    "command",
    [["jurisdictions"], ["jurisdictions", "--format", "json"], ["schema"], ["check"], ["build"]],
    ids=" ".join,
)
def test_a_folder_of_templates_has_a_name_that_can_be_used(
    tmp_path: Path, command: list[str], name: str
) -> None:
    root = _workspace(tmp_path, "fine")
    folder = root / "templates" / name
    folder.mkdir(parents=True)
    for file in ("layout.yaml", "document.j2"):
        (folder / file).write_bytes((ROOT / "templates/xinjiang" / file).read_bytes())
    ran = run(*command, cwd=root)
    assert ran.code in (1, 2)
    assert "is no name for a file" in ran.out + ran.err
    assert "Traceback" not in ran.err
    assert "\u202e" not in ran.out + ran.err


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("Control-Totals.yaml", "call it budgets/control-totals.yaml"),
        ("control_totals.yml", "call it budgets/control-totals.yaml"),
        ("control-total.yaml", "call it budgets/control-totals.yaml"),
        ("regions.yaml", "call it budgets/region.yaml"),
        ("2024.yaml", "a source is budgets/<department>/<year>.yaml: move it there, or delete it"),
        ("bureau/unit/below/2024.yaml",
         "a source is budgets/<department>/<year>.yaml: move it there, or delete it"),
        ("bureau/2025.YAML", "call it budgets/bureau/2025.yaml"),
        ("bureau/unit/2025.Yml", "call it budgets/bureau/unit/2025.yml"),
        ("bureau/2025.yaml.txt", "call it budgets/bureau/2025.yaml"),
        ("bureau/2024.YAML.TXT",
         "a source is budgets/<department>/<year>.yaml: move it there, or delete it"),
        ("control-totals.yaml.txt", "call it budgets/control-totals.yaml"),
        ("bureau/.2025.yaml", "call it budgets/bureau/2025.yaml"),
        ("bureau/unit/.2025-final.YML", "call it budgets/bureau/unit/2025-final.yml"),
        ("bureau/.2024.yaml",
         "a source is budgets/<department>/<year>.yaml: move it there, or delete it"),
        (".2025.yaml", "a source is budgets/<department>/<year>.yaml: move it there, or delete it"),
    ],
)  # fmt: skip
def test_a_file_that_nothing_reads_is_told(tmp_path: Path, name: str, hint: str) -> None:
    read = ("bureau/2024.yaml", "bureau/unit/2024.yaml", "control-totals.yaml", "region.yaml")
    others = (
        "bureau/unit/below/plan.pdf",
        "bureau/2024.yaml.bak",
        "bureau/.2024.yaml.swp",
        "bureau/._2024.yaml",
        "bureau/.yamllint.yaml",
        "bureau/a.txt",
        "baseline.json",
        "budget.schema.json",
        "README.md",
    )
    for one in (*read, *others, name):
        (tmp_path / "budgets" / one).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "budgets" / one).write_text("x", encoding="utf-8")
    workspace = Workspace.on_disk(tmp_path)
    listing = workspace.listing()
    assert [source.name for source in listing.sources] == [f"budgets/{one}" for one in read[:2]]
    (found,) = listing.findings
    scan = Scan(tmp_path)
    scan.entries("budgets")
    assert workspace.listing(scan) == listing
    assert (found.code, found.span.file) == ("SYN018", f"budgets/{name}")
    assert ENGLISH(found.message) == f"budgets/{name} is read by nothing"
    assert found.hint is not None
    assert ENGLISH(found.hint) == hint


def test_a_folder_of_budgets_in_other_letters_is_told(tmp_path: Path) -> None:
    for name in ("Budgets", "budgets"):
        (tmp_path / name / "bureau").mkdir(parents=True, exist_ok=True)
    if (tmp_path / "BUDGETS").is_dir():
        pytest.skip("here letters of two sizes are one")
    (found,) = Workspace.on_disk(tmp_path).listing().findings
    assert (found.code, found.span.file) == ("SYN018", "Budgets")
    assert ENGLISH(found.message) == "Budgets is read by nothing"
    assert found.hint is not None
    assert ENGLISH(found.hint) == "move what is in it into budgets"


def test_it_is_named_where_there_is_no_other(tmp_path: Path) -> None:
    (tmp_path / "Budgets" / "bureau").mkdir(parents=True)
    if (tmp_path / "budgets").is_dir():
        pytest.skip("here letters of two sizes are one")
    ran = run("check", cwd=tmp_path / "Budgets")
    assert ran.code == 2
    folder = tmp_path / "Budgets"
    words = f"no folder budgets here or above {folder}; call {folder} so, in small letters"
    assert words in " ".join(ran.err.split())


def test_a_link_beside_the_departments_is_refused(tmp_path: Path) -> None:
    root = _workspace(tmp_path, "A")
    (root / "budgets/dangling.yaml").symlink_to("nowhere")
    ran = run("check", cwd=root)
    assert (
        "budgets/dangling.yaml:1:1: error[SYN012]: budgets/dangling.yaml is a link, a folder"
        in (ran.out)
    )


def test_sources_are_not_read_from_standard_input(tmp_path: Path) -> None:
    root = _workspace(tmp_path, "A")
    ran = run("check", "-", cwd=root)
    assert ran.code == 2
    assert "Error: sources are not read from standard input; name a file" in ran.err
