"""A month of an office, with real git: what three people type, and what they are told.

Wang Fang and Li Min each change one thing, and the section head merges. What is asserted here was
read by eye; … stands for what git decides, such as the name of a commit, and for what is left out.
"""

# What people are told is not wrapped.
# ruff: noqa: E501

from __future__ import annotations

from pathlib import Path

import pytest

from tests.guide.office import Office
from tests.guide.page import shows, stands_in
from tests.guide.test_pages import open_office
from tests.support import with_change

pytestmark = pytest.mark.needs("bash")

SOURCE = "budgets/archives/2024.yaml"
LIMIT = 65_536
"""Of a comment on GitHub, in characters."""


def test_a_month_of_an_office(tmp_path: Path) -> None:
    """From the published budget of February to the corrected one of March."""
    office = Office(tmp_path, "en")
    open_office(office, "en")
    _publish(office)
    _wang_fang_plans_more_pages(office)
    _li_min_plans_more_storage(office)
    _the_head_merges_the_first(office)
    _the_second_meets_it(office)
    _the_forge_finds_old_documents(office)
    _next_year_begins(office)


def _publish(office: Office) -> None:
    """1 February. The documents are kept beside their sources."""
    office.hand("cd office")
    told(
        office.hand("budgetc build --output public"),
        """
        sources checked: 1; errors: 0; warnings: 0; notes: 0
        public/archives/2024.md
        """,
    )
    office.hand("git add public && git commit --quiet --message Publish && git push --quiet")
    told(
        office.hand("budgetc build --output public --check"),
        """
        sources checked: 1; errors: 0; warnings: 0; notes: 0
        the output folder is up to date
        """,
    )


def _wang_fang_plans_more_pages(office: Office) -> None:
    """5 February. A branch, an edit, a check that fails, a fix, fmt, and the comment."""
    office.hand("git switch --quiet --create more-pages")
    edit(
        office,
        ("{item: 扫描加工费, amount: 20.00}", "{ 'item': 扫描加工费,   amount: 24.00 }"),
        ("            target: 200000\n", "            target: 240000\n"),
    )
    failing = office.run("budgetc check")
    assert failing.code == 1
    told(
        failing.shown,
        """
        budgets/archives/2024.yaml:25:1: error[BAL001]: revenue is 125.5 万元, expenditure is 129.5 万元: a difference of 4 万元
           25 | revenue:
              | ^^^^^^^
              = Revenue (revenue)
              = budgets/archives/2024.yaml:31:1: basic expenditure: 100.5 万元
              = budgets/archives/2024.yaml:50:1: project expenditure: 29 万元
              = hint: one of the lines is mistyped or left out; compare both sides

        sources checked: 1; errors: 1; warnings: 0; notes: 0
        rules: … passed, 1 failed, 0 waived, …
        """,
    )
    edit(office, ("    amount: 125.50\n", "    amount: 129.50\n"))
    told(
        office.hand("budgetc check --strict"),
        """
        sources checked: 1; errors: 0; warnings: 0; notes: 0
        rules: … passed, 0 failed, 0 waived, …
        """,
    )
    unformatted = office.run("budgetc fmt --diff")
    assert unformatted.code == 1
    assert stands_in("-        - { 'item': 扫描加工费,   amount: 24.00 }", unformatted.shown)
    assert stands_in("+        - {item: 扫描加工费, amount: 24.00}", unformatted.shown)
    told(
        office.hand("budgetc fmt"),
        """
        budgets/archives/2024.yaml
        formatted: 1; as they should be: 0; left alone: 0
        """,
    )
    office.hand("git commit --quiet --all --message 'Scan more pages'")
    office.hand("git push --quiet --set-upstream origin more-pages")
    comment = office.hand("budgetc diff main...more-pages --format markdown")
    assert len(comment) < LIMIT
    told(
        comment,
        """
        **expenditure 125.50 → 129.50 万元 (+4.00, +3.19%); changes: 3; table cells: 32; sentences: 22; findings: 0 new, 0 fixed, 0 still open**

        comparing main (…) → more-pages (…)

        | # | what was done | where | before | after | difference |
        |---:|---|---|---:|---:|---:|
        | 1 | changed | Revenue › general<wbr>.own 一般财力 › Amount<br><sub>budgets/archives/2024<wbr>.yaml:27</sub> | 125.50 | 129.50 | +4 |
        | 2 | changed | Project expenditure › Projects › digitisation 馆藏档案数字化 › Allocation › 扫描加工费 › Amount<br><sub>budgets/archives/2024<wbr>.yaml:62</sub> | 20.00 | 24.00 | +4 |
        | 3 | changed | Project expenditure › Projects › digitisation 馆藏档案数字化 › Targets › Indicators › 扫描页数 › Target<br><sub>budgets/archives/2024<wbr>.yaml:72</sub> | 200000 | 240000 |  |
        …
        | 2012604 馆藏档案数字化 | 商品和服务支出 | 25 | 29 | +4 | 2 |
        …
        - 预算安排规模：25万元
        + 预算安排规模：29万元
        …
        """,
    )


def _li_min_plans_more_storage(office: Office) -> None:
    """6 February. From the same state, on her own computer."""
    office.hand("cd ../colleague && git pull --quiet && git switch --quiet --create storage")
    edit(
        office,
        ("{item: 数据存储服务费, amount: 5.00}", "{item: 数据存储服务费, amount: 6.00}"),
        ("    amount: 125.50\n", "    amount: 126.50\n"),
    )
    office.hand("budgetc check --strict && budgetc fmt --check")
    office.hand("git commit --quiet --all --message 'Storage costs more'")
    office.hand("git push --quiet --set-upstream origin storage")


