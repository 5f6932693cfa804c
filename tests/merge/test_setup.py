"""One command sets git up, and undoes it."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from budgetc.merge.setup import settings, with_block, without_block
from tests.cli.run import Ran, call, run
from tests.merge.repository import Repository
from tests.support import KORLA, korla_with

NAME = "budgets/korla/2024.yaml"
BLOCK = """\
# >>> budgetc git setup >>>
budgets/**/*.yaml diff=budgetc merge=budgetc
budgets/**/*.yml diff=budgetc merge=budgetc
# <<< budgetc git setup <<<
"""


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    repository = Repository(tmp_path / "帐 本", {NAME: KORLA}, ready=False)
    monkeypatch.chdir(repository.root)
    return repository


def setup(*arguments: str, language: str = "en") -> Ran:
    ran = call("git", "setup", *arguments, language=language)
    assert ran.code == 0, ran
    return ran


def state(repository: Repository) -> tuple[bytes, bytes | None]:
    attributes = repository.root / ".gitattributes"
    config = (repository.root / ".git/config").read_bytes()
    return config, attributes.read_bytes() if attributes.exists() else None


def test_git_is_set_up_and_everything_taken_back(repository: Repository) -> None:
    before = state(repository)
    setup()
    attributes = repository.git("check-attr", "diff", "merge", "--", NAME, "README.md")
    assert [line.split(": ")[-1] for line in attributes.splitlines()] == [
        "budgetc",
        "budgetc",
        "unspecified",
        "unspecified",
    ]
    setup("--undo")
    assert state(repository) == before


def test_doing_it_twice_changes_nothing_more(repository: Repository) -> None:
    setup()
    once = state(repository)
    assert ".gitattributes: nothing to change" in setup().out
    assert state(repository) == once
    setup("--undo")
    undone = state(repository)
    assert ".gitattributes: nothing to change" in setup("--undo").out
    assert state(repository) == undone


def test_it_says_what_it_did(repository: Repository) -> None:
    out = setup().out
    for name, value in settings(Path(sys.executable)).items():
        assert f"set in this clone: {name} = {value}\n" in out
        assert repository.git("config", "--local", name) == f"{value}\n"
    assert ".gitattributes: lines for budgets added\n" in out
    assert "overrule" not in out
    undone = setup("--undo").out
    assert ".gitattributes: lines for budgets taken out\n" in undone
    assert "no longer set in this clone: merge.budgetc.driver\n" in undone


def test_it_speaks_chinese(repository: Repository) -> None:
    said = setup(language="zh").out
    assert "git diff --no-textconv" in said
    assert "git blame --no-textconv" in said
    assert repository.read(".gitattributes") == BLOCK


@pytest.mark.parametrize(
    "content",
    [b"", b"*.pdf binary\n", b"*.pdf binary", b"*.pdf binary\r\n*.md text\r\n", b"\n\n", b"a\r\nb"],
)
def test_what_else_is_in_the_attributes_stays(content: bytes) -> None:
    full = with_block(content)
    assert full.startswith(content)
    assert b"budgets/**/*.yaml diff=budgetc merge=budgetc" in full
    assert with_block(full) == full
    assert without_block(full) == content
    assert without_block(content) == content


def test_lines_written_behind_ours_later_stay() -> None:
    full = with_block(b"a b\n") + b"c d\n"
    assert with_block(full) == full
    assert without_block(full) == b"a b\nc d\n"


def test_old_lines_of_ours_are_renewed() -> None:
    old = b"a b\n# >>> budgetc git setup >>>\nold\n# <<< budgetc git setup <<<\nc d\n"
    assert with_block(old) == b"a b\nc d\n" + BLOCK.encode()


def test_other_settings_of_the_clone_stay(repository: Repository) -> None:
    repository.git("config", "diff.budgetc.binary", "true")
    repository.git("config", "merge.other.driver", "true")
    before = state(repository)
    setup()
    setup("--undo")
    assert state(repository) == before


def test_settings_of_a_program_that_moved_are_replaced(repository: Repository) -> None:
    for old in ("/old/python -P -m budgetc git textconv --", "/older"):
        repository.git("config", "--add", "diff.budgetc.textconv", old)
    setup()
    values = repository.git("config", "--local", "--get-all", "diff.budgetc.textconv")
    assert values == settings(Path(sys.executable))["diff.budgetc.textconv"] + "\n"


def test_attributes_that_overrule_ours_are_told(repository: Repository) -> None:
    repository.write({".git/info/attributes": "*.yaml merge=union\n"})
    assert "overrule these" in setup().out


def test_attributes_that_are_a_link_are_refused(repository: Repository, tmp_path: Path) -> None:
    target = tmp_path / "elsewhere"
    target.write_bytes(b"")
    (repository.root / ".gitattributes").symlink_to(target)
    ran = call("git", "setup")
    assert ran.code == 1
    assert ".gitattributes is a link or a folder" in ran.err
    assert target.read_bytes() == b""


def test_folder_without_git_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "budgets").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    ran = call("git", "setup")
    assert ran.code == 1
    assert "not a git repository" in ran.err
    assert list(tmp_path.iterdir()) == [tmp_path / "budgets"]


def test_budgets_in_a_folder_of_the_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = f"finance/{NAME}"
    repository = Repository(tmp_path, {name: KORLA}, ready=False)
    monkeypatch.chdir(tmp_path / "finance" / "budgets")
    setup()
    assert repository.read("finance/.gitattributes") == BLOCK
    repository.commit({})
    repository.branch("theirs", {name: korla_with("amount: 78.48", "amount: 77.48")})
    repository.commit({name: korla_with("amount: 62.24", "amount: 63.24")})
    repository.git("merge", "--no-edit", "theirs")


def test_commands_are_quoted_for_the_shell_of_git() -> None:
    for path, program in (
        (PureWindowsPath(r"C:\Program Files\Py\python.exe"), "C:/Program Files/Py/python.exe"),
        (PurePosixPath("/opt/a'b $x/python"), "/opt/a'b $x/python"),
    ):
        words = settings(path)
        assert shlex.split(words["diff.budgetc.textconv"])[:4] == [program, "-P", "-m", "budgetc"]
        assert shlex.split(words["merge.budgetc.driver"])[0] == program
    percent = settings(PurePosixPath("/a%O/python"))
    assert percent["merge.budgetc.driver"].startswith("/a%%O/python ")
    assert percent["diff.budgetc.textconv"].startswith("/a%O/python ")


@pytest.mark.parametrize("python", ["/gone/bin/python", sys.executable], ids=["gone", "empty"])
def test_without_the_program_git_merges_by_line(repository: Repository, python: str) -> None:
    line = settings(PurePosixPath(python))["merge.budgetc.driver"]
    repository.git("config", "merge.budgetc.driver", line.replace("-P -m budgetc", "-P -m gone"))
    repository.write({".gitattributes": with_block(b"")})
    repository.commit({})
    repository.branch("theirs", {NAME: korla_with("amount: 62.24", "amount: 61.24")})
    repository.branch("apart", {NAME: korla_with('phone: "2119352"', 'phone: "2119353"')})
    repository.commit({NAME: korla_with("amount: 62.24", "amount: 63.24")})
    assert repository.run("merge", "--no-edit", "apart").code == 0
    ran = repository.run("merge", "--no-edit", "theirs")
    assert ran.code == 1
    assert f"budgetc does not run here: merged by line: {NAME}\n" in ran.err
    assert "then run: budgetc git setup\n" in ran.err
    text = repository.read(NAME)
    assert "<<<<<<< " in text
    assert "amount: 63.24}\n=======\n    - {code: 30101, amount: 61.24}\n>>>>>>> " in text
    assert "2119353" in text


def test_plumbing_is_not_listed(tmp_path: Path) -> None:
    ran = run("git", "--help", cwd=tmp_path)
    assert "setup" in ran.out
    assert "merge-driver" not in ran.out
