"""`budgetc build --region`."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from budgetc.diagnostics.messages import ENGLISH
from budgetc.lists import shipped_lists
from budgetc.render.formats import render_document
from budgetc.render.latex import render_latex
from budgetc.render.look import ENGINES, Typesetting
from budgetc.verify import Verified, verify
from tests.cli.run import Ran, call, run
from tests.support import EXAMPLES, RESOURCES

from .book import books, document, write
from .generate import LAST_YEAR_ONLY, WITH_ERRORS, folder, name, region

FAILED = f"budgets/{folder(WITH_ERRORS)}/2024.yaml"
OVERFULL = re.compile(r"^Overfull \\hbox \((?P<points>[0-9.]+)pt too wide\)", re.MULTILINE)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace that has the smallest jurisdiction, and no budgets yet; the tests stand in it."""
    shutil.copytree(EXAMPLES / "templates", tmp_path / "templates")
    monkeypatch.chdir(tmp_path)
    for variable in ("NO_COLOR", "BUDGETC_LANG", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(variable, raising=False)
    return tmp_path


def _files(home: Path) -> dict[str, bytes]:
    build = home / "build"
    return {p.relative_to(build).as_posix(): p.read_bytes() for p in build.rglob("*.*")}


def _build(*arguments: str) -> Ran:
    return call("build", "--region", *arguments)


def test_the_book_stands_beside_the_documents_in_every_format(home: Path) -> None:
    write(home, region(3))
    ran = _build("-f", "markdown", "-f", "json", "-f", "latex")
    assert ran.code == 0, ran.err
    made = _files(home)
    names = (*(folder(number) for number in (1, 2, 3)), "region")
    assert made.keys() == {f"{n}/2024.{suffix}" for n in names for suffix in ("md", "json", "tex")}
    assert {line.removeprefix("build/") for line in ran.out.splitlines()} == made.keys()
    assert "sources checked: 3; errors: 0" in ran.err
    assert made["region/2024.md"].decode().startswith("# 各部门2024年部门预算汇总\n")
    assert json.loads(made["region/2024.json"])["title"] == "各部门2024年部门预算汇总"
    assert b"\\documentclass" in made["region/2024.tex"]


def test_without_the_option_there_is_no_book(home: Path) -> None:
    write(home, region(3))
    (home / "budgets/region.yaml").write_text("nonsense: [\n", encoding="utf-8")
    assert call("build").code == 0
    assert not (home / "build/region").exists()


def test_sources_with_errors_are_left_out_and_listed(home: Path) -> None:
    write(home, region())
    ran = _build()
    assert ran.code == 1
    assert f"{FAILED}:" in ran.err
    assert "error[SCH002]" in ran.err
    assert ran.err.endswith("what has errors was not written; the region book lists it\n")
    made = _files(home)
    assert f"{folder(1)}/2024.md" in made
    assert f"{folder(WITH_ERRORS)}/2024.md" not in made
    assert {"region/2023.md", "region/2024.md"} <= made.keys()
    assert f"{FAILED}，错误1处" in made["region/2024.md"].decode().replace("<wbr>", "")
    assert "build/region/2024.md" in ran.out.splitlines()


def test_the_book_names_the_file_that_errors_stand_in(home: Path) -> None:
    write(home, region(2))
    department = folder(1)
    (home / "budgets/control-totals.yaml").write_text(
        f"totals:\n  - {{department: {department}, year: 2024, figure: revenue, amount: 0.01}}\n",
        encoding="utf-8",
    )
    assert _build("-f", "markdown").code == 1
    book = _files(home)["region/2024.md"].decode().replace("<wbr>", "")
    assert "：budgets/control-totals.yaml，错误1处。" in book
    assert f"{department}/2024.yaml，错误" not in book


def test_what_is_empty_is_no_error_of_the_book(home: Path) -> None:
    write(home, region(2))
    source = home / f"budgets/{folder(1)}/2024.yaml"
    text = re.sub("name: .*", "name:", source.read_text("utf-8"), count=1)
    source.write_text(text, "utf-8")
    assert _build("-f", "markdown").code == 1
    book = _files(home)["region/2024.md"].decode().replace("<wbr>", "")
    assert f"{folder(1)}/2024.yaml，待填1处。" in book


def test_a_mistyped_year_makes_no_book_of_that_year(home: Path) -> None:
    """It is among the sources with errors of the year that its file is called by."""
    write(home, region(2))
    source = Path(f"budgets/{folder(1)}/2024.yaml")
    source.write_text(source.read_text("utf-8").replace("year: 2024", "year: 2023"), "utf-8")
    assert _build("-f", "markdown").code == 1
    books_made = {one for one in _files(home) if one.startswith("region/")}
    assert books_made == {"region/2024.md"}
    book = _files(home)["region/2024.md"].decode().replace("<wbr>", "")
    assert f"{source.as_posix()}，错误1处" in book


def test_the_settings_are_no_source(home: Path) -> None:
    write(home, region(1))
    (home / "budgets/region.yaml").write_text("name: 虚构市（生成）\n", encoding="utf-8")
    for arguments in ((), ("budgets",)):
        ran = _build(*arguments)
        assert ran.code == 0, ran.err
        assert "sources checked: 1;" in ran.err
        text = (home / "build/region/2024.md").read_text(encoding="utf-8")
        assert text.startswith("# 虚构市（生成）2024年部门预算汇总\n")


def test_wrong_settings_are_reported_and_the_documents_are_written(home: Path) -> None:
    write(home, region(1))
    (home / "budgets/region.yaml").write_text("name: 某市\nunits: 元\n", encoding="utf-8")
    ran = _build()
    assert ran.code == 1
    assert "budgets/region.yaml:2:1: error[SCH002]" in ran.err
    assert "    2 | units: 元\n" in ran.err
    assert ran.err.endswith("what has errors was not written, the region book among it\n")
    assert _files(home).keys() == {f"{folder(1)}/2024.md"}


@pytest.mark.parametrize(
    ("settings", "found"),
    [
        ("name: 某市\nunits: 元\n", "budgets/region.yaml:2:1: error[SCH002]"),
        ("name: [\n", "budgets/region.yaml:2:1: error[SYN001]"),
        ("name: 某市\nbook: nowhere\n", ("budgets/region.yaml:2:7: error[JUR001]: no "
         "templates/nowhere/layout.yaml declares the book")),
    ],
)  # fmt: skip
def test_a_check_looks_at_the_settings_as_well(home: Path, settings: str, found: str) -> None:
    write(home, region(1))
    (home / "budgets/region.yaml").write_text(settings, encoding="utf-8")
    for options in ((), ("--region",), ("--format", "json")):
        assert call("check", *options).code == 1
    assert found in call("check").out
    assert call("check", f"budgets/{folder(1)}").code == 0  # nobody asked for them


def test_an_approved_figure_of_a_year_without_a_book_is_told(home: Path) -> None:
    write(home, region(1))
    (home / "budgets/control-totals.yaml").write_text(
        "totals:\n  - {department: region, year: 2031, figure: nosuch, amount: 5}\n", "utf-8"
    )
    ran = call("check")
    assert ran.code == 1
    assert (
        "budgets/control-totals.yaml:2:32: error[SRC002]: no department has a source for 2031\n"
    ) in ran.out
    assert "hint: correct the year, or delete the figure\n" in ran.out


def test_a_department_named_region_keeps_its_document(home: Path) -> None:
    write(home, {"region/2024.yaml": region(1)[f"{folder(1)}/2024.yaml"]})
    ran = _build()
    assert ran.code == 1
    assert "budgets/region.yaml:1:1: error[OUT001]: two sources would be written to" in ran.err
    assert "      = budgets/region/2024.yaml:1:1: this one is written there\n" in ran.err
    assert ran.err.endswith("what has errors was not written, the region book among it\n")
    text = (home / "build/region/2024.md").read_text(encoding="utf-8")
    assert text.startswith(f"# {name(1)}2024年部门预算\n")


def test_a_workspace_may_replace_the_words(home: Path) -> None:
    write(home, region(1))
    own = home / "templates/region/book/document.j2"
    own.parent.mkdir(parents=True)
    own.write_text("# 一\n\n共{{ figures.expenditure }}。\n", encoding="utf-8")
    assert _build().code == 0
    text = (home / "build/region/2024.md").read_text(encoding="utf-8")
    assert re.search(r"\n## 一\n\n共[0-9.]+万元。\n", text)


def test_no_source_may_be_laid_out_as_a_region(home: Path) -> None:
    write(home, {"a/2024.yaml": region(1)[f"{folder(1)}/2024.yaml"].replace("tiny", "region")})
    ran = call("check")
    assert "error[JUR001]" in ran.err + ran.out


def test_the_same_sources_give_the_same_bytes(home: Path) -> None:
    write(home, region())
    formats = ("-f", "markdown", "-f", "json", "-f", "latex")
    assert _build(*formats).code == 1
    first = _files(home)
    shutil.rmtree(home / "build")
    shutil.rmtree(home / "budgets")
    write(home, dict(reversed(region().items())))
    assert run("build", "--region", *formats, cwd=home, env={"PYTHONHASHSEED": "7"}).code == 1
    assert _files(home) == first


@pytest.mark.needs("xelatex")
@pytest.mark.slow
def test_it_can_be_typeset(tmp_path: Path) -> None:
    """A region of departments with long names, and with amounts of many digits."""
    made = books(write(tmp_path, {k: v for k, v in region().items() if f"{LAST_YEAR_ONLY}/" not in k
                                  and k < "made-up-06"}))  # fmt: skip
    book = document(made["2024"])
    pdf, _ = render_document("pdf", book, RESOURCES)
    (tmp_path / "book.pdf").write_bytes(pdf or b"")
    verified = verify(tmp_path / "book.pdf", shipped_lists(RESOURCES).money_units)
    assert isinstance(verified, Verified)
    assert (verified.wrong, verified.printed > 100) == ((), True)
    for engine in ENGINES:
        typesetting = Typesetting(engine)
        pdf, findings = render_document("pdf", book, RESOURCES, typesetting=typesetting)
        assert [ENGLISH(finding.message) for finding in findings] == []
        assert pdf is not None
        assert pdf == render_document("pdf", book, RESOURCES, typesetting=typesetting)[0]
    (tmp_path / "book.tex").write_text(render_latex(book, RESOURCES), encoding="utf-8")
    command = ["xelatex", "-interaction=nonstopmode", "-no-shell-escape", "book.tex"]
    for _ in range(2):
        subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    log = (tmp_path / "book.log").read_text(encoding="utf-8", errors="replace")
    assert "Output written on" in log
    assert [float(found["points"]) for found in OVERFULL.finditer(log)
            if float(found["points"]) > 5] == []  # fmt: skip
