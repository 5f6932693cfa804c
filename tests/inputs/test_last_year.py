"""Last year's amounts come from last year's source: by code, by project, and never in silence."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from budgetc.diagnostics import Severity
from budgetc.diagnostics.messages import Translator
from budgetc.document.model import Figure, line_text
from budgetc.files.workspace import Workspace
from budgetc.pipeline import Compilation, compile_source
from tests.support import KORLA, RESOURCES, compile_text, found, with_change

_PRIOR_LINE = re.compile(r"^ +prior: [0-9.]+\n", re.MULTILINE)


def _without_priors(text: str) -> str:
    """Return Korla's source rolled to 2025, with no amount of last year in it."""
    rolled = with_change(text, "year: 2024\n", "year: 2025\n")
    rolled = _PRIOR_LINE.sub("", rolled)
    assert rolled.count("prior:") >= 7  # the flow mappings of staff and of the three public
    rolled = re.sub(r", prior: [0-9.]+", "", rolled)
    return re.sub(r"prior: [0-9.]+(, )?", "", rolled)


def _compile_2025(folder: Path, this_year: str, last_year: str = KORLA) -> Compilation:
    department = folder / "budgets" / "korla"
    department.mkdir(parents=True)
    (department / "2024.yaml").write_text(last_year, encoding="utf-8")
    (department / "2025.yaml").write_text(this_year, encoding="utf-8")
    workspace = Workspace.find(folder)
    return compile_source(workspace.source(department / "2025.yaml"), RESOURCES)


def _figures(compiled: Compilation) -> dict[str, Figure]:
    assert compiled.document is not None, found(compiled.findings)
    return {figure.id: figure for figure in compiled.document.figures()}


def _sentences(compiled: Compilation) -> str:
    assert compiled.document is not None, found(compiled.findings)
    lines = (
        line_text(sentence)
        for block in compiled.document.blocks
        for sentence in getattr(block, "sentences", ())
    )
    return "\n".join(lines)


def test_every_prior_left_out_is_found(tmp_path: Path) -> None:
    text = with_change(_without_priors(KORLA), "amount: 203.53", "amount: 213.53")
    text = with_change(text, "amount: 314.66", "amount: 324.66")
    text = with_change(text, "code: 30101, amount: 62.24", "code: 30101, amount: 72.24")
    compiled = _compile_2025(tmp_path, text)
    figures = _figures(compiled)
    assert figures["revenue"].exact == "324.66"
    assert figures["general_own.change.size"].exact == "10"
    item = figures["general_by_item.2013801.change.size"]
    assert (item.exact, figures["general_by_item.2013801.change.growth"].text) == ("10", "4.91%")
    assert "公务接待费与上年持平" in _sentences(compiled)
    assert "在职17人，增加0人" in _sentences(compiled)


def test_a_found_amount_knows_its_line_in_last_years_file(tmp_path: Path) -> None:
    compiled = _compile_2025(
        tmp_path,
        with_change(_without_priors(KORLA), "amount: 203.53", "amount: 193.53")
        .replace("amount: 314.66", "amount: 304.66")
        .replace("amount: 62.24", "amount: 52.24"),
    )
    prior = _figures(compiled)["general_by_item.2013801.change.size"].operands[1]
    (fact,) = prior.facts
    line = 1 + KORLA[: KORLA.index("203.53")].count("\n")
    span = fact.origin.span(fact.key)
    assert (span.file, span.line) == ("budgets/korla/2024.yaml", line)


def test_a_typed_amount_that_differs_is_an_error(tmp_path: Path) -> None:
    text = with_change(
        _without_priors(KORLA), "amount: 203.53\n", "amount: 203.53\n      prior: 203.35\n"
    )
    compiled = _compile_2025(tmp_path, text)
    line = 1 + text[: text.index("prior: 203.35")].count("\n")
    errors = [f for f in compiled.findings if f.severity is Severity.ERROR]
    assert found(errors) == [(line, 14, "YOY001")]
    assert errors[0].related[0].span.file == "budgets/korla/2024.yaml"


def test_a_restated_amount_is_taken_and_its_reason_printed(tmp_path: Path) -> None:
    text = with_change(
        _without_priors(KORLA),
        "amount: 203.53\n",
        "amount: 203.53\n      prior: 203.35\n      restated: 机构改革划转\n",
    )
    revenue = "amount: 314.66\n"
    text = with_change(text, revenue, f"{revenue}    prior: 314.48\n    restated: 机构改革划转\n")
    compiled = _compile_2025(tmp_path, text)
    assert _figures(compiled)["general_by_item.2013801.change.size"].exact == "0.18"
    assert "上年预算数已调整口径：机构改革划转。" in _sentences(compiled)


def test_a_line_that_ended_still_counts_last_year(tmp_path: Path) -> None:
    ended = "    - {code: 2080501, amount: 0, reason: 改在另一科目列支}\n"
    text = with_change(_without_priors(KORLA), "    - code: 2080501", f"{ended}    - code: 2080502")
    compiled = _compile_2025(tmp_path, text)
    figures = _figures(compiled)
    assert figures["general_by_item.2080501"].exact == "0"
    assert figures["general_by_item.2080501.change.size"].exact == "3.92"
    assert figures["general_by_item.2080502.change.size"].exact == "3.92"
    assert "basic.change.size" not in figures  # the totals did not change: 持平


