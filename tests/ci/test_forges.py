"""The action, the workflows to copy and the GitLab template, by the validators of others."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.support import ROOT
from tests.yaml_files import load

BIN = Path(sys.executable).parent
ACTIONS = [ROOT / "action.yml", ROOT / "ci/comment/action.yml"]
WORKFLOWS = [ROOT / "ci/github/budgets.yml", ROOT / "ci/github/comment.yml"]
OWN = ROOT / ".github/workflows/ci.yml"
SYSTEMS, RELEASE, SLOW = (OWN.with_name(f"{name}.yml") for name in ("systems", "release", "slow"))
OURS = [OWN, SYSTEMS, RELEASE, SLOW]
FORMS = ROOT / ".github/ISSUE_TEMPLATE"
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
    _run(check, "--builtin-schema", "vendor.github-workflows", *WORKFLOWS, *OURS)
    _run(check, "--builtin-schema", "custom.github-workflows-require-timeout", *WORKFLOWS,
         *OURS)  # fmt: skip


def test_issue_forms_fit_their_schemas() -> None:
    check, forms = BIN / "check-jsonschema", sorted(set(FORMS.iterdir()) - {FORMS / "config.yml"})
    assert len(forms) == 2
    _run(check, "--builtin-schema", "vendor.github-issue-forms", *forms)
    _run(check, "--builtin-schema", "vendor.github-issue-config", FORMS / "config.yml")


def test_our_own_workflow_can_only_read() -> None:
    own = _loaded(OWN)
    assert set(own["on"]) == {"pull_request", "push"}
    assert own["permissions"] == {"contents": "read"}
    assert [step.get("run") for step in _steps(OWN)] == [None, ".ci/run"]


def test_slow_tests_run_every_week() -> None:
    slow = _loaded(SLOW)
    assert set(slow["on"]) == {"schedule", "workflow_dispatch"}
    assert slow["permissions"] == {"contents": "read"}
    assert [step.get("run") for step in _steps(SLOW)] == [None, ".ci/run", ".venv/bin/just slow"]


def test_each_action_is_named_by_its_commit() -> None:
    assert sorted(OWN.parent.iterdir()) == sorted(OURS)
    used = [step["uses"] for path in OURS for step in _steps(path) if "uses" in step]
    assert len(used) > 10
    assert [name for name in used if not re.fullmatch(r"[a-z/-]+@[0-9a-f]{40}", name)] == []


def test_every_python_and_system_that_is_promised_is_tried() -> None:
    (job,) = _loaded(SYSTEMS)["jobs"].values()
    matrix = job["strategy"]["matrix"]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert matrix["python"] == ["3.11", "3.12", "3.13", "3.14"]
    assert project["requires-python"] == f">={matrix['python'][0]}"
    assert [name.split("-")[0] for name in matrix["system"]] == ["ubuntu", "macos", "windows"]
    assert job["strategy"]["fail-fast"] is False


def test_the_rooms_that_windows_tests_start_no_process_by_fork() -> None:
    rooms = re.findall(r"tests/\w+", _steps(SYSTEMS)[-1]["run"])
    assert len(rooms) > 10
    texts = [path.read_text("utf-8") for room in rooms for path in (ROOT / room).rglob("*.py")]
    assert len(texts) > 50
    apart = re.compile(r"cli\.run|cli\.conftest|import (pty|fcntl|resource)\b|os\.fork|send_fds")
    assert not any(apart.search(text) for text in texts)


def test_only_what_runs_no_code_of_ours_may_publish() -> None:
    told = _loaded(RELEASE)
    assert told["on"] == {"push": {"tags": ["v[0-9]+.[0-9]+.[0-9]+"]}}
    assert told["permissions"] == {}
    jobs = told["jobs"]
    assert {name: job["permissions"] for name, job in jobs.items()} == {
        "build": {"contents": "read"},
        "attest": {"id-token": "write", "attestations": "write"},
        "publish": {"id-token": "write"},
        "page": {"contents": "write"},
    }
    assert jobs["publish"]["environment"]["name"] == "pypi"
    for name in ("attest", "publish", "page"):
        steps = jobs[name]["steps"]
        assert not any("checkout" in step.get("uses", "") for step in steps)
        runs = [step["run"] for step in steps if "run" in step]
        assert all(run.startswith("gh release create ") for run in runs)


def test_there_is_one_address_of_this_repository() -> None:
    urls = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["urls"]
    (address,) = {"/".join(url.split("/")[:5]) for url in urls.values()}
    owner = address.removeprefix("https://github.com/")
    files = [FORMS / "config.yml", *WORKFLOWS, GITLAB]
    named = {file: file.read_text("utf-8").count(owner) for file in files}
    assert owner.endswith("/budgetc")
    assert 0 not in named.values(), named


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
                ROOT / "tests/ci/zizmor.yml", *ACTIONS, *WORKFLOWS, *OURS)  # fmt: skip
    assert "No findings" in said


@pytest.mark.parametrize("path", [*ACTIONS, *WORKFLOWS, *OURS], ids=str)
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
