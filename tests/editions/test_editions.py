"""An edition is read from its official table, and what it changed is told."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path

import openpyxl
import pytest

from budgetc.classification import load_catalogue
from budgetc.diagnostics.messages import Translator
from budgetc.document.model import line_text
from budgetc.files.data import Resources
from budgetc.files.workspace import Workspace
from budgetc.pipeline import compile_source
from tests.cli.run import call
from tests.support import KORLA, ROOT, with_change

with (ROOT / "schema/classification/2024/functional.csv").open(encoding="utf-8") as file:
    OF_2024 = {row["code"]: row["name"] for row in csv.DictReader(file)}

OF_2025 = {
    **{code: name for code, name in OF_2024.items() if code != "2013801"},
    "2013805": "市场监管执法",
    "2013898": "行政运行（市场监管）",
}
"""One code is gone, one has another name, and one is new; the shipped budget uses the first two."""


def _in_levels(code: str) -> Sequence[object]:
    """Return the columns of 类, 款 and 项, of which official tables write the last part alone."""
    parts = [part for part in (code[:3], code[3:5], code[5:]) if part]
    return [None] * (len(parts) - 1) + [parts[-1]] + [None] * (3 - len(parts))


def _whole(code: str) -> list[object]:
    return [int(code)]


def _table(path: Path, heads: Sequence[str], rows: Sequence[Sequence[object]]) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "支出"
    for row in (["2025年政府收支分类科目"], heads, *rows):
        sheet.append(list(row))
    book.save(path)
    return path


def _import(table: Path, *options: str) -> tuple[int, str, str]:
    return call("classification", "import", str(table), "--edition", "2025", *options)


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a workspace with one source, and stand in it."""
    source = tmp_path / "budgets/bureau/2024.yaml"
    source.parent.mkdir(parents=True)
    source.write_text(KORLA, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def imported(workspace: Path) -> Path:
    """Return it with the edition of 2025."""
    rows = [[*_in_levels(code), OF_2025[code], "说明"] for code in sorted(OF_2025)]
    table = _table(workspace / "table.xlsx", ["类", "款", "项", "科目名称", "说明"], rows)
    code, said, error = _import(table)
    assert code == 0, error
    assert error.splitlines()[1] == (
        "gone, and nothing says what took their place; where something did, write it into "
        "schema/classification/2025/functional_successors.csv: 2013801"
    )
    assert said.split() == [
        f"schema/classification/2025/{name}.csv" for name in ("functional", "functional_successors")
    ]
    return workspace


def test_an_edition_is_what_the_official_table_says(imported: Path) -> None:
    made = load_catalogue(Resources.of_workspace(imported), 2025)
    before = load_catalogue(Resources.of_workspace(None), 2024)
    assert made.edition == 2025
    assert {code: entry.name for code, entry in made.function.entries.items()} == OF_2025
    assert made.function.lineage("2013805") == before.function.lineage("2013805")
    assert made.function.level_of(7) == before.function.level_of(7)
    assert made.economic.entries == before.economic.entries
    assert set(before.successors) - set(made.successors) == set()


RETIRED = {
    "en": "last year's 2013801 行政运行 (203.53 万元) is not in the list of 2025, and nothing "
    "says which code took its place | add it, with its successor, to "
    "schema/classification/2025/functional_successors.csv; where nothing took its place, waive "
    "the rule: it ended",
    "zh": "上年使用的 2013801 行政运行（203.53万元）不在 2025 年科目表中，也没有指明由哪个科目"
    "接替 | 在 schema/classification/2025/functional_successors.csv 中加入该科目及其接替"
    "科目；确无接替科目的，可豁免本规则：该科目支出按上年终止处理",
}


@pytest.mark.parametrize("language", RETIRED)
def test_last_years_amount_stays_under_a_code_that_nothing_took_the_place_of(
    imported: Path, language: str
) -> None:
    source = imported / "budgets/bureau/2025.yaml"
    text = re.sub(r"^ +prior: [0-9.]+\n", "", KORLA, flags=re.MULTILINE)
    text = re.sub(r", prior: [0-9.]+", "", re.sub(r"prior: [0-9.]+(, )?", "", text))
    text = with_change(text, "year: 2024\n", "year: 2025\n")
    text = with_change(text, "    - code: 2013801\n", "    - code: 2013898\n")
    source.write_text(text, encoding="utf-8")
    workspace = Workspace.find(imported)
    compiled = compile_source(workspace.source(source), workspace.resources())
    document = compiled.document
    assert document is not None, [(one.code, str(one.message)) for one in compiled.findings]
    figures = {figure.id: figure for figure in document.figures()}
    assert figures["general_by_item.2013801.change.size"].exact == "203.53"
    lines = [line_text(s) for b in document.blocks for s in getattr(b, "sentences", ())]
    assert any("行政运行（项）：2025年预算数为0万元" in line for line in lines)
    (told,) = (one for one in compiled.findings if one.code == "CLS009")
    assert told.hint is not None
    say = Translator(language)
    assert f"{told.message.in_words(say)} | {told.hint.in_words(say)}" == RETIRED[language]


ENDED = """\
    - id: census
      name: 主体普查
      function: 2013801
      economic: 302
      prior: 0
      allocation:
        - {item: 调查, amount: 5}
"""


def test_a_line_that_ended_under_a_code_that_is_gone_may_say_why(imported: Path) -> None:
    """The line that was asked for had a code that was refused."""
    last = imported / "budgets/bureau/2024.yaml"
    first = "  projects:\n"
    before = with_change(KORLA, "    amount: 314.66\n", "    amount: 319.66\n")
    last.write_text(with_change(before, first, f"{first}{ENDED}"), encoding="utf-8")
    text = re.sub(r"^ +prior: [0-9.]+\n", "", KORLA, flags=re.MULTILINE)
    text = re.sub(r", prior: [0-9.]+", "", re.sub(r"prior: [0-9.]+(, )?", "", text))
    text = with_change(text, "year: 2024\n", "year: 2025\n")
    text = with_change(text, "    - code: 2013801\n", "    - code: 2013898\n")
    source = imported / "budgets/bureau/2025.yaml"

    def told(lines: str) -> tuple[list[str], str, str]:
        source.write_text(with_change(text, first, f"{first}{lines}"), encoding="utf-8")
        workspace = Workspace.find(imported)
        compiled = compile_source(workspace.source(source), workspace.resources())
        blocks = compiled.draft.document.blocks if compiled.draft is not None else ()
        said = [line_text(s) for b in blocks for s in getattr(b, "sentences", ())]
        hints = [str(one.hint) for one in compiled.findings if one.code == "DOC001"]
        codes = [one.code for one in compiled.findings]
        return codes, "".join(hints), "".join(line for line in said if "行政运行（项）" in line)

    codes, hint, _ = told("")
    line = (
        "{id: census, name: 主体普查, function: 2013801, economic: 302, reason: , "
        "allocation: [{item: 主体普查, amount: 0}]}"
    )
    assert line in hint
    codes, _, said = told(f"    - {line.replace('reason: ', 'reason: 普查已完成')}\n")
    assert not {"CLS001", "DOC001"} & {*codes}
    assert "行政运行（项）：2025年预算数为0万元，比上年预算减少208.53万元，下降100%" in said
    assert "主要原因是：普查已完成" in said
    successors = imported / "schema/classification/2025/functional_successors.csv"
    known = with_change(successors.read_text("utf-8"), "2013801,\n", "2013801,2013898\n")
    successors.write_text(known, encoding="utf-8")
    _, hint, _ = told("")
    assert hint == "" or "function: 2013898" in hint


def _in_numbers(code: str) -> Sequence[object]:
    """Return the same columns where a program has made numbers of the parts: 01 is 1."""
    return [None if part is None else int(str(part)) for part in _in_levels(code)]


@pytest.mark.parametrize(
    ("heads", "written"),
    [(["科目编码", "科目名称"], _whole), (["类", "款", "项", "科目名称"], _in_numbers)],
    ids=["whole codes", "parts that are numbers"],
)
def test_codes_written_otherwise_are_the_same(
    workspace: Path,
    imported: Path,
    heads: Sequence[str],
    written: Callable[[str], Sequence[object]],
) -> None:
    by_levels = (imported / "schema/classification/2025/functional.csv").read_bytes()
    (imported / "schema/classification/2025/functional.csv").unlink()
    (imported / "schema/classification/2025/functional_successors.csv").unlink()
    rows = [[*written(code), OF_2025[code]] for code in sorted(OF_2025)]
    code, _, error = _import(_table(workspace / "other.xlsx", heads, rows))
    assert code == 0, error
    assert (imported / "schema/classification/2025/functional.csv").read_bytes() == by_levels


def test_what_changed_is_told_with_the_amounts_under_it(imported: Path) -> None:
    ran = call("classification", "diff", "2024", "2025")
    assert ran.code == 0
    assert (
        ran.out
        == """function items: new: 1; gone: 1; renamed: 1; moved: 0
  - 2013801 行政运行 → no successor
  ~ 2013805 市场秩序执法 → 市场监管执法
  + 2013898 行政运行（市场监管）
economic items: new: 0; gone: 0; renamed: 0; moved: 0
amounts of sources here under codes that changed: 5
  budgets/bureau/2024.yaml:91: 2013801 行政运行 → no successor
  budgets/bureau/2024.yaml:92: 2013801 行政运行 → no successor
  budgets/bureau/2024.yaml:455: 2013805 市场秩序执法 → 市场监管执法
  budgets/bureau/2024.yaml:476: 2013805 市场秩序执法 → 市场监管执法
  budgets/bureau/2024.yaml:477: 2013805 市场秩序执法 → 市场监管执法
"""
    )
    told = json.loads(call("classification", "diff", "2024", "2025", "--format", "json").out)
    assert [one["kind"] for one in told["changes"]["function"]] == ["gone", "renamed", "new"]
    assert len(told["amounts"]) == 5
    assert imported


def test_nothing_that_is_there_is_replaced(imported: Path) -> None:
    code, _, said = _import(imported / "table.xlsx")
    assert code == 1
    assert "schema/classification/2025/functional.csv is there already; delete it" in said


NO_TABLES: dict[str, tuple[Sequence[str], Sequence[Sequence[object]], str]] = {
    "no heads": (["code of it", "what"], [["201", "x"]], "no row has the heads of a list of codes"),
    "twice": (["科目编码", "科目名称"], [["201", "甲"], ["201", "乙"]],
              "支出!4: 201 stands there a second time; the first is 支出!3"),
    "no name": (["科目编码", "科目名称"], [["201", None]], "支出!3: 201 has no name"),
    "no code": (["科目编码", "科目名称"], [["20A", "甲"]],
                "支出!3: “20A” is no code: codes have 3, 5, 7 digits"),
    "no parent": (["科目编码", "科目名称"], [["20101", "甲"]],
                  "支出!3: 20101 comes before 201, which it is under"),
}  # fmt: skip


@pytest.mark.parametrize("case", NO_TABLES)
def test_what_is_no_table_is_named(workspace: Path, case: str) -> None:
    heads, rows, why = NO_TABLES[case]
    code, said, error = _import(_table(workspace / "table.xlsx", heads, rows))
    assert (code, said) == (1, "")
    assert why in error
    assert not (workspace / "schema").exists()


def test_no_workbook_is_no_table(workspace: Path) -> None:
    (workspace / "table.xlsx").write_bytes(b"nothing")
    code, _, error = _import(workspace / "table.xlsx")
    assert code == 1
    assert "this office file cannot be read: it is broken or locked" in error


def test_an_edition_that_is_not_there_is_asked_for(workspace: Path) -> None:
    ran = call("classification", "diff", "2024", "2031")
    assert ran.code == 2
    assert "there is no edition 2031; there are 2024" in ran.err
    assert call("classification").out == "2024: function items: 1754; economic items: 110\n"
    assert workspace


def test_the_code_of_a_new_economic_item_is_of_its_parents_group(workspace: Path) -> None:
    with (ROOT / "schema/classification/2024/economic_department.csv").open(
        encoding="utf-8"
    ) as file:
        rows = [[row["code"], row["name"]] for row in csv.DictReader(file)]
    rows.append(["30198", "新设补贴"])
    table = _table(workspace / "table.xlsx", ["科目编码", "科目名称"], sorted(rows))
    code, said, error = _import(table, "--list", "economic")
    assert code == 0, error
    assert said == "schema/classification/2025/economic_department.csv\n"
    made = load_catalogue(Resources.of_workspace(workspace), 2025).economic.entries
    assert made["30198"].group == made["30101"].group
