"""`check --format sarif`, by the official schema, Microsoft's validator and its own readers."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from budgetc.diagnostics import SEVERITIES, finding
from budgetc.diagnostics.messages import ENGLISH, Translator, msg
from budgetc.diagnostics.spans import Span
from budgetc.reports.baseline import Baselined
from budgetc.reports.checked import Checked
from budgetc.reports.sarif import render
from budgetc.rules.pages import load_page
from tests.cli.run import call
from tests.support import KORLA, with_change, write_files

from .hostile import hostile_check, hostile_source
from .npm import SARIF, program

SCHEMA = json.loads((Path(__file__).parent / "data/sarif-2.1.0.json").read_text(encoding="utf-8"))
SOURCE = "budgets/bureau/2024.yaml"
UNBALANCED = with_change(KORLA, "amount: 314.66", "amount: 314.65")
WAIVED = "waive:\n  - {rule: STF002, reason: 已报编办, until: 2099-12-31}\n"


def _checked_by_schema(text: str) -> Any:
    log = json.loads(text)
    validator = jsonschema.validators.validator_for(SCHEMA)(SCHEMA)
    assert [error.message for error in validator.iter_errors(log)] == []
    return log["runs"][0]


def _microsoft(text: str, folder: Path) -> list[str]:
    """Return what Microsoft's validator says of a log, as rule and level."""
    written, verdict = folder / "log.sarif", folder / "verdict.sarif"
    written.write_text(text, encoding="utf-8")
    done = subprocess.run(
        [program(SARIF), "validate", written, "--output", verdict],
        env={**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert verdict.is_file(), done.stdout + done.stderr
    run = json.loads(verdict.read_text(encoding="utf-8-sig"))["runs"][0]
    assert all(one["executionSuccessful"] for one in run["invocations"]), done.stdout
    return [f"{r['ruleId']} {r.get('level', 'warning')}" for r in run.get("results", ())]


@pytest.fixture
def bureau(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_files(tmp_path, {SOURCE: UNBALANCED + WAIVED})
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.needs("npm")
def test_a_check_is_valid_sarif(bureau: Path, language: str) -> None:
    ran = call("check", "--format", "sarif", language=language)
    assert ran.code == 1
    run = _checked_by_schema(ran.out)
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["tool"]["driver"]["semanticVersion"]
    error = next(result for result in run["results"] if result["level"] == "error")
    assert error["ruleId"] == "BAL001"
    assert run["tool"]["driver"]["rules"][error["ruleIndex"]]["id"] == "BAL001"
    assert error["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == SOURCE
    assert all("baselineState" not in result for result in run["results"])
    # The tool has no page of its own on the net; that is all that Microsoft misses.
    assert _microsoft(ran.out, bureau) == ["SARIF2005 warning"]


def test_a_region_is_where_the_text_report_points(bureau: Path) -> None:  # noqa: ARG001
    run = _checked_by_schema(call("check", "--format", "sarif").out)
    listed = json.loads(call("check", "--format", "json").out)
    regions = [r["locations"][0]["physicalLocation"]["region"] for r in run["results"]]
    assert [(r["startLine"], r["startColumn"]) for r in regions] == [
        (found["line"], found["column"]) for found in listed
    ]
    related = [
        [
            (o["physicalLocation"]["region"]["startLine"], o["message"]["text"])
            for o in r.get("relatedLocations", ())
        ]
        for r in run["results"]
    ]
    assert related == [[(o["line"], o["message"]) for o in found["related"]] for found in listed]


def test_a_waived_finding_is_suppressed_with_its_reason(bureau: Path) -> None:  # noqa: ARG001
    run = _checked_by_schema(call("check", "--format", "sarif").out)
    suppressed = {r["ruleId"]: r["suppressions"] for r in run["results"] if "suppressions" in r}
    assert suppressed.keys() == {"STF002"}
    ((one,),) = suppressed.values()
    assert (one["kind"], one["status"]) == ("inSource", "accepted")
    assert "已报编办" in one["justification"]


@pytest.mark.needs("npm")
def test_a_baseline_tells_new_known_and_gone(bureau: Path) -> None:
    call("check", "--write-baseline")
    write_files(bureau, {SOURCE: KORLA + WAIVED})
    text = call("check", "--format", "sarif").out
    states: dict[str, set[str]] = {}
    for result in _checked_by_schema(text)["results"]:
        states.setdefault(result["baselineState"], set()).add(result["ruleId"])
    assert states.keys() == {"new", "unchanged", "absent"}
    assert states["new"] == {"STF002"}  # waived, which no baseline knows
    assert states["absent"] == {"BAL001"}
    assert "YOY004" in states["unchanged"]
    assert _microsoft(text, bureau) == ["SARIF2005 warning"]


def test_each_rule_has_its_page_in_both_languages() -> None:
    findings = tuple(finding(code, msg("x"), Span.point("x.yaml")) for code in SEVERITIES)
    run = _checked_by_schema(render(Checked(Baselined(findings), ()), Translator("zh")))
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == sorted(SEVERITIES)
    for rule in rules:
        page = load_page(rule["id"])
        assert page.fix.en in rule["help"]["markdown"]
        assert page.fix.zh in rule["help"]["markdown"]
        assert rule["help"]["text"].startswith(f"{page.title.zh}\n\n"), "the asked one first"
        assert rule["shortDescription"]["text"] == page.title.zh
        assert rule["defaultConfiguration"]["level"] == SEVERITIES[rule["id"]]


@pytest.mark.needs("npm")
def test_what_a_stranger_typed_is_text_and_no_link(tmp_path: Path) -> None:
    text = render(hostile_check(), ENGLISH)
    run = _checked_by_schema(text)
    check = hostile_check()
    assert len(run["results"]) == sum(
        map(len, (check.baselined.new, check.baselined.known, check.baselined.gone))
    )
    assert "](" not in json.dumps(run["results"])
    assert set(text) & {chr(c) for c in (*range(9), 0x1B, 0x202E, 0x2028)} == set()
    uris = [
        r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for r in run["results"]
    ]
    assert all(uri.isascii() and uri.startswith("sub%20folder/") for uri in uris)
    assert _microsoft(text, tmp_path) == ["SARIF2005 warning"]


def test_a_hostile_source_makes_valid_sarif(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_files(tmp_path, {SOURCE: hostile_source("[x](https://evil.example){0}<script>")})
    monkeypatch.chdir(tmp_path)
    text = call("check", "--format", "sarif").out
    _checked_by_schema(text)
    assert "](https" not in text
