"""Two states of a real repository: which are compared, and that nothing of them is executed."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from budgetc.diff import committed
from tests.budget.department import without_priors
from tests.cli.run import call
from tests.diff.repository import BUREAU, changes, codes, commit, data, diff, git, repository
from tests.support import EXAMPLES, KORLA, MINIMAL, ROOT, with_change, write_files

OFFICE = "budgets/office/2024.yaml"
REASON = "reason: 退休人员年底绩效增加"


def _with_reason(text: str) -> str:
    return with_change(KORLA, REASON, f"reason: {text}")


@pytest.fixture(name="home")
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a repository: on main one reason, then on branch `adjust` another."""
    folder = repository(tmp_path / "home", {BUREAU: KORLA})
    git(folder, "checkout", "--quiet", "-b", "adjust")
    monkeypatch.chdir(folder)
    return folder


def _reasons(found: dict[str, object]) -> tuple[str | None, str | None]:
    ((_, _, before, after),) = changes(found)
    return before, after


def test_from_where_the_branch_began_to_the_files_as_they_are(home: Path) -> None:
    commit(home, {BUREAU: _with_reason("甲")})
    write_files(home, {BUREAU: _with_reason("乙")})
    git(home, "branch", "--force", "other", "main")
    assert _reasons(data()) == ("退休人员年底绩效增加", "乙")


def test_what_main_did_since_is_no_change_of_the_branch(home: Path) -> None:
    commit(home, {BUREAU: _with_reason("甲")})
    git(home, "checkout", "--quiet", "main")
    commit(home, {BUREAU: with_change(KORLA, "issued: 2024-02-08", "issued: 2024-02-09")})
    git(home, "checkout", "--quiet", "adjust")
    assert _reasons(data()) == ("退休人员年底绩效增加", "甲")
    assert _reasons(data("main...adjust")) == ("退休人员年底绩效增加", "甲")
    assert _reasons(data("main...")) == ("退休人员年底绩效增加", "甲")
    assert len(changes(data("main..adjust"))) == 2
    assert len(changes(data("main", "adjust"))) == 2


def test_the_branch_of_the_forge_counts_before_the_local_one(home: Path, tmp_path: Path) -> None:
    commit(home, {BUREAU: _with_reason("甲")})
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", str(home), str(clone))
    git(clone, "checkout", "--quiet", "-b", "more")
    head = (clone / ".git/refs/remotes/origin/HEAD").read_text(encoding="utf-8")
    assert head.strip().endswith("origin/adjust")
    assert data(str(clone / BUREAU))["differs"] is False


def test_one_revision_is_compared_with_the_files_as_they_are(home: Path) -> None:
    commit(home, {BUREAU: _with_reason("甲")})
    write_files(home, {BUREAU: _with_reason("乙")})
    assert _reasons(data("HEAD")) == ("甲", "乙")
    assert _reasons(data("HEAD~1", "HEAD")) == ("退休人员年底绩效增加", "甲")


def test_a_source_that_was_never_added_counts(home: Path) -> None:
    write_files(home, {OFFICE: KORLA})
    found = data()
    assert [(one["before"], one["after"]) for one in found["sources"]] == [(None, OFFICE)]
    assert [(act, path) for act, path, *_ in changes(found)] == [("added", "")]
    assert found["sources"][0]["totals"][1]["amount"] == "314.66"
    assert diff().out.splitlines()[1].startswith("new sources: 1; changes: ")
    assert diff(language="zh").out.splitlines()[1].startswith("新增源文件1个；")


