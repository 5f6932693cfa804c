"""Every command of the guide is run, every edit made, and every output shown is the real one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import openpyxl
import pytest

from tests.form.workbooks import write
from tests.guide.office import Office, Ran
from tests.guide.page import Block, PageError, blocks_of, edited, shows, stands_in
from tests.support import ROOT

GUIDE = ROOT / "docs" / "guide"
TUTORIALS = {"en": "tutorial.md", "zh": "tutorial.zh-CN.md"}
RELEASES = {"en": "release.md", "zh": "release.zh-CN.md"}
RULES = {"en": "local-rules.md", "zh": "local-rules.zh-CN.md"}
OFFICERS = {"en": "officer.md", "zh": "officer.zh-CN.md"}
REVIEWERS = {"en": "reviewer.md", "zh": "reviewer.zh-CN.md"}
FORMATS = {"en": "formats.md", "zh": "formats.zh-CN.md"}
PROVINCES = {"en": "province.md", "zh": "province.zh-CN.md"}
_LANGUAGES = ("en", "zh")


@pytest.mark.parametrize("language", _LANGUAGES)
@pytest.mark.needs("bash")
def test_the_tutorial_holds(tmp_path: Path, language: str) -> None:
    """From an empty folder."""
    play(blocks_of(GUIDE / TUTORIALS[language]), Office(tmp_path, language))


@pytest.mark.parametrize("language", _LANGUAGES)
@pytest.mark.needs("bash")
def test_the_page_for_officers_holds(tmp_path: Path, language: str) -> None:
    """From the folder that a colleague has set up."""
    office = Office(tmp_path, language)
    open_office(office, language)
    play(blocks_of(GUIDE / OFFICERS[language]), office)


@pytest.mark.parametrize("language", _LANGUAGES)
@pytest.mark.needs("bash")
def test_the_page_of_local_rules_holds(tmp_path: Path, language: str) -> None:
    """A rule that is written as the page says fires, is tried, is waived and counted."""
    office = Office(tmp_path, language)
    open_office(office, language)
    play(blocks_of(GUIDE / RULES[language]), office)


@pytest.mark.slow
@pytest.mark.parametrize("language", _LANGUAGES)
@pytest.mark.parametrize(
    "pages", [RELEASES, REVIEWERS, FORMATS, PROVINCES], ids=lambda pages: pages["en"]
)
@pytest.mark.needs("bash")
def test_the_other_pages_hold(tmp_path: Path, pages: dict[str, str], language: str) -> None:
    """From the same folder, though who reviews has other commands."""
    office = Office(tmp_path, language)
    open_office(office, language)
    play(blocks_of(GUIDE / pages[language]), office)


@pytest.mark.parametrize("language", _LANGUAGES)
def test_officers_meet_git_in_the_last_part_alone(language: str) -> None:
    """A form out, filled in, brought back, checked, built: all of it comes before."""
    page = GUIDE / OFFICERS[language]
    lines = page.read_text(encoding="utf-8").splitlines()
    parts = [number for number, line in enumerate(lines, 1) if line.startswith("## ")]
    with_git = [one.line for one in blocks_of(page) if "git " in one.text]
    assert with_git
    assert min(with_git) > parts[-1]
    first = [one.text for one in blocks_of(page) if one.line < parts[1] and one.language == "sh"]
    done = [text.splitlines()[-1].split()[1] for text in first]
    assert done == ["form", "import", "import", "check", "build"]


@pytest.mark.parametrize(
    "pages",
    [TUTORIALS, OFFICERS, RELEASES, RULES, REVIEWERS, FORMATS, PROVINCES],
    ids=lambda pages: pages["en"],
)
def test_both_languages_have_the_same_blocks(pages: dict[str, str]) -> None:
    """A page that grew in one language grows in the other."""
    kinds = [
        [(block.language, block.about) for block in blocks_of(GUIDE / pages[language])]
        for language in _LANGUAGES
    ]
    assert kinds[0] == kinds[1]


@pytest.mark.parametrize("page", sorted(GUIDE.glob("*.md")), ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    """To another page of this repository."""
    links = re.findall(r"\]\(([^):]+)\)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).is_file()] == []
    assert links


def open_office(office: Office, language: str) -> None:
    """Set up what the tutorial ends with: a forge with one budget, and two clones."""
    (budget,) = [b for b in blocks_of(GUIDE / TUTORIALS[language]) if b.language == "yaml"]
    office.hand("""
        git config --global user.name 王芳
        git config --global user.email wangfang@example.org
        git config --global init.defaultBranch main
        git init --quiet --bare forge.git
        git clone --quiet forge.git office 2>/dev/null
    """)
    office.write(f"office/{budget.about}", budget.text)
    office.write("office/.gitignore", "/build/\n")
    office.hand("""
        cd office
        budgetc git setup > /dev/null
        git add .
        git commit --quiet --message 2024
        git push --quiet origin main
        cd ..
        git clone --quiet forge.git colleague
        (cd colleague && budgetc git setup > /dev/null)
    """)


def play(blocks: Iterable[Block], office: Office) -> None:
    """Do what the blocks of a page say.

    Raises:
        PageError: something else happened than what the page says.
    """
    last = Ran(0, "")
    for block in blocks:
        if block.language == "sh":
            last = _run(block, office)
        elif block.language == "text" and block.about:
            _fill_in(block, office)
        elif block.language == "text":
            if not shows(block.text, last.shown):
                raise block.error(f"the output is\n{last.shown}")
        elif block.language == "yaml":
            office.write(block.about, block.text)
        elif block.language == "diff":
            office.write(block.about, edited(block, office.read(block.about)))
        elif block.language == "markdown":
            real = office.read(block.about)
            if not stands_in(block.text, real):
                raise block.error(f"{block.about} is\n{real}")
        else:
            raise block.error(f"a block of {block.language or 'nothing'} cannot be played")


def _fill_in(block: Block, office: Office) -> None:
    """Fill in the cells of a workbook, as a person does it."""
    path = office.folder / block.about
    book = openpyxl.load_workbook(path)
    for line in block.text.splitlines():
        sheet, row, column, value = (part.strip() for part in line.split("|"))
        write(sheet, row, column, value)(book)
    book.save(path)


def _run(block: Block, office: Office) -> Ran:
    expected = {"": 0, "fails": 1}[block.about]
    ran = office.run(block.text)
    if ran.code != expected:
        raise block.error(f"exit code {ran.code}, not {expected}:\n{ran.shown}")
    return ran


@pytest.mark.parametrize(
    ("page", "problem"),
    [
        ("```sh\necho one\n```\n```text\ntwo\n```\n", "p.md:4: the output is\none"),
        ("```sh\nfalse\n```\n", "p.md:1: exit code 1, not 0"),
        ("```sh fails\ntrue\n```\n", "p.md:1: exit code 0, not 1"),
        ("```yaml a\nx: 1\n```\n```diff a\n-x: 2\n+x: 3\n```\n", "stand 0 times in a"),
        ("```yaml a\nx: 1\n```\n```markdown a\nx: 2\n```\n", "p.md:4: a is\nx: 1"),
        ("```\nx\n```\n", "a block of nothing cannot be played"),
        ("```sh\ntrue\n", "p.md:1: the block is not closed"),
    ],
)
@pytest.mark.needs("bash")
def test_a_page_that_does_not_hold_is_told(tmp_path: Path, page: str, problem: str) -> None:
    """The player sees what is wrong with a page, and where."""
    path = tmp_path / "p.md"
    path.write_text(page, encoding="utf-8")
    with pytest.raises(PageError) as raised:
        play(blocks_of(path), Office(tmp_path, "en"))
    assert problem in str(raised.value)


@pytest.mark.parametrize(
    ("shown", "real", "same"),
    [
        ("a\n…\nd\n", "a\nb\nc\nd\n", True),
        ("a\n…\nd\n", "a\nd\n", True),
        ("…\nd\n", "a\nd\n", True),
        ("a\n…\n", "a\nb\n", True),
        ("x\n…\n", "a\nb\nc\n", False),
        ("x\n…\nc\n", "a\nb\nc\n", False),
        ("a … d\n", "a b c d\n", True),
        ("a … d\n", "a b\nc d\n", False),
        ("a\n…\nd\n", "a\nb\n", False),
        ("a\n", "a\nb\n", False),
        ("b\n", "a\nb\n", False),
        ("a.b\n", "axb\n", False),
    ],
)
def test_what_an_ellipsis_stands_for(shown: str, real: str, same: bool) -> None:  # noqa: FBT001
    """Whole lines, or a part of one line; all else is the text itself."""
    assert shows(shown, real) is same
