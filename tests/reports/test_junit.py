"""`check --format junit`, by Jenkins' schema of test reports."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
import xmlschema

from budgetc.diagnostics.messages import ENGLISH
from budgetc.reports.junit import render
from tests.cli.run import call
from tests.support import KORLA, with_change, write_files

from .hostile import WORDS, hostile_check, hostile_source

SCHEMA = xmlschema.XMLSchema(Path(__file__).parent / "data/junit-10.xsd")
SOURCE = "budgets/bureau/2024.yaml"
UNBALANCED = with_change(KORLA, "amount: 314.66", "amount: 314.65")
WAIVED = "waive:\n  - {rule: STF002, reason: 已报编办, until: 2099-12-31}\n"
TALLY = {"passed": "", "failed": "failure", "waived": "skipped", "not evaluated": "skipped",
         "not applicable": "skipped"}  # fmt: skip


def _read(text: str) -> ElementTree.Element:
    root = ElementTree.fromstring(text.encode())  # noqa: S314  # our own
    SCHEMA.validate(text)
    return root


def _outcomes(suite: ElementTree.Element) -> dict[str, str]:
    return {
        case.attrib["name"]: case[0].tag if len(case) else "" for case in suite.iter("testcase")
    }


@pytest.fixture
def bureau(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_files(tmp_path, {SOURCE: UNBALANCED + WAIVED})
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_each_rule_is_a_test_with_its_outcome(bureau: Path) -> None:  # noqa: ARG001
    ran = call("check", "--format", "junit")
    assert ran.code == 1
    (suite,) = _read(ran.out)
    rules = json.loads(call("check", "--format", "json", "--coverage").out)["rules"]
    assert suite.attrib["name"] == SOURCE
    assert _outcomes(suite) == {rule["rule"]: TALLY[rule["outcome"]] for rule in rules}
    assert suite.attrib["tests"] == str(len(rules))
    failures = [case for case in suite.iter("testcase") if case.find("failure") is not None]
    assert suite.attrib["failures"] == str(len(failures))
    waived = suite.find("testcase[@name='STF002']/skipped")
    assert waived is not None
    assert "已报编办" in waived.attrib["message"]
    reasons = [skipped.attrib["message"] for skipped in suite.iter("skipped")]
    assert all(reasons)
    failure = suite.find("testcase[@name='BAL001']/failure")
    assert failure is not None
    assert failure.attrib["type"] == "error"
    assert f"{SOURCE}:" in (failure.text or "")


def test_what_a_baseline_knows_is_skipped(bureau: Path) -> None:  # noqa: ARG001
    call("check", "--write-baseline")
    ran = call("check", "--format", "junit")
    assert ran.code == 0
    (suite,) = _read(ran.out)
    assert suite.attrib["failures"] == "0"
    known = suite.find("testcase[@name='BAL001']/skipped")
    assert known is not None
    assert "budgets/baseline.json" in known.attrib["message"]


def test_what_cannot_be_read_is_a_failed_test(bureau: Path) -> None:
    write_files(bureau, {SOURCE: "a: [", "budgets/other/2024.yaml": KORLA})
    one, other = _read(call("check", "--format", "junit").out)
    assert _outcomes(one) == {"SYN001": "failure"}
    assert len(_outcomes(other)) > 50


def test_figures_of_nobody_are_a_suite_of_their_file(bureau: Path) -> None:
    total = "{department: nobody, year: 2024, figure: revenue, amount: 1}"
    write_files(bureau, {"budgets/control-totals.yaml": f"unit: 万元\ntotals:\n  - {total}\n"})
    _, other = _read(call("check", "--format", "junit").out)
    assert other.attrib["name"] == "budgets/control-totals.yaml"
    assert list(_outcomes(other).values()) == ["failure"]


def test_any_text_makes_valid_xml() -> None:
    root = _read(render(hostile_check(), ENGLISH))
    check = hostile_check()
    files = {found.span.file for found in check.baselined.new}
    assert len(root) == len(files)
    assert {element.tag for element in root.iter()} <= {
        "testsuites", "testsuite", "testcase", "failure", "skipped",
    }  # fmt: skip


@pytest.mark.parametrize("text", [word for word in WORDS if word.isprintable()])
def test_any_source_makes_valid_xml(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    write_files(tmp_path, {SOURCE: hostile_source(text)})
    monkeypatch.chdir(tmp_path)
    _read(call("check", "--format", "junit").out)