def test_a_revision_that_a_shallow_clone_has_not(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_files(home, {OFFICE: KORLA})
    commit(home)
    git(tmp_path, "clone", "--quiet", "--depth", "1", home.as_uri(), "shallow")
    monkeypatch.chdir(tmp_path / "shallow")
    said = (
        "HEAD^1 is not here, and this clone is shallow: it has the last commits alone; if it is a "
        "revision, fetch the rest with git fetch --unshallow, or in a pipeline check out more "
        "commits (fetch-depth: 2, GIT_DEPTH: 0)"
    )
    for words in (("HEAD^1",), ("HEAD^1", "HEAD")):
        assert call("diff", *words).err.endswith(f"Error: {said}\n")
    assert call("diff", "HEAD^1", language="zh").err.endswith(
        "这里没有 HEAD^1，而本仓库是浅克隆，只含最近的提交；如它是一个版本，"
        "请用 git fetch --unshallow 取回其余提交，"
        "在流水线中则检出更多提交（fetch-depth: 2、GIT_DEPTH: 0）\n"
    )


def test_a_source_that_is_gone(home: Path) -> None:
    (home / BUREAU).unlink()
    write_files(home, {OFFICE: MINIMAL})
    found = data()
    assert (BUREAU, None) in [(one["before"], one["after"]) for one in found["sources"]]
    assert "is there no more" in diff().out
    assert [one["before"] for one in data("HEAD", BUREAU)["sources"]] == [BUREAU]


def test_a_renamed_source_is_the_same_source(home: Path) -> None:
    (home / "budgets/bureau").rename(home / "budgets/office")
    write_files(home, {OFFICE: _with_reason("甲")})
    found = data()
    assert [(one["before"], one["after"]) for one in found["sources"]] == [(BUREAU, OFFICE)]
    assert _reasons(found) == ("退休人员年底绩效增加", "甲")
    assert codes(found, "new") == ["NAR012"]  # of the short reason
    assert codes(found, "fixed") == []
    assert f"{BUREAU} is now {OFFICE}" in diff().out


def test_only_the_named_sources(home: Path) -> None:
    commit(home, {BUREAU: _with_reason("甲"), OFFICE: _with_reason("乙")})
    assert {one["after"] for one in data()["sources"]} == {BUREAU, OFFICE}
    assert {one["after"] for one in data("main", "budgets/office")["sources"]} == {OFFICE}
    assert {one["after"] for one in data("main", "HEAD", OFFICE)["sources"]} == {OFFICE}


def test_lines_that_moved_are_no_change(home: Path) -> None:
    write_files(home, {BUREAU: "# 说明\n\n" + KORLA.replace("amount: 62.24", "amount:   62.240")})
    found = data()
    assert found["differs"] is False
    assert len(codes(found, "still")) > 5
    assert call("diff", "--exit-code").code == 0


def test_the_exit_code_says_whether_anything_differs_where_it_is_asked_to(home: Path) -> None:
    write_files(home, {BUREAU: _with_reason("甲")})
    assert call("diff").code == 0
    assert call("diff", "--exit-code").code == 1


def test_what_nothing_can_judge_any_more_is_not_told_as_fixed(home: Path) -> None:
    """A point of thousands made a source unreadable, and a finding of it was told as mended."""
    commit(home, {BUREAU: with_change(KORLA, "establishment: 14", "establishment: 17")})
    typed = with_change(KORLA, "amount: 62.24", "amount: {of: 62.24}")
    commit(home, {BUREAU: typed})
    found = data("HEAD~1")
    assert codes(found, "fixed") == []
    assert "STF002" not in codes(found, "still")
    assert len(codes(found, "unjudged")) > 5
    assert f"earlier findings that nothing can tell of now: {len(codes(found, 'unjudged'))}" in (
        diff("HEAD~1").out
    )


def test_what_nothing_could_judge_before_is_not_told_as_new(home: Path) -> None:
    """A file that could be read again had each of its findings told as one of the change."""
    commit(home, {BUREAU: "unit: [\n"})
    commit(home, {BUREAU: KORLA})
    found = data("HEAD~1")
    assert codes(found, "new") == []
    assert len(codes(found, "revealed")) > 5
    head = f"findings that nothing could tell of before: {len(codes(found, 'revealed'))}\n"
    assert head in diff("HEAD~1").out
    assert "warning[STF002]: " in diff("HEAD~1").out
    assert "STF002" in diff("HEAD~1", "--format", "markdown").out
    assert codes(data("HEAD~2"), "revealed") == []


def test_of_an_amount_that_nobody_can_read_no_difference_is_told(home: Path) -> None:
    typed = with_change(KORLA, "amount: 62.24", "amount: 62.2401234")
    commit(home, {BUREAU: typed})
    out = diff("HEAD~1").out
    assert "62.24 → 62.2401234\n" in out


def test_findings_are_new_fixed_or_still_there(home: Path) -> None:
    commit(home, {BUREAU: with_change(KORLA, "establishment: 14", "establishment: 17")})
    found = data()
    assert codes(found, "fixed") == ["STF002"]
    assert codes(found, "new") == []
    back = data("HEAD", "main")
    assert codes(back, "new") == ["STF002"]
    assert codes(back, "still") == codes(found, "still")


def test_a_state_with_errors_is_laid_out_and_said_to_have_errors(home: Path) -> None:
    write_files(home, {BUREAU: with_change(KORLA, "amount: 314.66", "amount: 314.60")})
    found = data()
    assert "BAL001" in codes(found, "new")
    assert found["sources"][0]["states"] == ["compiled", "faulty"]
    assert found["sources"][0]["groups"]
    assert f"after: {BUREAU} has errors and cannot be published" in diff().out


def test_of_a_state_that_does_not_compile_the_sources_are_compared(home: Path) -> None:
    text = with_change(KORLA, "issued: 2024-02-08", "isued: 2024-02-08")
    write_files(home, {BUREAU: with_change(text, REASON, "reason: 甲")})
    found = data()
    assert changes(found) == [
        ("changed", "basic_expenditure.by_function.2080501.reason", "退休人员年底绩效增加", "甲"),
        ("removed", "issued", "2024-02-08", None),
        ("added", "isued", None, "2024-02-08"),
    ]
    assert found["sources"][0]["groups"] == []
    assert "SCH002" in codes(found, "new")
    assert "cannot be compiled; only what was typed is compared" in diff().out
    assert "not known: not everything compiles" in diff("--format", "markdown").out


def test_a_state_that_is_no_yaml(home: Path) -> None:
    write_files(home, {BUREAU: "year: 2024\n  unit: 元\n"})
    found = data()
    assert changes(found) == []
    assert found["differs"] is True
    assert "cannot be read; nothing of it is compared" in diff().out
    assert "cannot be read" in diff("--format", "markdown").out


def test_a_workspace_below_the_top_of_a_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    top = repository(tmp_path / "top", {f"州/本级/{BUREAU}": KORLA, "budgets/x/2024.yaml": KORLA})
    write_files(top, {f"州/本级/{BUREAU}": _with_reason("甲")})
    monkeypatch.chdir(top / "州/本级/budgets/bureau")
    found = data()
    assert [one["after"] for one in found["sources"]] == [BUREAU]
    assert _reasons(found)[1] == "甲"


def test_a_repository_that_counts_in_sha256(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(tmp_path, "init", "--quiet", "-b", "main", "--object-format=sha256")
    commit(tmp_path, {BUREAU: KORLA, OFFICE: KORLA})
    write_files(tmp_path, {BUREAU: _with_reason("甲")})
    monkeypatch.chdir(tmp_path)
    found = data()
    assert _reasons(found)[1] == "甲"
    assert found["compiled"] == 2


def test_a_change_of_last_years_source_is_a_cause_in_this_years(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    last = with_change(KORLA, "year: 2024\n", "year: 2023\n")
    earlier = "budgets/bureau/2023.yaml"
    home = repository(tmp_path / "years", {earlier: last, BUREAU: without_priors(KORLA)})
    write_files(home, {earlier: with_change(last, "amount: 203.53", "amount: 200.53")})
    monkeypatch.chdir(home)
    found = data("main", BUREAU)
    assert [(one["after"]["file"], one["difference"]) for one in found["changes"]] == [
        (earlier, "-3")
    ]
    (source,) = found["sources"]
    assert source["after"] == BUREAU
    consequences = [one for group in source["groups"] for one in group["consequences"]]
    assert len(consequences) > 2
    assert all(one["causes"] == [1] for one in consequences)


# Data files of the workspace


@pytest.fixture(name="tiny")
def _tiny(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a repository with a jurisdiction of its own."""
    folder = tmp_path / "tiny"
    shutil.copytree(EXAMPLES / "templates", folder / "templates")
    repository(folder, {BUREAU: MINIMAL})
    monkeypatch.chdir(folder)
    return folder


def _edit(path: Path, old: str, new: str) -> None:
    path.write_text(with_change(path.read_text(encoding="utf-8"), old, new), encoding="utf-8")


def test_each_state_is_compiled_with_its_own_templates(tiny: Path) -> None:
    _edit(tiny / "templates/tiny/document.j2", "，支出", "，本年支出")
    found = data()
    assert changes(found) == []
    assert [one["name"] for one in found["files"]] == ["templates/tiny/document.j2"]
    ((one,),) = ([g["consequences"] for g in found["sources"][0]["groups"]],)
    assert [(c["before"], c["after"], c["causes"]) for c in one] == [
        ("收入12万元，支出12万元。", "收入12万元，本年支出12万元。", [1])
    ]
    commit(tiny)
    again = data("HEAD~1", "HEAD")
    assert again["sources"][0]["groups"] == found["sources"][0]["groups"]


def test_each_state_is_checked_by_its_own_schema(tiny: Path) -> None:
    schema = (ROOT / "schema/budget.schema.json").read_text(encoding="utf-8")
    write_files(tiny, {"schema/budget.schema.json": schema.replace('"issued"', '"published"')})
    write_files(tiny, {BUREAU: MINIMAL.replace("issued:", "published:")})
    found = data()
    assert found["sources"][0]["states"][0] == "compiled"
    assert [(act, path) for act, path, *_ in changes(found)] == [
        ("removed", "issued"),
        ("added", "published"),
    ]


# Strangers


def test_nothing_that_a_repository_sets_up_runs(home: Path, tmp_path: Path) -> None:
    ran = tmp_path / "ran"
    touch = f"touch {ran}; cat"
    commit(home, {".gitattributes": "*.yaml filter=evil diff=evil merge=evil\n"})
    for key in ("filter.evil.smudge", "filter.evil.clean", "filter.evil.process",
                "diff.evil.textconv", "diff.evil.command", "diff.external", "core.fsmonitor",
                "core.pager", "core.editor"):  # fmt: skip
        git(home, "config", key, touch)
    hooks = home / ".git/hooks"
    hooks.mkdir(exist_ok=True)
    for name in ("post-checkout", "pre-commit", "post-index-change", "reference-transaction"):
        (hooks / name).write_text(f"#!/bin/sh\ntouch {ran}\n", encoding="utf-8")
        (hooks / name).chmod(0o755)
    write_files(home, {BUREAU: _with_reason("甲")})
    assert _reasons(data())[1] == "甲"
    assert _reasons(data("HEAD", "."))[1] == "甲"
    assert not ran.exists()


def test_links_and_other_names_lead_nowhere(home: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.yaml"
    secret.write_text(_with_reason("秘密"), encoding="utf-8")
    (home / "budgets/link").mkdir()
    (home / "budgets/link/2024.yaml").symlink_to(secret)
    (home / "templates").symlink_to(tmp_path)
    head = commit(home, {BUREAU: _with_reason("甲")})
    blob = git(home, "rev-parse", f"HEAD:{BUREAU}")
    stream = (
        "commit refs/heads/evil\ncommitter a <a@b> 0 +0000\ndata 0\n"
        f"from {head}\nM 100644 {blob} budgets/c:/2024.yaml\n"
    )
    subprocess.run(["git", "fast-import", "--quiet"], cwd=home, input=stream.encode(), check=True)
    for words in ((), ("main", "HEAD"), ("main", "evil")):
        found = data(*words)
        assert {one["after"] for one in found["sources"]} == {BUREAU}
        assert "秘密" not in str(found)
    assert list(tmp_path.glob("2024.yaml")) == []


def test_a_tree_with_names_that_lead_out_writes_nothing_there(home: Path, tmp_path: Path) -> None:
    blob = git(home, "rev-parse", f"HEAD:{BUREAU}")
    names = [f"100644 blob {blob}\t2024.yaml", "040000 tree {}\t..", "040000 tree {}\tbudgets"]
    tree = ""
    for name in names:
        made = subprocess.run(
            ["git", "mktree"], cwd=home, input=name.format(tree).encode(), check=True,
            capture_output=True,
        )  # fmt: skip
        tree = made.stdout.decode().strip()
    evil = git(home, "commit-tree", tree, "-m", "x")
    assert git(home, "ls-tree", "-r", "--name-only", evil) == "budgets/../2024.yaml"
    assert committed(home, evil, "evil").ids == {}
    assert data("main", evil)["sources"][0]["after"] is None
    assert list(tmp_path.glob("*.yaml")) == []


def test_a_revision_cannot_be_an_option(home: Path) -> None:
    commit(home, {BUREAU: _with_reason("甲")})
    ran = call("diff", "--", "--upload-pack=touch x")
    assert ran.code == 2
    assert not (home / "x").exists()


def test_what_cannot_be_compared_is_said_in_a_line(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran = call("diff", "nowhere")
    assert ran.code == 2
    assert "nowhere is neither a revision nor a source" in ran.err
    git(home, "checkout", "--quiet", "--orphan", "alone")
    commit(home, {BUREAU: _with_reason("甲")})
    ran = call("diff")
    assert ran.code == 2
    assert "git fetch --unshallow" in ran.err
    outside = tmp_path / "outside"
    write_files(outside, {BUREAU: KORLA})
    monkeypatch.chdir(outside)
    ran = call("diff")
    assert (ran.code, ran.out) == (2, "")
    assert "not a git repository" in ran.err
    git(outside, "init", "--quiet", "-b", "main")
    assert "nothing is committed yet" in call("diff").err
    git(outside, "checkout", "--quiet", "-b", "work")
    commit(outside)
    assert "the main branch is not known" in call("diff").err


def test_years_are_not_added_and_a_new_one_is_told_as_new(home: Path) -> None:
    """Money of two years, or of a department that was not there, is no change of expenditure."""
    later = with_change(KORLA, "\nyear: 2024\n", "\nyear: 2025\n")
    write_files(home, {BUREAU.replace("2024", "2025"): later})
    assert diff().out.splitlines()[1].startswith("new sources: 1; changes: ")
    commit(home)
    (home / "budgets/bureau").rename(home / "budgets/office")
    commit(home)
    headline = diff("HEAD^1", "HEAD").out.splitlines()[1]
    assert headline.startswith(
        "2024: expenditure 314.66 万元, unchanged; 2025: expenditure 314.66 万元, unchanged; "
    )
    chinese = diff("HEAD^1", "HEAD", language="zh").out.splitlines()[1]
    assert chinese.startswith("2024：支出合计 314.66万元，不变；2025：支出合计 314.66万元，不变；")


def test_stages_of_one_year_are_told_apart(home: Path) -> None:
    stage = with_change(KORLA, "\nyear: 2024\n", "\nyear: 2024\nstage: adjusted\n")
    write_files(home, {"budgets/bureau/2024-adjusted.yaml": stage})
    commit(home)
    (home / "budgets/bureau").rename(home / "budgets/office")
    headline, chinese = (
        diff("HEAD", language=language).out.splitlines()[1] for language in ("en", "zh")
    )
    assert "): expenditure 314.66 万元, unchanged; 2024 (" in headline
    assert "）：支出合计 314.66万元，不变；2024年（" in chinese
