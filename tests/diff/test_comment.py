"""The comment on a pull request: never too long, and nothing of a source is markup in it."""

from __future__ import annotations

import re
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path

import cmarkgfm  # type: ignore[import-untyped]
import pytest
from cmarkgfm.cmark import Options  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st

from budgetc.diagnostics.messages import ENGLISH
from budgetc.diff import Diff, committed, diff_snapshots, on_disk
from budgetc.diff.bounded import Section, fitted
from budgetc.diff.markdown import LIMIT, diff_markdown, escape, escape_html, fence
from tests.diff.repository import diff, git, repository
from tests.support import KORLA, with_change, write_files

OLD, NEW = "budgets/old/2024.yaml", "budgets/new/2024.yaml"

EVIL = (
    "@evil", "@组织/小组", "#12", "owner/repo#3", "GH-4", "!5", "&6", "%7", "~label", "$8",
    "<img src=x onerror=alert(1)>", "<script>alert(1)</script>", "</details></summary><b>",
    "<!-- ", "-->", "[点](https://evil.example)", "![图](https://evil.example/x.png)",
    "https://evil.example", "http://evil.example", "www.evil.example", "a@evil.example",
    "ftp://evil.example", "```", "~~~", "`", "$x$", ":smile:", ":+1:", "|", "\\|", "| a | b |",
    "**粗**", "~~删~~", "&lt;b&gt;", "&#64;evil", "deadbeefdeadbeef", "# 标题", "1. 列表", "- 列表",
    "> 引用", "[^1]", "[^1]: x", "[x]: https://evil.example", "\\", "\\`", "==x==", "JIRA-12",
)  # fmt: skip
"""What a stranger may write to have it read otherwise than as text."""

_ALLOWED = {"details", "summary", "table", "thead", "tbody", "tr", "th", "td", "p", "strong", "br",
            "sub", "wbr", "pre", "code", "ul", "li", "h4"}  # fmt: skip
"""The elements that the comment itself is made of."""

_REFERENCE = re.compile(
    r"@[A-Za-z0-9\u4e00-\u9fff]|[#!&%~$][0-9A-Za-z]|\bGH-[0-9]|[A-Z]-[0-9]|://|\bwww\.|"
    r":[a-z0-9_+-]+:|\b(?=[0-9a-f]*[a-f])[0-9a-f]{7,}\b"
)
"""What a forge looks for in the text of a comment, outside code."""


class _Page(HTMLParser):
    """The elements of a page, and its text outside code, NUL where a line may break."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: set[str] = set()
        self.attributes: set[str] = set()
        self.text = ""
        self._code = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self._code += tag == "code"
        self.text += "\0" if tag == "wbr" else ""

    def handle_endtag(self, tag: str) -> None:
        self._code -= tag == "code"

    def handle_data(self, data: str) -> None:
        if not self._code:
            self.text += data


def _page(markdown: str) -> _Page:
    """Return what GitHub's own reader of Markdown makes of a comment, raw HTML let through."""
    return _Page(cmarkgfm.github_flavored_markdown_to_html(markdown, Options.CMARK_OPT_UNSAFE))


@pytest.fixture(name="home")
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _comment(home: Path, before: str, after: str) -> str:
    write_files(home, {OLD: before, NEW: after})
    return diff(OLD, NEW, "--format", "markdown").out


def test_texts_of_a_source_stay_texts(home: Path) -> None:
    quoted = " ".join(EVIL).replace("\\", "\\\\")
    text = with_change(KORLA, "name: 知识产权培训费\n", f'name: "{quoted}"\n')
    text = with_change(text, "reason: 退休人员年底绩效增加", f'reason: "{quoted}"')
    text = with_change(
        text, "{item: 知识产权培训费, amount: 2}", f'{{item: "{quoted}", amount: 3}}'
    )
    comment = _comment(home, KORLA, text)
    page = _page(comment)
    assert page.elements <= _ALLOWED
    assert page.attributes <= {"align", "lang", "class"}
    assert "evil.example" in page.text.replace("\0", "")
    assert _REFERENCE.findall(page.text) == []


@pytest.mark.parametrize("evil", EVIL)
def test_each_alone(evil: str) -> None:
    shown = escape(evil)
    for markdown in (f"| {shown} |\n|---|\n| {shown} |", f"- **x** {shown}", f"**{shown}**"):
        page = _page(markdown)
        assert page.elements <= _ALLOWED
        assert _REFERENCE.findall(page.text) == []
        assert page.text.replace("\0", "").strip().endswith(evil.strip())
    summary = _page(f"<details>\n<summary>{escape_html(evil)}</summary>\n\nx\n\n</details>")
    assert summary.elements <= _ALLOWED
    assert _REFERENCE.findall(summary.text) == []


@given(
    st.lists(st.sampled_from([*"`~ab \\@#<>|[]()*_!&;:/.1-+中\n", "www.", "https://", "deadbee"]))
)
def test_any_text(parts: list[str]) -> None:
    text = "".join(parts)
    page = _page(f"| a | b |\n|---|---|\n| {escape(text)} | z |")
    assert page.elements <= _ALLOWED
    assert _REFERENCE.findall(page.text) == []
    assert page.text.split()[-1] == "z"


