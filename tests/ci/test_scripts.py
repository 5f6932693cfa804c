"""The scripts of the action, as far as they run without a forge."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.reports.hostile import hostile_source
from tests.reports.runner import commands
from tests.support import KORLA, ROOT, with_change, write_files

CI = ROOT / "ci"
BIN = Path(sys.executable).parent
SOURCE = "budgets/bureau/2024.yaml"
UNBALANCED = with_change(KORLA, "amount: 314.66", "amount: 314.65")
RENAMED = with_change(KORLA, "name: 知识产权培训费\n", "name: 知识产权业务培训费\n")
NOTHING_COMPARED = (
    "Nothing was compared: the checkout has no revision HEAD^1. Check out more commits: "
    "fetch-depth: 2 on GitHub, GIT_DEPTH: 0 on GitLab."
)
NOTHING_COMPARED_ZH = (
    "未作对比：检出的代码中没有版本 HEAD^1。请检出更多提交：GitHub 设置 fetch-depth: 2，"
    "GitLab 设置 GIT_DEPTH: 0。"
)
ANNOTATIONS = {"error", "warning", "notice"}


def script(
    name: str, *arguments: str, cwd: Path, env: Mapping[str, str]
) -> subprocess.CompletedProcess[str]:
    kept = {key: os.environ[key] for key in ("PATH", "HOME") if key in os.environ}
    return subprocess.run(
        ["bash", CI / name, *arguments],
        cwd=cwd, env={**kept, "LANG": "C.UTF-8", **env}, capture_output=True, check=False,
        text=True,
    )  # fmt: skip


def git(folder: Path, *arguments: str) -> str:
    who = ("-c", "user.name=x", "-c", "user.email=x@example.org")
    done = subprocess.run(
        ["git", *who, *arguments], cwd=folder, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def commit(folder: Path, files: dict[str, str]) -> str:
    write_files(folder, files)
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "x")
    return git(folder, "rev-parse", "HEAD")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Return a repository with one committed budget."""
    folder = tmp_path / "repository"
    folder.mkdir()
    git(folder, "init", "--quiet", "--initial-branch=main")
    commit(folder, {SOURCE: KORLA})
    return folder


def review(
    repository: Path, *, forge: bool = True, **more: str
) -> subprocess.CompletedProcess[str]:
    """Run ci/review.sh as the action does; results are beside the repository."""
    beside = repository.parent
    github = {
        "GITHUB_ACTIONS": "true",
        "GITHUB_OUTPUT": str(beside / "output"),
        "GITHUB_STEP_SUMMARY": str(beside / "summary"),
    }
    env = {
        "BUDGETC": str(BIN / "budgetc"), "BUDGETC_LANG": "en", "BUDGETS": ".",
        "RESULTS": str(beside / "results"), **(github if forge else {}), **more,
    }  # fmt: skip
    return script("review.sh", cwd=repository, env=env)


