"""What a declared section is compared with, where a line does not type it."""

from __future__ import annotations

from pathlib import Path

from budgetc.diagnostics.messages import ENGLISH, Translator
from budgetc.files.workspace import Workspace
from budgetc.pipeline import Compilation, compile_source
from tests.jurisdiction.district import SOURCE, write_district

CHINESE = Translator("zh")
_TEMPLATE = "templates/district/document.j2"
_PRINTED = "It rises by {{ figures.money.change.size }}.\n"
_LEFT_OUT = SOURCE.replace("prior: 950.50, ", "")


def _compiled(folder: Path, source: str, template: str, before: str = "") -> Compilation:
    changed = {"budgets/hill/2024.yaml": source, _TEMPLATE: template}
    write_district(folder, changed | ({"budgets/hill/2023.yaml": before} if before else {}))
    workspace = Workspace.find(folder)
    *_, of_this_year = workspace.sources()
    return compile_source(of_this_year, workspace.resources())


def _missing(compiled: Compilation) -> list[tuple[int, str, str]]:
    told = (one for one in compiled.findings if one.code in ("DOC001", "INT002"))
    return [(one.span.line, ENGLISH(one.message), CHINESE(one.message)) for one in told]


def test_what_is_compared_with_is_missing_at_the_line_that_lacks_it(tmp_path: Path) -> None:
    assert _missing(_compiled(tmp_path, _LEFT_OUT, _PRINTED)) == [
        (
            11,
            (
                "Schools › north North School › money › 5100 › prior (prior) is missing; the "
                "document needs it: It rises by …."
            ),
            "缺少学校 › north North School › money › 5100 › prior，文件中要用到：It rises by ….",
        )
    ]


def test_what_no_document_prints_may_be_left_out(tmp_path: Path) -> None:
    compiled = _compiled(tmp_path, _LEFT_OUT, "The budget is {{ figures.money }}.\n")
    assert _missing(compiled) == []


def test_another_source_tells_it_or_that_the_line_is_new(tmp_path: Path) -> None:
    source = SOURCE.replace("prior: 950.50, ", "").replace("prior: 0, ", "")
    before = SOURCE.replace("year: 2024", "year: 2023")
    before = "\n".join(one for one in before.splitlines() if "5200" not in one) + "\n"
    assert _missing(_compiled(tmp_path, source, _PRINTED, before)) == []


def test_a_margin_that_leaves_it_out_agrees_with_one_that_has_it(tmp_path: Path) -> None:
    money, _, accounts = SOURCE.partition("accounts:\n")
    for typed in ("prior: 950.50, ", "prior: 0, ", "prior: 10, "):
        accounts = accounts.replace(typed, "")
    compiled = _compiled(tmp_path, f"{money}accounts:\n{accounts}", _PRINTED)
    assert _missing(compiled) == []
