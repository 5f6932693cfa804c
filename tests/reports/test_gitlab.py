"""`check --format gitlab`, by what GitLab asks of a code quality report."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from budgetc.diagnostics.messages import ENGLISH
from budgetc.reports.gitlab import render
from tests.cli.run import call
from tests.support import write_files

from .hostile import hostile_check, hostile_source

REQUIRED = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "pattern": "^[^\\n]+$"},
            "check_name": {"type": "string"},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "not": {"pattern": "^\\./"}},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}
"""From docs.gitlab.com, "Code Quality report format": GitLab publishes no schema of it."""


def test_a_report_is_what_gitlab_asks_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_files(
        tmp_path, {"budgets/bureau/2024.yaml": hostile_source("@all [x](https://evil.example)")}
    )
    monkeypatch.chdir(tmp_path)
    ran = call("check", "--format", "gitlab", language="zh")
    assert ran.code == 1
    issues = json.loads(ran.out)
    jsonschema.validate(issues, REQUIRED)
    assert {issue["severity"] for issue in issues} == {"critical", "minor", "info"}
    (error,) = [issue for issue in issues if issue["severity"] == "critical"]
    assert error["check_name"] == "BAL001"
    assert error["description"].startswith("BAL001: ")


def test_fingerprints_are_all_different_and_nothing_waived_is_told() -> None:
    issues = json.loads(render(hostile_check(), ENGLISH))
    jsonschema.validate(issues, REQUIRED)
    shown = [found for found in hostile_check().baselined.new if found.waived is None]
    assert len({issue["fingerprint"] for issue in issues}) == len(issues) == len(shown)


def test_nothing_found_is_an_empty_list() -> None:
    from budgetc.reports.baseline import Baselined  # noqa: PLC0415
    from budgetc.reports.checked import Checked  # noqa: PLC0415

    assert json.loads(render(Checked(Baselined(()), ()), ENGLISH)) == []