def test_scripts_are_clean() -> None:
    done = subprocess.run(
        [BIN / "shellcheck", *sorted(CI.glob("*.sh"))],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.stdout == ""


@pytest.mark.needs("bash")
def test_a_review_checks_builds_and_says_what_changes(repository: Path) -> None:
    commit(repository, {SOURCE: RENAMED})
    ran = review(repository, FORMATS="markdown json")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    results = repository.parent / "results"
    built = {p.relative_to(results).as_posix() for p in (results / "documents").rglob("*.*")}
    assert built == {"documents/bureau/2024.md", "documents/bureau/2024.json"}
    comment = (results / "comment.md").read_text(encoding="utf-8")
    assert "知识产权业务培训费" in comment.replace("\u2060", "")
    assert (repository.parent / "summary").read_text(encoding="utf-8") == comment
    assert json.loads((results / "findings.sarif").read_bytes())["version"] == "2.1.0"
    assert (repository.parent / "output").read_text(encoding="utf-8") == (
        f"sarif={results}/findings.sarif\ndocuments={results}/documents\n"
    )
    assert git(repository, "status", "--porcelain") == ""


@pytest.mark.needs("bash")
def test_errors_fail_a_review_and_it_still_says_what_changes(repository: Path) -> None:
    commit(repository, {SOURCE: UNBALANCED})
    ran = review(repository)
    assert ran.returncode == 1
    titles = [one.properties["title"] for one in commands(ran.stdout) if one.name == "error"]
    assert titles == ["BAL001"]
    assert not list((repository.parent / "results/documents").iterdir())
    assert (repository.parent / "results/comment.md").stat().st_size > 0


@pytest.mark.needs("bash")
def test_warnings_fail_a_strict_review(repository: Path) -> None:
    assert review(repository).returncode == 0
    assert review(repository, STRICT="true").returncode == 1


@pytest.mark.needs("bash")
def test_outdated_documents_fail_a_review(repository: Path) -> None:
    subprocess.run([BIN / "budgetc", "build", "-o", "public"], cwd=repository, check=True,
                   capture_output=True)  # fmt: skip
    commit(repository, {})
    assert review(repository, COMMITTED="public").returncode == 0
    commit(repository, {SOURCE: RENAMED})
    ran = review(repository, COMMITTED="public")
    assert ran.returncode == 1
    assert "public/bureau/2024.md: out of date" in ran.stdout


@pytest.mark.needs("bash")
def test_a_checkout_that_git_does_not_read_fails_a_review(repository: Path) -> None:
    ran = review(repository, GIT_TEST_ASSUME_DIFFERENT_OWNER="1")
    assert ran.returncode == 1
    assert "dubious ownership" in ran.stdout
    assert "git config --global --add safe.directory" in ran.stdout
    assert "nothing to compare with" not in ran.stdout


@pytest.mark.needs("bash")
def test_a_first_commit_has_nothing_to_compare_with(repository: Path) -> None:
    ran = review(repository)
    assert ran.returncode == 0
    assert "nothing to compare with" in ran.stdout
    assert not (repository.parent / "results/comment.md").exists()


@pytest.mark.needs("bash")
@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", NOTHING_COMPARED),
        ("zh", NOTHING_COMPARED_ZH),
    ],
)
def test_a_pull_request_is_told_that_nothing_was_compared(
    repository: Path, language: str, said: str
) -> None:
    ran = review(repository, GITHUB_EVENT_NAME="pull_request", BUDGETC_LANG=language)
    assert ran.returncode == 0
    assert f"::warning::{said}\n" in ran.stdout
    assert (repository.parent / "results/comment.md").read_text(encoding="utf-8") == f"{said}\n"


@pytest.mark.needs("bash")
def test_outside_a_forge_the_report_is_for_people(repository: Path) -> None:
    ran = review(repository, forge=False)
    assert commands(ran.stdout) == []
    assert "warning[XTB010]" in ran.stdout


@pytest.mark.parametrize("text", ["##[add-mask]2024", "::add-mask::2024", "##[group]\U0001f600"])
@pytest.mark.needs("bash")
def test_no_source_gives_orders_to_the_runner(repository: Path, text: str) -> None:
    hostile = hostile_source(text).replace("amount: 314.65", "amount: 314.66")
    commit(repository, {SOURCE: hostile})
    plain = subprocess.run([BIN / "budgetc", "check"],
                           cwd=repository, capture_output=True, text=True, check=True)  # fmt: skip
    assert text in plain.stdout
    ran = review(repository, COMMITTED="public")
    found = commands(ran.stdout + "\n" + ran.stderr)
    assert {one.name for one in found} <= ANNOTATIONS | {"stop-commands"}
    words = [one.data for one in found if one.name == "stop-commands"]
    assert len(words) == len(set(words)) >= 3
    assert ran.stderr == ""
    assert text in ran.stdout


def test_without_stop_words_it_would(repository: Path) -> None:
    commit(repository, {SOURCE: hostile_source("##[add-mask]2024")})
    plain = subprocess.run([BIN / "budgetc", "check"], cwd=repository, capture_output=True,
                           text=True, check=False)  # fmt: skip
    assert "add-mask" in {one.name for one in commands(plain.stdout)}


