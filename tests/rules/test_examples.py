"""Every kind of finding has a small source that triggers it, and a test that says exactly where."""

from __future__ import annotations

import ast
import inspect
import re
from functools import cache
from pathlib import Path

import pytest

from budgetc.diagnostics import SEVERITIES
from budgetc.rules import RULES, Outcome
from budgetc.rules.pages import load_page
from tests.support import ROOT, Found, found

from .examples import FAILING, PASSING, PASSING_ALL, compiled, name_of

WITHOUT_EXAMPLE = {
    "SYN006": "tests/source/test_read.py",  # bytes that no editor should see
    "SYN010": "tests/source/test_read.py",  # megabytes
    "SYN012": "tests/source/test_read.py",  # no file at all
    "SYN016": "tests/files/test_names.py",  # names of files
    "SYN017": "tests/files/test_names.py",
    "SYN018": "tests/files/test_names.py",
    "LAY001": "tests/jurisdiction/test_templates_of_workspace.py",
    "LAY101": "tests/jurisdiction",
    "LAY102": "tests/jurisdiction",
    "DOC002": "tests/layout/test_reads.py",
    "DOC003": "tests/layout/test_other_kinds.py",
    "INT001": "tests/ledger/test_agreement.py",  # faults of the compiler, made by hand
    "INT002": "tests/layout/test_declared_sections.py",
    "LAY103": "tests/jurisdiction",
    "LAY104": "tests/jurisdiction/test_typed_numbers.py",
    "LAY105": "tests/publish/test_contradictions.py",
    "UNI007": "tests/budget/test_laws.py",
    "UNI008": "tests/budget/test_laws.py",
    "UNI009": "tests/budget/test_laws.py",
    "YOY103": "tests/budget/test_laws.py",
    "YOY104": "tests/inputs/test_predecessors.py",
    "ROL004": "tests/region",
    "ROL007": "tests/budget/test_transfers.py",
    "ROL008": "tests/cli/test_namesakes.py",
    "SCH007": "tests/pipeline/test_broken_copies.py",
    "SCH008": "tests/cli/test_copies.py",
    "DAT001": "tests/files/test_data_files.py",
    "TPL001": "tests/jurisdiction/test_templates_of_workspace.py",
    "OUT001": "tests/files/test_writing.py",
    "FRM001": "tests/form/test_refused.py",
    "FRM002": "tests/form/test_refused.py",
    "FRM003": "tests/cli/test_form.py",
    "FRM004": "tests/form/test_refused.py",
    "FRM005": "tests/form/test_unread.py",
    "FRM006": "tests/form/test_refused.py",
    "IMP001": "tests/recovery/test_tables.py",
    "IMP002": "tests/recovery/test_tables.py",
    "IMP003": "tests/recovery/test_tables.py",
    "PDF001": "tests/render/test_pdf.py",
    "PDF002": "tests/render/test_pdf.py",
    "PDF003": "tests/render/test_pdf.py",
    "PDF004": "tests/render/test_pdf.py",
    "PDF005": "tests/render/test_typst.py",
}
"""Kinds that no source alone can trigger, and the file or folder of the tests that do."""


def expected(path: Path) -> list[Found]:
    """Return what the first line of an example promises: `# expect: CODE line:column, …`."""
    first = path.read_text(encoding="utf-8").split("\n", 1)[0]
    match = re.fullmatch(r"# expect: (.+)", first)
    assert match, f"{path} does not begin with # expect:"
    return [_found(item) for item in match.group(1).split(", ")]


def _found(item: str) -> Found:
    match = re.fullmatch(r"([A-Z]{3}[0-9]{3}) ([0-9]+):([0-9]+)", item)
    assert match, item
    return int(match.group(2)), int(match.group(3)), match.group(1)


@pytest.mark.parametrize("path", FAILING, ids=name_of)
def test_a_failing_example_fails_as_it_says(path: Path) -> None:
    promised = expected(path)
    assert path.parent.name in {code for _, _, code in promised}
    assert found(compiled(path).findings) == promised


@pytest.mark.parametrize("path", [*PASSING, *PASSING_ALL], ids=name_of)
def test_a_passing_example_passes(path: Path) -> None:
    assert found([f for f in compiled(path).findings if f.waived is None]) == []


@pytest.mark.parametrize("path", PASSING, ids=name_of)
def test_a_passing_example_is_judged_by_its_rule(path: Path) -> None:
    code = path.parent.parent.name
    outcomes = {result.rule: result.outcome for result in compiled(path).results}
    assert outcomes[code] is Outcome.PASSED


def test_every_rule_has_both_examples() -> None:
    rules = {rule.code for rule in RULES}
    assert rules - {path.parent.name for path in FAILING} == set(), "these never fail"
    assert rules - {path.parent.parent.name for path in PASSING} == set(), "these never pass"


def test_every_kind_has_an_example() -> None:
    shown = {path.parent.name for path in FAILING}
    assert len(shown) > 20, "the examples were not found"
    assert shown | WITHOUT_EXAMPLE.keys() == SEVERITIES.keys()
    assert shown & WITHOUT_EXAMPLE.keys() == set()
    assert PASSING_ALL, "the passing examples were not found"


def test_a_kind_without_an_example_has_a_test() -> None:
    untested = [code for code, place in WITHOUT_EXAMPLE.items() if code not in _tests_in(place)]
    assert untested == []


@cache
def _tests_in(place: str) -> str:
    """Return the text of the tests of a file or folder."""
    path = ROOT / place
    return "\n".join(
        ast.unparse(node)
        for file in ([path] if path.is_file() else sorted(path.glob("test_*.py")))
        for node in ast.parse(file.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    )


def test_each_rule_stands_once() -> None:
    codes = [rule.code for rule in RULES]
    assert len(codes) >= 5
    assert len(set(codes)) == len(codes)
    assert set(codes) <= SEVERITIES.keys()


def test_a_rule_stands_in_its_module_whose_words_begin_with_its_code() -> None:
    for rule in RULES:
        code, module = rule.code, inspect.getmodule(rule.check)
        assert module is not None, code
        assert module.__name__ == f"budgetc.rules.{code[:3].lower()}.{code.lower()}"
        assert (module.__doc__ or "").startswith(f"{code}: "), code
        assert load_page(code).source is not None, code


def test_every_rule_module_is_registered() -> None:
    modules = {path.stem for path in (ROOT / "compiler/budgetc/rules").glob("*/*[0-9].py")}
    assert len(modules) >= 5, "the rule modules were not found"
    assert modules == {rule.code.lower() for rule in RULES}


def test_codes_and_severities_are_of_their_form() -> None:
    assert len(SEVERITIES) > 30
    for code, severity in SEVERITIES.items():
        assert re.fullmatch(r"[A-Z]{3}[0-9]{3}", code), code
        assert severity in ("error", "warning", "note"), code


def test_findings_have_the_severity_of_their_kind_or_a_milder_one() -> None:
    seen = {(f.code, f.severity.label) for path in FAILING for f in compiled(path).findings}
    usual = {(code, SEVERITIES[code]) for code, _ in seen}
    assert usual - seen == set(), "no example shows these"
    assert [code for code, label in seen - usual if label == "error"] == []