def _the_head_merges_the_first(office: Office) -> None:
    """12 February. A third person, with a clone of their own, merges and pushes."""
    office.hand("cd .. && git clone --quiet forge.git head && cd head && budgetc git setup")
    assert office.hand("git merge --quiet --no-ff --message Pages origin/more-pages") == ""
    office.hand("git push --quiet")


def _the_second_meets_it(office: Office) -> None:
    """13 February. A merge with a conflict: one leaf that both changed, and nothing else."""
    office.hand("cd ../colleague")
    merge = office.run("git pull --quiet --no-rebase origin main")
    assert merge.code == 1
    told(
        merge.shown,
        """
        budgets/archives/2024.yaml: both sides changed the same, or one changed a code, a unit, a year or a fund that the other typed amounts under; look for the lines that begin with <<<<<<<, keep what holds, and then: budgetc check
        …
        """,
    )
    conflicted = office.read(SOURCE)
    assert conflicted.count("<<<<<<<") == 1
    for merged in ("扫描加工费, amount: 24.00}", "数据存储服务费, amount: 6.00}", "target: 240000"):
        assert merged in conflicted
    marked = office.run("budgetc check")
    assert marked.code == 1
    assert marked.shown.startswith(SOURCE)

    choose(office, "126.50")
    kept_one = office.run("budgetc check")
    assert kept_one.code == 1
    assert "revenue is 126.5 万元, expenditure is 130.5 万元: a difference of 4" in kept_one.shown

    edit(office, ("    amount: 126.50\n", "    amount: 130.50\n"))
    office.hand("budgetc check --strict && budgetc fmt --check")
    office.hand("git commit --quiet --all --message 'Merge main'")
    told(
        office.hand("budgetc diff origin/main HEAD"),
        """
        comparing origin/main (…) → HEAD (…)
        expenditure 129.50 → 130.50 万元 (+1.00, +0.77%); changes: 2; table cells: 31; sentences: 22; findings: 0 new, 0 fixed, 0 still open

        What was changed
          1 changed  Revenue › general.own 一般财力 › Amount: 129.50 → 130.50 (+1)
              budgets/archives/2024.yaml:27:13
          2 changed  Project expenditure › Projects › digitisation 馆藏档案数字化 › Allocation › 数据存储服务费 › Amount: 5.00 → 6.00 (+1)
              budgets/archives/2024.yaml:63:35
        …
        """,
    )
    office.hand("git push --quiet")
    office.hand("cd ../head && git fetch --quiet")
    assert office.hand("git merge --quiet --no-ff --message Storage origin/storage") == ""
    office.hand("git push --quiet")


def _the_forge_finds_old_documents(office: Office) -> None:
    """14 February. The documents in git are those of 1 February; the check says so."""
    office.hand("cd ../office && git switch --quiet main && git pull --quiet")
    stale = office.run("budgetc build --output public --check")
    assert stale.code == 1
    for line in (
        "-收支总预算125.50万元。",
        "+收支总预算130.50万元。",
        "-预算安排规模：25万元",
        "+预算安排规模：30万元",
    ):
        assert stands_in(line, stale.shown), line
    office.hand("budgetc build --output public && git commit --quiet --all --message Publish")
    office.hand("budgetc build --output public --check && git push --quiet")
    assert office.hand("git status --short") == ""
    told(
        office.hand("git log --first-parent --format=%s"),
        """
        Publish
        Storage
        Pages
        Publish
        2024
        """,
    )


def _next_year_begins(office: Office) -> None:
    """29 February. Next year's source finds what has to be said anew."""
    told(
        office.hand(f"budgetc new --from {SOURCE} --year 2025"),
        """
        budgets/archives/2025.yaml
        texts that still name the old year, in lines: …
        places to fill in: …; they are marked # fill in, and this finds them: budgetc check --all budgets/archives/2025.yaml
        """,
    )
    unfilled = office.run("budgetc check --all budgets/archives/2025.yaml")
    assert unfilled.code == 1
    assert "error[SCH001]: Revenue › general.own › Amount is empty" in unfilled.shown


def told(real: str, shown: str) -> None:
    """Hold that people are told this, and nothing else."""
    lines = shown.strip("\n").rstrip().split("\n")
    margin = len(lines[0]) - len(lines[0].lstrip())
    assert shows("\n".join(line[margin:] for line in lines), real), real


def edit(office: Office, *changes: tuple[str, str]) -> None:
    """Change passages of the source that stand there once."""
    text = office.read(SOURCE)
    for old, new in changes:
        text = with_change(text, old, new)
    office.write(SOURCE, text)


def choose(office: Office, amount: str) -> None:
    """Settle the conflict with one of its two amounts, as someone in a hurry does."""
    before, _, rest = office.read(SOURCE).partition("<<<<<<<")
    _, _, after = rest.partition(">>>>>>>")
    office.write(SOURCE, f"{before}    amount: {amount}\n{after.partition(chr(10))[2]}")


SLIPS = {
    "digits change places": ("amount: 5.50}\n", "amount: 5.05}\n"),
    "the point is left out": ("amount: 24.50}", "amount: 2450}"),
    "a unit beside an amount": ("prior: 10.00\n", "prior: 10.00 万元\n"),
}


def test_no_slip_of_the_hand_gets_published(tmp_path: Path) -> None:
    """What check refuses is not built: the documents stay as they were."""
    office = Office(tmp_path, "en")
    open_office(office, "en")
    office.hand("cd office && budgetc build --output public")
    before = office.read("public/archives/2024.md")
    for slip, change in SLIPS.items():
        edit(office, change)
        assert office.run("budgetc build --output public").code == 1, slip
        assert office.read("public/archives/2024.md") == before, slip
        office.hand("git restore .")