# Nothing of the branch is executed

HOSTILE_FILES = (
    "venv.py", "ensurepip.py", "ensurepip/__init__.py", "pip.py", "pip/__init__.py", "json.py",
    "secrets.py", "re.py", "sitecustomize.py", "usercustomize.py", "runpy.py", "setup.py",
    "conftest.py", "click.py", "yaml.py", "jinja2.py", "budgetc.py", "budgetc/__init__.py",
    "budgetc/__main__.py", "encodings/__init__.py", "site.py",
)  # fmt: skip
HOOKS = ("pre-commit", "post-checkout", "post-index-change", "reference-transaction")


def _hostile_branch(repository: Path) -> Path:
    """Commit files that leave a mark when they run; return the mark."""
    mark = repository.parent / "ran"
    python = f"open({str(mark)!r}, 'a').write(__file__ + chr(10))\n"
    shell = f"#!/bin/sh\necho $0 >>{mark}\n"
    programs = dict.fromkeys(("python3", "git", "bash", "xelatex", "sh"), shell)
    commit(repository, {
        **dict.fromkeys(HOSTILE_FILES, python), **programs,
        "pyproject.toml": '[build-system]\nrequires = []\nbuild-backend = "venv"\n'
                          'backend-path = ["."]\n',
        ".gitattributes": "*.yaml diff=evil filter=evil merge=evil\n",
        ".pythonrc.py": python, "pip.conf": "[global]\nindex-url = https://evil.example\n",
    })  # fmt: skip
    for name in programs:
        (repository / name).chmod(0o755)
    for key in ("diff.evil.textconv", "diff.evil.command", "filter.evil.clean",
                "filter.evil.smudge", "merge.evil.driver", "core.fsmonitor", "core.pager",
                "core.sshCommand", "diff.external"):  # fmt: skip
        git(repository, "config", key, f"sh -c 'echo {key} >>{mark}; cat'")
    for hook in HOOKS:
        path = repository / ".git/hooks" / hook
        path.write_text(shell, encoding="utf-8")
        path.chmod(0o755)
    mark.unlink(missing_ok=True)
    return mark


@pytest.mark.needs("bash")
def test_the_installation_runs_nothing_of_the_branch(repository: Path) -> None:
    mark = _hostile_branch(repository)
    home = repository.parent / "venv"
    ran = script("install.sh", str(ROOT), str(home), cwd=repository, env={})
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert not mark.exists(), mark.read_text(encoding="utf-8")
    done = subprocess.run([home / "bin/budgetc", "check"], cwd=repository, capture_output=True,
                          text=True, check=False)  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert not mark.exists(), mark.read_text(encoding="utf-8")


def test_without_isolation_it_would(repository: Path) -> None:
    mark = _hostile_branch(repository)
    subprocess.run([sys.executable, "-m", "venv", "x"], cwd=repository, check=False)
    assert "venv.py" in mark.read_text(encoding="utf-8")


@pytest.mark.needs("bash")
def test_a_review_runs_nothing_of_the_branch(repository: Path) -> None:
    mark = _hostile_branch(repository)
    write_files(repository, {SOURCE: RENAMED})
    git(repository, "-c", "core.hooksPath=/dev/null", "-c", "core.fsmonitor=false",
        "-c", "filter.evil.clean=cat", "commit", "--quiet", "-am", "x")  # fmt: skip
    mark.unlink(missing_ok=True)
    ran = review(repository, FORMATS="markdown latex")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert (repository.parent / "results/comment.md").is_file()
    assert not mark.exists(), mark.read_text(encoding="utf-8")


# The comment

