"""`budgetc release`: what is published leads back to a commit, as one set, once."""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path

import pytest

from budgetc import __version__
from budgetc.cli import release as run
from budgetc.cli.streams import INTERRUPTED
from budgetc.files.tags import Tag, put_tag
from budgetc.render.suffixes import FORMATS
from tests.cli.run import call
from tests.diff.repository import BUREAU, commit, git
from tests.support import EXAMPLES, MINIMAL, with_change, write_files

from .offices import LIGHT, PUBLISHED, contents, correct, manifest_of, office, publish, told

BROKEN = with_change(MINIMAL, "function: 2013805", "function: 9999999")
UNBALANCED = with_change(MINIMAL, "amount: 12.00", "amount: 11.00")
WARNED = (EXAMPLES / "CLS005" / "other_wages.yaml").read_text(encoding="utf-8")


@pytest.fixture(name="home")
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = office(tmp_path / "home")
    monkeypatch.chdir(folder)
    return folder


def _nothing_was_made(home: Path) -> bool:
    return not (home / "published").exists() and git(home, "tag") == ""


def test_a_budget_is_published_with_its_digests_and_a_tag(home: Path) -> None:
    head = git(home, "rev-parse", "HEAD")
    ran = publish()
    assert ran.code == 0, ran
    files = contents(home / PUBLISHED)
    assert sorted(files) == ["2024.json", "2024.md", "manifest.json"]
    written = (f"{PUBLISHED}/{name}" for name in ("2024.json", "2024.md", "manifest.json"))
    assert ran.out.splitlines() == list(written)
    said = manifest_of(home / PUBLISHED)
    assert said["release"] == "bureau-2024"
    assert (said["commit"], said["made_by"]) == (head, f"budgetc {__version__}")
    assert (said["department"], said["year"], said["source"]) == ("某某局", 2024, BUREAU)
    assert [(one["name"], one["size"], one["sha256"]) for one in said["files"]] == [
        (name, len(files[name]), sha256(files[name]).hexdigest())
        for name in ("2024.json", "2024.md")
    ]
    assert said["sources"] == {BUREAU: sha256(MINIMAL.encode()).hexdigest()}
    own = {f"templates/{name}"
           for name in ("everything.j2", "tiny/document.j2", "tiny/layout.yaml")}  # fmt: skip
    assert said["data"].keys() == own
    assert "schema/budget.schema.json" in said["shipped"]
    tag = git(home, "cat-file", "tag", "bureau-2024")
    assert f"object {head}\n" in tag
    assert tag.endswith(f"\nmanifest.json SHA-256 {sha256(files['manifest.json']).hexdigest()}")


def test_the_same_commit_makes_the_same_bytes(home: Path, tmp_path: Path) -> None:
    for name in ("one", "other"):
        ran = publish("--no-tag", "-o", str(tmp_path / name))
        assert ran.code == 0, ran
    one, other = (contents(tmp_path / name / "bureau/2024") for name in ("one", "other"))
    assert one == other
    assert git(home, "tag") == ""


def test_all_that_is_installed_is_published_as_the_public_gets_it(home: Path) -> None:
    ran = call("release", "某某局")
    assert ran.code == 0, ran
    files = contents(home / PUBLISHED)
    made = {one["format"] for one in manifest_of(home / PUBLISHED)["files"]}
    assert made == FORMATS.keys() - {"onepage", "onepage-pdf"}  # which this layout does not declare
    for name, content in files.items():
        assert str(home).encode() not in content, name
        assert name == "manifest.json" or BUREAU.encode() not in content, name


def test_what_is_published_is_the_commit_and_not_the_disk(home: Path) -> None:
    git(home, "update-index", "--assume-unchanged", BUREAU)
    write_files(home, {BUREAU: with_change(MINIMAL, "某某局", "其他局")})
    assert publish().code == 0
    assert manifest_of(home / PUBLISHED)["department"] == "某某局"


@pytest.mark.parametrize("name", [BUREAU, "budgets/bureau/scan.pdf", "templates/tiny/layout.yaml"])
def test_what_is_not_committed_is_refused(home: Path, name: str) -> None:
    write_files(home, {name: "changed\n"})
    assert told(publish()) == (
        f"not committed: {name}; what is published leads back to a commit: git add, git commit, "
        "or put aside what is not to be published"
    )
    assert _nothing_was_made(home)