@given(st.lists(st.text(alphabet="`~ a", max_size=8), max_size=4))
def test_no_line_ends_the_block_it_stands_in(texts: list[str]) -> None:
    lines = [f"- {text}" for text in texts]
    mark = fence(lines)
    markdown = "\n".join((f"{mark}diff", *lines, mark, "", "*after*"))
    html = cmarkgfm.github_flavored_markdown_to_html(markdown)
    assert html.count("<pre") == 1
    assert html.rstrip().endswith("<p><em>after</em></p>")


def test_a_comment_is_never_longer_than_a_forge_allows(home: Path) -> None:
    text = KORLA.replace("unit: 万元\n\n# 部门概况", "unit: 元\n\n# 部门概况")
    text = re.sub(r"(reason|goal|name|basis|text): (?=[^\"{\n]*$)",
                  lambda m: f"{m[0]}{'长' * 3000}", text, flags=re.MULTILINE)  # fmt: skip
    comment = _comment(home, KORLA, text)
    assert LIMIT / 2 < len(comment) < LIMIT
    assert "left out" in comment
    assert _page(comment).elements <= _ALLOWED
    assert comment.count("<details>") == comment.count("</details>")


@given(st.lists(st.lists(st.integers(1, 80), max_size=12), max_size=12), st.integers(400, 2_000))
def test_sections_fill_the_space_and_say_what_they_leave_out(
    sizes: list[list[int]], limit: int
) -> None:
    sections = [
        Section((f"<{n}>",), tuple("x" * size for size in rows), (f"</{n}>",))
        for n, rows in enumerate(sizes)
    ]
    text = fitted(sections, limit, lambda n: f"rows {n}", lambda n: f"sections {n}")
    assert len(text) <= limit
    lines = text.splitlines()
    shown = sum(line.startswith("x") for line in lines)
    said = sum(int(line.split()[1]) for line in lines if line.startswith("rows"))
    dropped = sum(int(line.split()[1]) for line in lines if line.startswith("sections"))
    whole = len(sections) - dropped
    assert shown + said == sum(len(rows) for rows in sizes[:whole])
    assert sum(line.startswith("<") and line[1] != "/" for line in lines) == whole


DEPARTMENTS = 10

_BLOCK = re.compile(r"^(`{3,})diff\n(.*?)^\1$", re.MULTILINE | re.DOTALL)
_FOLDED = re.compile(r"<details>(.*?)</details>", re.DOTALL)


@pytest.fixture(scope="module", name="large")
def _large(tmp_path_factory: pytest.TempPathFactory) -> Diff:
    """Return a comparison of ten departments, each of whose amounts and texts are changed."""
    names = [f"budgets/bureau-{number}/2024.yaml" for number in range(DEPARTMENTS)]
    home = repository(tmp_path_factory.mktemp("large") / "home", dict.fromkeys(names, KORLA))
    text = re.sub(
        r"(reason|goal|name|text|basis): (?=[^\"{\n]*$)", r"\g<0>改", KORLA, flags=re.MULTILINE
    )
    for number, name in enumerate(names, start=1):
        parts = enumerate(re.split(r"(?<=amount: )([0-9.]+)", text))
        more = (str(Decimal(part) + number) if place % 2 else part for place, part in parts)
        write_files(home, {name: "".join(more)})
    before = committed(home, git(home, "rev-parse", "HEAD"), "before")
    return diff_snapshots(before, on_disk(home, "after"), lambda _: True)


def _causes(comment: str) -> list[str]:
    """Return the numbers in the rows of the table of causes."""
    table = comment.partition("|---:|---|---|---:|---:|---:|\n")[2].partition("\n\n")[0]
    return [row.split(" | ")[0].removeprefix("| ") for row in table.splitlines()]


@pytest.mark.parametrize("limit", [8_000, 20_000, LIMIT, 300_000, 10_000_000])
def test_a_comment_of_any_size_says_its_causes_first_and_holds_no_empty_block(
    large: Diff, limit: int
) -> None:
    assert len(large.changes) > 1_000
    assert all(one.groups for one in large.sources)
    comment = diff_markdown(large, ENGLISH, limit)
    assert len(comment) < limit
    rows = _causes(comment)
    assert len(rows) > 10
    assert len(rows) > min(limit / 1_000, 400)
    assert rows[0].split(", ")[0] == "1"
    folded = _FOLDED.findall(comment)
    assert comment.count("<details>") == comment.count("</details>") == len(folded)
    assert all(re.search(r"^(\| (?!---|row )|[-+@] ?)", text, re.MULTILINE) for text in folded)
    assert all(content.strip() for _, content in _BLOCK.findall(comment))
    assert not re.search(r"^#### .*\n\n(expenditure .*\n\n)?(\Z|left out)", comment, re.MULTILINE)
    assert ("left out for want of space: " in comment) == (limit < 1_000_000)
    if limit > LIMIT:
        assert _BLOCK.search(comment)
        assert folded


def test_one_change_made_in_all_departments_is_one_cause(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [f"budgets/bureau-{number}/2024.yaml" for number in range(DEPARTMENTS)]
    home = repository(tmp_path / "home", dict.fromkeys(names, KORLA))
    monkeypatch.chdir(home)
    text = with_change(KORLA, "amount: 203.53", "amount: 204.53")
    write_files(home, dict.fromkeys(names, text))
    write_files(home, {names[-1]: with_change(KORLA, "amount: 203.53", "amount: 205.53")})
    comment = diff("--format", "markdown").out
    assert _causes(comment) == ["1, 2, 3, 4, 5, 6, 7, 8, 9", "10"]
    assert "and the same in 8 more" in comment
