"""Every kind of finding has a small source that triggers it, and a test that says exactly where."""

from __future__ import annotations

import ast
import inspect
import re
from pathlib import Path

import pytest

from budgetc.diagnostics import KINDS
from budgetc.rules import RULES, Rule
from tests.support import EXAMPLES, ROOT, Found, find, find_errors

FAILING = sorted(EXAMPLES.glob("[A-Z]*/*.yaml"))
PASSING = sorted(EXAMPLES.glob("passing/*.yaml"))

WITHOUT_EXAMPLE = {
    "SYN006": "tests/source/test_read.py",  # bytes that no editor should see
    "SYN010": "tests/source/test_read.py",  # megabytes
    "SYN012": "tests/source/test_read.py",  # no file at all
    "LAY001": "tests/test_templates_of_workspace.py",
    "LAY101": "tests/jurisdictions",
    "LAY102": "tests/jurisdictions",
    "UNI001": "tests/units",
    "UNI002": "tests/units",
    "UNI003": "tests/units",
    "UNI004": "tests/units",
    "UNI005": "tests/units",
    "UNI006": "tests/units",
    "ROL005": "tests/units",
    "SCH007": "tests/test_broken_copies.py",
    "DAT001": "tests/test_data_files.py",
    "TPL001": "tests/test_templates_of_workspace.py",
    "OUT001": "tests/output",
    "PDF001": "tests/render/test_pdf.py",
    "PDF002": "tests/render/test_pdf.py",
    "PDF003": "tests/render/test_pdf.py",
}
"""Kinds that no source alone can trigger, and the file or folder of the tests that do."""


RULE_FAMILIES = ("BAL", "XTB", "PER", "YOY")


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


def _last_year(path: Path) -> bytes:
    """Return the source of last year that stands beside an example, if one does."""
    beside = path.with_suffix(".last-year.yml")
    return beside.read_bytes() if beside.is_file() else b""


def _name(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


@pytest.mark.parametrize("path", FAILING, ids=_name)
def test_a_failing_example_fails_as_it_says(path: Path) -> None:
    promised = expected(path)
    assert path.parent.name in {code for _, _, code in promised}
    assert find(path.read_bytes(), _last_year(path)) == promised


@pytest.mark.parametrize("path", PASSING, ids=_name)
def test_a_passing_example_passes(path: Path) -> None:
    assert find(path.read_bytes(), _last_year(path)) == []


def test_every_kind_has_an_example() -> None:
    shown = {path.parent.name for path in FAILING}
    assert len(shown) > 20, "the examples were not found"
    assert shown | WITHOUT_EXAMPLE.keys() == KINDS.keys()
    assert shown & WITHOUT_EXAMPLE.keys() == set()
    assert PASSING, "the passing examples were not found"


@pytest.mark.parametrize("code", WITHOUT_EXAMPLE)
def test_a_kind_without_an_example_has_a_test(code: str) -> None:
    place = ROOT / WITHOUT_EXAMPLE[code]
    tests = [
        node
        for path in ([place] if place.is_file() else sorted(place.glob("test_*.py")))
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    ]
    assert any(code in ast.unparse(test) for test in tests)


def test_the_examples_cover_every_family() -> None:
    assert {_family(path.parent.name) for path in FAILING} == {
        "SYN", "SCH", "AMT", "CLS", "JUR", "DOC", "BAL", "XTB", "PER", "YOY",
    }  # fmt: skip


def _family(code: str) -> str:
    return code[:3]


def test_rules_are_kinds_and_each_stands_once() -> None:
    codes = [rule.code for rule in RULES]
    assert len(codes) >= 5
    assert len(set(codes)) == len(codes)
    assert set(codes) <= KINDS.keys()
    # A hundred and more: found on the way to the rules, not by one.
    assert {c for c in KINDS if _family(c) in RULE_FAMILIES and int(c[3:]) < 100} == set(codes)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_stands_in_its_module_and_its_words_begin_with_its_code(rule: Rule) -> None:
    code, check = rule.code, rule.check
    assert (inspect.getdoc(check) or "").startswith(f"{code}: ")
    module = inspect.getmodule(check)
    assert module is not None
    assert module.__name__ == f"budgetc.rules.{code.lower()}"
    assert (module.__doc__ or "").startswith(f"{code}: ")


def test_every_rule_module_is_registered() -> None:
    modules = {path.stem for path in (ROOT / "compiler/budgetc/rules").glob("[a-z]*[0-9].py")}
    assert len(modules) >= 5, "the rule modules were not found"
    assert modules == {rule.code.lower() for rule in RULES}


def test_kinds_speak() -> None:
    assert len(KINDS) > 30
    for code, kind in KINDS.items():
        assert re.fullmatch(r"[A-Z]{3}[0-9]{3}", code), code
        assert kind.code == code
        assert kind.severity in ("error", "warning", "note"), code
        for text in (kind.title, kind.why, kind.fix):
            assert text.strip(), code
        assert kind.why.endswith("."), code
        assert kind.fix.endswith("."), code


@pytest.mark.parametrize("path", FAILING, ids=_name)
def test_a_failing_example_has_the_severity_of_its_kind(path: Path) -> None:
    errors = {code for _, _, code in find_errors(path.read_bytes(), _last_year(path))}
    usual = {code for _, _, code in expected(path) if KINDS[code].severity == "error"}
    assert errors == usual
