"""Real git with the real source of Korla: merge, rebase, cherry-pick, renames, CRLF, new files."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.merge.repository import Repository
from tests.support import KORLA, compile_text, korla_with, with_change

NAME = "budgets/korla/2024.yaml"
OURS = korla_with("amount: 62.24", "amount: 63.24")
THEIRS = korla_with("amount: 62.24", "amount: 61.24")
APART = korla_with("amount: 78.48", "amount: 77.48")
BOTH = with_change(OURS, "amount: 78.48", "amount: 77.48")
CONFLICT = """\
{marks} {ours}
    - {{code: 30101, amount: 63.24}}
=======
    - {{code: 30101, amount: 61.24}}
>>>>>>> {theirs}
    - {{code: 30102, amount: 78.48}}
"""


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "a b", {NAME: KORLA})


def conflict(ours: str = "HEAD", theirs: str = "theirs") -> tuple[str, ...]:
    """Return what may stand in a file; an old git does not say what the sides are called."""
    names = ((ours, theirs), ("ours", "theirs"))
    return tuple(CONFLICT.format(marks="<<<<<<<", ours=a, theirs=b) for a, b in names)


def test_lines_beside_each_other_merge(repository: Repository) -> None:
    repository.branch("theirs", {NAME: APART})
    repository.commit({NAME: OURS})
    repository.git("merge", "--no-edit", "theirs")
    assert repository.read(NAME) == BOTH


def test_git_alone_would_not_have_merged_them(tmp_path: Path) -> None:
    repository = Repository(tmp_path, {NAME: KORLA}, ready=False)
    repository.branch("theirs", {NAME: APART})
    repository.commit({NAME: OURS})
    assert repository.run("merge", "--no-edit", "theirs").code == 1


def test_one_leaf_changed_by_both_stands_between_markers(repository: Repository) -> None:
    repository.branch("theirs", {NAME: THEIRS})
    repository.commit({NAME: OURS})
    ran = repository.run("merge", "--no-edit", "theirs")
    assert ran.code == 1
    text = repository.read(NAME)
    assert any(text == OURS.replace(c.split("\n")[1] + "\n" + c.split("\n")[5] + "\n", c)
               for c in conflict()), text  # fmt: skip
    assert f"{NAME}: both sides changed the same" in ran.err
    assert repository.git("status", "--short") == f"UU {NAME}\n"


def test_markers_are_as_long_as_git_asks(repository: Repository) -> None:
    with_size = repository.read(".gitattributes") + "budgets/** conflict-marker-size=11\n"
    repository.commit({".gitattributes": with_size})
    repository.branch("theirs", {NAME: THEIRS})
    repository.commit({NAME: OURS})
    assert repository.run("merge", "--no-edit", "theirs").code == 1
    lines = repository.read(NAME).split("\n")
    assert [line.split(" ")[0] for line in lines if line[:1] in "<=>" and line] == [
        "<" * 11,
        "=" * 11,
        ">" * 11,
    ]


def test_rebase_stops_at_the_conflict_and_goes_on(repository: Repository) -> None:
    repository.branch("theirs", {NAME: THEIRS})
    repository.commit({NAME: OURS})
    assert repository.run("rebase", "theirs").code == 1
    text = repository.read(NAME)
    assert "{code: 30101, amount: 63.24}\n>>>>>>>" in text  # in a rebase, theirs is what one did
    assert "<<<<<<<" in text
    repository.write({NAME: OURS})
    repository.git("add", NAME)
    repository.git("-c", "core.editor=:", "rebase", "--continue")
    assert repository.read(NAME) == OURS


def test_cherry_pick_merges_and_conflicts(repository: Repository) -> None:
    repository.branch("theirs", {NAME: APART})
    repository.branch("clash", {NAME: THEIRS})
    repository.commit({NAME: OURS})
    repository.git("cherry-pick", "theirs")
    assert repository.read(NAME) == BOTH
    assert repository.run("cherry-pick", "clash").code == 1
    assert "{code: 30101, amount: 61.24}\n>>>>>>>" in repository.read(NAME)


def test_file_renamed_on_one_side(repository: Repository) -> None:
    repository.branch("theirs", {NAME: APART})
    repository.git("mv", NAME, "budgets/korla/2025.yaml")
    repository.commit({"budgets/korla/2025.yaml": OURS})
    repository.git("merge", "--no-edit", "theirs")
    assert repository.read("budgets/korla/2025.yaml") == BOTH
    assert not (repository.root / NAME).exists()


def test_names_that_a_shell_or_an_option_parser_would_take_apart(tmp_path: Path) -> None:
    names = ["budgets/--lang=zh/-x; touch hacked.yaml", "budgets/a'b $(touch hacked)/20 24.yaml"]
    repository = Repository(tmp_path, dict.fromkeys(names, KORLA))
    repository.branch("theirs", dict.fromkeys(names, APART))
    repository.commit(dict.fromkeys(names, OURS))
    repository.git("merge", "--no-edit", "theirs")
    assert [repository.read(name) for name in names] == [BOTH, BOTH]
    assert sorted(path.name for path in tmp_path.iterdir()) == [".git", ".gitattributes", "budgets"]


def test_modules_of_the_branch_do_not_run(tmp_path: Path) -> None:
    trap = "import pathlib; pathlib.Path('hacked').touch()\n"
    traps = {f"{name}.py": trap for name in ("budgetc", "yaml", "click", "sitecustomize")}
    repository = Repository(tmp_path, {NAME: KORLA, **traps})
    repository.branch("theirs", {NAME: APART})
    repository.commit({NAME: OURS})
    repository.git("merge", "--no-edit", "theirs")
    repository.git("diff", "HEAD~1")
    assert repository.read(NAME) == BOTH
    assert not (tmp_path / "hacked").exists()


def test_crlf_stays(tmp_path: Path) -> None:
    crlf = [text.replace("\n", "\r\n") for text in (KORLA, OURS, APART, BOTH, THEIRS)]
    base, ours, apart, both, theirs = crlf
    repository = Repository(tmp_path, {NAME: base})
    repository.branch("theirs", {NAME: apart})
    repository.branch("clash", {NAME: theirs})
    repository.commit({NAME: ours})
    repository.git("merge", "--no-edit", "theirs")
    assert repository.read(NAME) == both
    assert repository.run("merge", "--no-edit", "clash").code == 1
    text = repository.read(NAME)
    assert text.count("\r\n") == text.count("\n")


def test_one_side_turned_to_crlf(repository: Repository) -> None:
    repository.branch("theirs", {NAME: APART})
    repository.commit({NAME: OURS.replace("\n", "\r\n")})
    repository.git("merge", "--no-edit", "theirs")
    assert repository.read(NAME) == BOTH.replace("\n", "\r\n")


def test_file_that_is_new_on_both_sides(repository: Repository) -> None:
    name = "budgets/new/2024.yaml"
    repository.branch("theirs", {name: THEIRS})
    repository.commit({name: OURS})
    assert repository.run("merge", "--no-edit", "theirs").code == 1
    text = repository.read(name)
    assert any(c in text for c in conflict()), text
    assert text.count("<<<<<<<") == 1


def test_file_that_is_new_and_the_same_on_both_sides(repository: Repository) -> None:
    name = "budgets/new/2024.yaml"
    repository.branch("theirs", {name: OURS})
    repository.commit({name: OURS})
    repository.git("merge", "--no-edit", "theirs")
    assert repository.read(name) == OURS


def test_units_in_folders_below_their_department(tmp_path: Path) -> None:
    name = "budgets/korla/hospital/2024.yml"
    repository = Repository(tmp_path, {name: KORLA, "budgets/region.yaml": "name: 甲\nunit: 元\n"})
    repository.branch("theirs", {name: APART, "budgets/region.yaml": "name: 甲\nunit: 万元\n"})
    repository.commit({name: OURS, "budgets/region.yaml": "name: 乙\nunit: 元\n"})
    repository.git("merge", "--no-edit", "theirs")
    assert repository.read(name) == BOTH
    assert repository.read("budgets/region.yaml") == "name: 乙\nunit: 万元\n"


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        (KORLA.replace("year: 2024\n", "year: [2024\n"), "their version cannot be read: line "),
        (KORLA.replace("year: 2024\n", "year: &year 2024\n"), "their version has an anchor"),
    ],
)
def test_what_cannot_be_read_is_merged_by_line(
    repository: Repository, broken: str, reason: str
) -> None:
    repository.branch("theirs", {NAME: broken})
    repository.commit({NAME: korla_with("amount: 17.37", "amount: 18.37")})
    ran = repository.run("merge", "--no-edit", "theirs")
    assert ran.code == 0, ran
    assert repository.read(NAME) == broken.replace("amount: 17.37", "amount: 18.37")
    assert f"{NAME}: merged by line, not by key and code: {reason}" in ran.err


def test_what_cannot_be_read_and_clashes_gets_the_markers_of_git(repository: Repository) -> None:
    repository.branch("theirs", {NAME: THEIRS.replace("year: 2024\n", "year: [2024\n")})
    repository.commit({NAME: OURS})
    assert repository.run("merge", "--no-edit", "theirs").code == 1
    assert "- {code: 30101, amount: 63.24}\n=======\n" in repository.read(NAME)


def test_binary_file_is_a_conflict_and_ours_stays(repository: Repository) -> None:
    repository.branch("theirs", {NAME: b"\0\1\2"})
    repository.commit({NAME: b"\0\3"})
    ran = repository.run("merge", "--no-edit", "theirs")
    assert ran.code == 1
    assert (repository.root / NAME).read_bytes() == b"\0\3"
    assert "not merged, ours was left as it was" in ran.err


def test_criss_cross_merge(repository: Repository) -> None:
    repository.branch("theirs", {NAME: APART})
    repository.commit({NAME: OURS})
    repository.git("branch", "mine")
    repository.git("merge", "--no-edit", "theirs")
    repository.git("checkout", "--quiet", "theirs")
    repository.git("merge", "--no-edit", "mine")
    repository.commit({NAME: with_change(BOTH, "amount: 19.53", "amount: 20.53")})
    repository.git("checkout", "--quiet", "main")
    repository.commit({NAME: with_change(BOTH, "amount: 0.29", "amount: 0.30")})
    repository.git("merge", "--no-edit", "theirs")
    merged = with_change(BOTH, "amount: 19.53", "amount: 20.53")
    assert repository.read(NAME) == with_change(merged, "amount: 0.29", "amount: 0.30")


def test_merged_budget_compiles_and_adds_up_if_both_sides_did(repository: Repository) -> None:
    """Ours moves a 万元 between functions, theirs between economic items, on lines side by side."""
    ours = with_change(
        korla_with("amount: 203.53", "amount: 204.53"), "amount: 3.92\n", "amount: 2.92\n"
    )
    theirs = with_change(APART, "amount: 62.24", "amount: 63.24")
    repository.branch("theirs", {NAME: theirs})
    repository.commit({NAME: ours})
    repository.git("merge", "--no-edit", "theirs")
    merged, one, other = map(compile_text, (repository.read(NAME), ours, theirs))
    assert merged.document is not None
    known = {finding.code for compiled in (one, other) for finding in compiled.findings}
    assert {finding.code for finding in merged.findings} <= known
    assert "amount: 204.53" in repository.read(NAME)
    assert "amount: 77.48" in repository.read(NAME)