def test_a_code_that_was_replaced_goes_on_under_its_successor(tmp_path: Path) -> None:
    last = with_change(KORLA, "code: 2080501", "code: 2089901")
    text = with_change(_without_priors(KORLA), "code: 2080501", "code: 2089999")
    compiled = _compile_2025(tmp_path, text, last)
    figures = _figures(compiled)
    assert "general_by_item.2089901" not in figures
    assert "general_by_item.2089999.change.size" not in figures


BROKEN = {
    "en": "amounts that are left out here come from budgets/korla/2024.yaml, which has errors: 20 "
    "| mend budgets/korla/2024.yaml first, and type none of them",
    "zh": "未填的 20 处数字应取自 budgets/korla/2024.yaml，而该文件有错误 | "
    "请先改正 budgets/korla/2024.yaml，不要在此补填",
}


@pytest.mark.parametrize("language", BROKEN)
def test_last_years_source_with_errors_is_to_be_mended_and_not_typed_anew(
    tmp_path: Path, language: str
) -> None:
    compiled = _compile_2025(tmp_path, _without_priors(KORLA), KORLA + "amuont: 1\n")
    assert "YOY101" in {f.code for f in compiled.findings}
    (told,) = (f for f in compiled.findings if f.code == "DOC001")
    say = Translator(language)
    assert told.hint is not None
    assert f"{told.message.in_words(say)} | {told.hint.in_words(say)}" == BROKEN[language]


MISSING = {
    "en": "add prior: to this entry, 0 where there was nothing; or, where the source of last year "
    "lies in another folder, name that folder under predecessors: of department:",
    "zh": "请在此处补填 prior:（上年没有的填 0）；上年源文件在其他文件夹的，请在 department"
    "（部门概况）下填写 predecessors: [文件夹名]（前身），由该文件取数",
}


@pytest.mark.parametrize("language", MISSING)
def test_an_amount_that_nothing_tells_may_stand_in_another_folder(language: str) -> None:
    compiled = compile_text(_without_priors(KORLA))
    hints = {f.hint.in_words(Translator(language)) for f in compiled.findings if f.hint}
    assert MISSING[language] in hints


_RETIRED = "    - code: 2080501\n      amount: 3.92\n"


def _split(text: str, priors: tuple[str, str] = ("", "")) -> str:
    """Return a source in which the pensions stand on two lines of one code."""
    first, second = (f"      prior: {prior}\n" if prior else "" for prior in priors)
    two = (
        f"    - code: 2080501\n      amount: 1.92\n{first}"
        "      reason: 分列\n"
        f"    - code: 2080501\n      amount: 2.00\n{second}"
    )
    return with_change(text, _RETIRED, two)


def test_splitting_a_line_changes_nothing(tmp_path: Path) -> None:
    figures = _figures(_compile_2025(tmp_path, _split(_without_priors(KORLA))))
    assert figures["general_by_item.2080501"].exact == "3.92"
    assert "general_by_item.2080501.change.size" not in figures
    assert "basic.change.size" not in figures


def test_typed_amounts_of_a_split_line_are_compared_together(tmp_path: Path) -> None:
    right = _compile_2025(tmp_path / "right", _split(_without_priors(KORLA), ("1.92", "2.00")))
    assert "YOY001" not in {f.code for f in right.findings}
    wrong = _compile_2025(tmp_path / "wrong", _split(_without_priors(KORLA), ("1.92", "2.01")))
    assert [f.code for f in wrong.findings].count("YOY001") == 1


def test_a_project_paid_from_two_funds_keeps_each_funds_amount(tmp_path: Path) -> None:
    last = with_change(KORLA, "amount: 13}", "amount: 13, fund: government_fund.own}")
    last = with_change(last, "amount: 314.66\n", "amount: 301.66\n")
    last = with_change(
        last,
        "revenue:\n",
        "revenue:\n  - {fund: government_fund.own, amount: 13, prior: 0, reason: 新增}\n",
    )
    figures = _figures(_compile_2025(tmp_path, _without_priors(last), last))
    assert figures["general_projects"].exact == "24"
    assert [name for name in figures if name.startswith("general_projects.change")] == []


def test_a_typed_amount_of_the_three_public_is_compared_too(tmp_path: Path) -> None:
    text = with_change(
        _without_priors(KORLA), "reception: {reason", "reception: {prior: 1.00, reason"
    )
    compiled = _compile_2025(tmp_path / "typed", text)
    line = 1 + text[: text.index("reception: {prior")].count("\n")
    errors = [f for f in compiled.findings if f.severity is Severity.ERROR]
    assert found(errors) == [(line, 22, "YOY001")]
    restated = text.replace("prior: 1.00, reason", "prior: 1.00, restated: 口径调整, reason")
    assert not _compile_2025(tmp_path / "restated", restated).failed


def test_a_typed_amount_under_a_successor_is_compared_with_the_old_code(tmp_path: Path) -> None:
    last = with_change(KORLA, "code: 2080501", "code: 2089901")
    typed = "code: 2089999\n      amount: 3.92\n      prior: 3.92\n"
    text = with_change(_without_priors(KORLA), "code: 2080501\n      amount: 3.92\n", typed)
    compiled = _compile_2025(tmp_path, text, last)
    assert "YOY001" not in {f.code for f in compiled.findings}
    assert compiled.document is not None, found(compiled.findings)