def test_what_has_nothing_to_do_with_budgets_may_be_unfinished(home: Path) -> None:
    write_files(home, {"notes.txt": "later\n"})
    assert publish().code == 0


def test_a_folder_outside_git_is_refused(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_files(tmp_path / "plain", {BUREAU: MINIMAL})
    monkeypatch.chdir(tmp_path / "plain")
    assert "is no repository of git" in told(publish())
    git(tmp_path / "plain", "init", "--quiet")
    assert told(publish()).startswith("nothing was committed yet")
    assert home.exists()


def test_open_errors_are_refused_and_shown(home: Path) -> None:
    commit(home, {BUREAU: BROKEN})
    said = told(publish())
    assert "error[CLS001]" in said
    assert said.endswith(
        "Error: nothing was published: mend what was found, or waive it with its reason, and commit"
    )
    assert _nothing_was_made(home)


def test_warnings_are_refused_where_they_count(home: Path) -> None:
    commit(home, {BUREAU: WARNED})
    assert "nothing was published" in told(publish("--strict"))
    assert publish().code == 0


def test_what_the_baseline_knows_does_not_count_as_a_warning(home: Path) -> None:
    commit(home, {BUREAU: WARNED})
    assert call("check", "--write-baseline").code == 0
    assert told(publish("--strict")).startswith("not committed: budgets/baseline.json")
    commit(home)
    assert publish("--strict").code == 0


def test_an_error_that_the_baseline_knows_is_still_an_error(home: Path) -> None:
    commit(home, {BUREAU: UNBALANCED})
    assert call("check", "--write-baseline").code == 0
    commit(home)
    assert call("check").code == 0
    said = told(publish())
    assert "error[BAL001]" in said
    assert said.endswith(
        "Error: nothing was published: budgets/baseline.json knows these errors, so that work goes "
        "on; no document follows from a source that has them"
    )
    assert _nothing_was_made(home)


def test_what_was_published_stays(home: Path) -> None:
    assert publish().code == 0
    before = contents(home / PUBLISHED)
    head = git(home, "rev-parse", "HEAD")[:10]
    assert told(publish()) == (
        f"bureau-2024 was published, of commit {head}; what was published stays as it is. To "
        'publish a correction: --correction "what was wrong, and why"'
    )
    assert "was published of this very commit" in told(publish("--correction", "x"))
    assert contents(home / PUBLISHED) == before


def test_a_correction_is_a_release_of_its_own(home: Path) -> None:
    assert "nothing to correct" in told(publish("--correction", "x"))
    assert publish().code == 0
    ran = correct(with_change(MINIMAL, "goal: 办好培训。", "goal: 办好全年培训。"))
    assert ran.code == 0, ran
    said = manifest_of(home / "published/bureau/2024.2")
    assert (said["release"], said["revision"]) == ("bureau-2024.2", 2)
    assert said["correction"] == "培训费少列"
    assert "\n培训费少列\n" in git(home, "cat-file", "tag", "bureau-2024.2")
    assert git(home, "tag").split() == ["bureau-2024", "bureau-2024.2"]


def test_a_folder_that_is_there_is_not_written_over(home: Path) -> None:
    write_files(home, {f"{PUBLISHED}/mine.txt": "mine\n"})
    assert "is there already" in told(publish())
    assert list(contents(home / PUBLISHED)) == ["mine.txt"]
    assert git(home, "tag") == ""


def test_a_link_leads_nowhere(home: Path, tmp_path: Path) -> None:
    (home / "published").mkdir()
    (home / "published/bureau").symlink_to(tmp_path)
    assert "is behind a link" in told(publish())


def test_who_publishes_must_be_known_unless_there_is_no_tag(home: Path) -> None:
    git(home, "config", "user.name", "")
    assert told(publish()) == (
        "git does not know who publishes: git config user.name and git config user.email say it, "
        "or --no-tag makes no tag"
    )
    assert _nothing_was_made(home)
    assert publish("--no-tag").code == 0


def test_where_the_tag_fails_no_folder_stays(home: Path) -> None:
    lock = home / ".git/refs/tags/bureau-2024.lock"
    lock.parent.mkdir(exist_ok=True)
    lock.touch()
    assert "git says:" in told(publish())
    assert _nothing_was_made(home)


def test_an_interrupt_leaves_neither_folder_nor_tag(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(folder: Path, name: str, tag: Tag) -> None:
        put_tag(folder, name, tag)
        raise KeyboardInterrupt

    monkeypatch.setattr(run, "put_tag", interrupted)
    assert publish().code == INTERRUPTED
    assert _nothing_was_made(home)


def test_nothing_that_a_repository_sets_up_runs(home: Path, tmp_path: Path) -> None:
    evil = tmp_path / "evil"
    evil.write_text(f"#!/bin/sh\ntouch {tmp_path}/ran\n", encoding="utf-8")
    evil.chmod(0o755)
    for key in ("gpg.program", "core.editor", "core.fsmonitor", "tag.gpgSign"):
        git(home, "config", key, "true" if key == "tag.gpgSign" else str(evil))
    hook = home / ".git/hooks/reference-transaction"
    hook.parent.mkdir(exist_ok=True)
    os.link(evil, hook)
    assert publish().code == 0
    assert not (tmp_path / "ran").exists()


def test_what_proves_amounts_is_listed_and_not_published(home: Path) -> None:
    proof = (EXAMPLES / "passing" / "evidence.evidence.pdf").read_bytes()
    (home / "budgets/bureau/approval.pdf").write_bytes(proof)
    text = (EXAMPLES / "passing" / "evidence.yaml").read_text(encoding="utf-8")
    write_files(home, {BUREAU: text})
    assert "budgets/bureau/approval.pdf" in told(publish())  # not committed
    commit(home)
    assert publish().code == 0
    said = manifest_of(home / PUBLISHED)
    assert said["evidence"] == {"budgets/bureau/approval.pdf": sha256(proof).hexdigest()}
    assert said["sources"].keys() == {BUREAU}
    assert "approval.pdf" not in contents(home / PUBLISHED)
    assert b"approval" not in contents(home / PUBLISHED)["2024.json"]
    (home / "budgets/bureau/approval.pdf").write_bytes(b"another")
    commit(home)
    assert "error[EVD002]" in told(publish("--correction", "x"))


def test_what_a_unit_names_must_be_there_too(home: Path) -> None:
    unit = with_change(MINIMAL, "amount: 12.00", "amount: 12.00, source: {file: gone.pdf}")
    unit = with_change(unit, "name: 某某局", "name: 某某队\n  type: institution")
    whole = with_change(MINIMAL, "  name: 某某局\n",
                        "  name: 某某局\n  subordinate_units:\n    - id: team\n")  # fmt: skip
    commit(home, {BUREAU: whole, "budgets/bureau/team/2024.yaml": unit})
    said = told(publish())
    assert "budgets/bureau/team/2024.yaml:" in said
    assert "error[EVD001]" in said


@pytest.mark.parametrize("words", [("nobody",), ("bureau", "1999")])
def test_a_department_or_year_that_is_not_there(home: Path, words: tuple[str, ...]) -> None:
    ran = call("release", *words, *LIGHT)
    assert ran.code == 2
    assert "no department here is called nobody" in ran.err or "has these years: 2024" in ran.err
    assert _nothing_was_made(home)


@pytest.mark.parametrize("word", ["bureau", "budgets/bureau", BUREAU, "某某局", "某局"])
def test_a_department_is_known_by_folder_name_or_path(home: Path, word: str) -> None:
    ran = call("release", word, *LIGHT, "--no-tag")
    assert ran.code == 0, ran
    assert (home / PUBLISHED).is_dir()


def test_it_speaks_chinese(home: Path) -> None:
    write_files(home, {BUREAU: "changed\n"})
    assert told(publish(language="zh")) == (
        f"尚未提交：{BUREAU}；发布的材料须能追溯到一次提交：请 git add、git commit，"
        "不拟发布的内容请先移开"
    )


def test_an_approved_figure_of_nobody_is_told(home: Path) -> None:
    totals = "totals:\n  - {department: buraeu, year: 2024, figure: revenue, amount: 12}\n"
    commit(home, {"budgets/control-totals.yaml": totals})
    ran = publish()
    assert ran.code == 0
    assert (
        "without a source, which hold nothing: 1 (buraeu 2024); budgetc check lists them\n"
        in ran.err
    )