FAKE_GH = """#!{python} -I
import json, os, sys
sys.path.append({packages!r})
import jq
arguments = sys.argv[1:]
with open(os.environ["GH_LOG"], "a") as log:
    log.write(json.dumps(arguments) + "\\n")
said = json.load(open(os.environ["GH_SAYS"]))
if "--jq" in arguments:
    key = "pulls" if arguments[0] == "pr" else "comments"
    for line in jq.compile(arguments[arguments.index("--jq") + 1]).input_value(said[key]).all():
        print(line)
for argument in arguments:
    if argument.startswith("body=@"):
        body = open(argument[6:], encoding="utf-8").read()
        open(os.environ["GH_LOG"] + ".body", "w", encoding="utf-8").write(body)
"""
HEAD = "a" * 40


def comment(tmp_path: Path, text: str | None, says: dict[str, object]) -> list[list[str]]:
    """Run ci/comment.sh beside a stand-in for gh; return what gh was asked."""
    fake = tmp_path / "bin/gh"
    found = find_spec("jq")
    assert found is not None
    assert found.origin is not None
    packages = str(Path(found.origin).parent)
    write_files(tmp_path, {"bin/gh": FAKE_GH.format(python=sys.executable, packages=packages),
                     "says.json": json.dumps(says)})  # fmt: skip
    fake.chmod(0o755)
    if text is not None:
        write_files(tmp_path, {"comment.md": text})
    log = tmp_path / "gh.log"
    log.unlink(missing_ok=True)
    ran = script(
        "comment.sh", str(tmp_path / "comment.md"), cwd=tmp_path,
        env={"PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}", "GH_TOKEN": "x",
             "GH_LOG": str(log), "GH_SAYS": str(tmp_path / "says.json"),
             "GITHUB_REPOSITORY": "owner/name", "HEAD_SHA": HEAD},
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    return (
        [json.loads(line) for line in log.read_text("utf-8").splitlines()] if log.exists() else []
    )


PULLS = [{"number": 7, "headRefOid": HEAD}, {"number": 8, "headRefOid": "b" * 40}]
BOT = {"id": 70, "user": {"type": "Bot"}, "body": "<!-- budgetc -->\nold"}
PERSON = {"id": 71, "user": {"type": "User"}, "body": "<!-- budgetc -->\nmine"}
OTHER = {"id": 72, "user": {"type": "Bot"}, "body": "other"}


@pytest.mark.needs("bash")
def test_a_comment_goes_to_the_pull_request_of_the_commit(tmp_path: Path) -> None:
    asked = comment(tmp_path, "合计", {"pulls": PULLS, "comments": [PERSON, OTHER]})
    written = [one for one in asked if "--method" in one]
    assert [one[1:4] for one in written] == [["--method", "POST", written[0][3]]]
    assert written[0][3] == "repos/owner/name/issues/7/comments"
    assert (tmp_path / "gh.log.body").read_text("utf-8") == "<!-- budgetc -->\n合计"


@pytest.mark.needs("bash")
def test_the_comment_of_before_is_replaced(tmp_path: Path) -> None:
    asked = comment(tmp_path, "合计", {"pulls": PULLS, "comments": [PERSON, OTHER, BOT]})
    (written,) = [one for one in asked if "--method" in one]
    assert written[2:4] == ["PATCH", "repos/owner/name/issues/comments/70"]


@pytest.mark.needs("bash")
def test_a_comment_of_a_stranger_is_defused(tmp_path: Path) -> None:
    comment(tmp_path, "@everyone ![x](https://evil.example)", {"pulls": PULLS, "comments": []})
    body = (tmp_path / "gh.log.body").read_text("utf-8")
    assert "@e" not in body
    assert "](" not in body


@pytest.mark.needs("bash")
def test_without_a_comment_or_a_pull_request_nothing_is_written(tmp_path: Path) -> None:
    assert comment(tmp_path, None, {"pulls": PULLS, "comments": []}) == []
    asked = comment(tmp_path, "x", {"pulls": PULLS[1:], "comments": []})
    assert not [one for one in asked if "--method" in one]


@pytest.mark.needs("bash")
def test_a_link_in_the_place_of_the_comment_is_not_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("geheim", encoding="utf-8")
    (tmp_path / "comment.md").symlink_to(secret)
    assert comment(tmp_path, None, {"pulls": PULLS, "comments": []}) == []
