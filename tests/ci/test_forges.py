"""The action, the workflows to copy and the GitLab template, by the validators of others."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.support import ROOT
from tests.yaml_files import load

BIN = Path(sys.executable).parent
ACTIONS = [ROOT / "action.yml", ROOT / "ci/comment/action.yml"]
WORKFLOWS = [ROOT / "ci/github/budgets.yml", ROOT / "ci/github/comment.yml"]
GITLAB = ROOT / "ci/gitlab.yml"


def _run(*command: str | Path) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def _loaded(path: Path) -> Any:
    return load(path.read_text(encoding="utf-8"))


def _steps(path: Path) -> list[dict[str, Any]]:
    loaded = _loaded(path)
    if "runs" in loaded:
        return list(loaded["runs"]["steps"])
    return [step for job in loaded["jobs"].values() for step in job["steps"]]


def test_actions_and_workflows_fit_their_schemas() -> None:
    check = BIN / "check-jsonschema"
    _run(check, "--builtin-schema", "vendor.github-actions", *ACTIONS)
    _run(check, "--builtin-schema", "vendor.github-workflows", *WORKFLOWS)
    _run(check, "--builtin-schema", "custom.github-workflows-require-timeout", *WORKFLOWS)


def test_the_gitlab_template_fits_its_schema(tmp_path: Path) -> None:
    head, _, body = GITLAB.read_text(encoding="utf-8").partition("\n---\n")
    written = tmp_path / "gitlab.yml"
    written.write_text(body.replace("$[[ inputs.budgetc ]]", "budgetc"), encoding="utf-8")
    _run(BIN / "check-jsonschema", "--builtin-schema", "vendor.gitlab-ci", "--data-transform",
         "gitlab-ci", written)  # fmt: skip
    inputs = load(head)["spec"]["inputs"]
    assert set(re.findall(r"\$\[\[ inputs\.(\w+) \]\]", body)) == inputs.keys()


def test_an_auditor_finds_nothing_unsafe() -> None:
    said = _run(BIN / "zizmor", "--offline", "--no-progress", "--persona=auditor", "--config",
                ROOT / "tests/ci/data/zizmor.yml", *ACTIONS, *WORKFLOWS)  # fmt: skip
    assert "No findings" in said


@pytest.mark.parametrize("path", [*ACTIONS, *WORKFLOWS], ids=lambda path: path.parent.name)
def test_no_value_is_put_into_the_text_of_a_script(path: Path) -> None:
    for step in _steps(path):
        assert "${{" not in step.get("run", "")
        assert "secrets." not in str(step)


def test_only_the_workflow_that_sees_no_branch_may_write() -> None:
    review, comment = (_loaded(path) for path in WORKFLOWS)
    assert set(review["on"]) == {"pull_request", "push"}
    assert review["permissions"] == {"contents": "read"}
    assert not any("permissions" in job for job in review["jobs"].values())
    assert list(comment["on"]) == ["workflow_run"]
    assert comment["permissions"] == {}
    (job,) = comment["jobs"].values()
    assert job["permissions"] == {"actions": "read", "pull-requests": "write"}
    used = [step.get("uses", "") for step in [*job["steps"], *_steps(ACTIONS[1])]]
    assert not any("checkout" in name for name in used)


def test_python_looks_nowhere_but_into_its_own_folders() -> None:
    texts = [path.read_text(encoding="utf-8") for path in (*ROOT.glob("ci/*.sh"), GITLAB)]
    calls = [call for text in texts for call in re.findall(r"\bpython3? (?!budgetc)(-\S+)", text)]
    assert len(calls) >= 5
    assert set(calls) == {"-I"}


def test_the_scripts_that_are_named_are_there() -> None:
    for path in ACTIONS:
        for name in re.findall(r"\$GITHUB_ACTION_PATH/(\S+?\.sh)", path.read_text("utf-8")):
            assert (path.parent / name).is_file()
