"""Markdown: a text is shown as typed, in every place of a document, by every reader."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from budgetc.document.model import (
    Align,
    Column,
    Document,
    FormCell,
    Heading,
    Line,
    Panel,
    Paragraph,
    Role,
    Row,
    RowKind,
    Table,
)
from budgetc.files.data import Resources
from budgetc.render.markdown import render_markdown
from budgetc.render.markdown_escape import escape
from tests.render.readers import pages, shown
from tests.walk import BUDGETS, compiled

HOSTILE = (
    "<img src=x onerror=alert(1)>某某局a_b", "<a href=//e>x</a>", "<details open>",
    "</p>", "<!-- x", "<!--", "-->", "<?x", "<script>alert(1)</script>", "<p>",
    "<3", "a<b>c", "<https://e.com>", "a@b.cn", "mailto:a@b.cn", "xmpp:a@b.cn/x",
    "HTTPS://E.COM/x", "Http://e.com", "https://e.com/x", "ftp://e.com", "//e.com",
    "//localhost/x", "e.com/x", "WWW.e.com", "www.e.com", "www.1x.com", "国家.cn",
    "e.рф", "e.com.cn.", "http://127.0.0.1/", "irc://x", "比例1:100:1000", ":smile:",
    ":+1:", "::x::", "#", "##", "局 #", "局 ##", "# 局", "#12", "a/b#3", "GH-4", "!5",
    "&6", "%7", "~label", "$8", "@who", "@组织/小组", "deadbeefdeadbeef",
    "0123456789abcdef01234567", "a_b_c", "_a_", "*a*", "**a**", "*", "a*", "__a__",
    "~~a~~", "~a~", "`a`", "``", "```", "~~~", "$x$", "$$", "|", "a|b", "\\|", "\\",
    "\\\\", "a\\", "[x](y)", "![x](y)", "[x]: y", "[^1]", "[^1]: x", "[ ] x",
    "- [ ] x", "&lt;", "&amp;lt;", "&#64;who", "&copy", "R&D", "- 局", "-", "+",
    "+ 局", "1. 局", "1)", "123456789. 局", "1234567890. 局", "> 局", ">", "---", "***",
    "===", "=", "--", "- - -", ":-:", ":-", "-:", ":--", "| - |", "    局", "　　局",
    "局　", "\u00a0局", "a  b", "“甲”", "《甲》", "==x==", "^x^", "++x++", "!!! note",
    ": 局", "*[局]: x", "{{x}}", "{x}", "{: .x}", "{#x}", "\u200b局",
    "é—…·", "1~2", "08:30:00", "95%以上", "A-1",
)  # fmt: skip
"""What people or strangers may type and what some reader has a meaning for."""


def document_with(text: str) -> Document:
    """Return a document that has a text in every place."""
    line: Line = (text,)
    columns = (
        Column("1", (text, text), Role.CODE, 1),
        Column("2", (text,), Role.LABEL, 1),
        Column("3", (text,), Role.TEXT, 1),
        Column("4", (text,), Role.AMOUNT, 1),
    )
    rows = tuple(Row("r", kind, None, text, 1, (line,) * 4) for kind in RowKind)
    form = ((FormCell(line, 4, head=True), FormCell(line, 8, head=False)),)
    table = Table(
        id="t",
        number=text,
        title=text,
        unit="元",
        wide=False,
        above=(text, text),
        form=form,
        panels=(Panel(columns, rows),),
        notes=(line, line),
    )
    small = replace(table, number="", above=(text, ""), form=(), panels=(Panel(columns, ()),))
    return Document(
        text,
        2024,
        "x",
        "元",
        text,
        None,
        (
            Heading(1, line),
            Paragraph((line, line, ("开头", text, "。", text))),
            Heading(3, line),
            Paragraph((line, line), Align.RIGHT),
            table,
            Paragraph((line,)),
            small,
        ),
    )


RESOURCES = Resources.of_workspace(None)
PLAIN = "某某"


def assert_shown_as_typed(text: str) -> None:
    markdown = render_markdown(document_with(text), RESOURCES)
    plain = render_markdown(document_with(PLAIN), RESOURCES)
    for (name, page), (_, expected) in zip(pages(markdown), pages(plain), strict=True):
        assert page.blocks == [
            (tag, shown(block.replace(PLAIN, shown(text)))) for tag, block in expected.blocks
        ], name
        assert page.elements == expected.elements, name
        assert page.live == [], name


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_is_shown_as_typed_in_every_place(text: str) -> None:
    assert_shown_as_typed(text)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_in_a_table_of_html_is_shown_as_typed(text: str) -> None:
    """Its lines are broken where a browser would break each character; nothing else is added."""

    def cells(typed: str) -> Iterator[tuple[list[str], list[str]]]:
        document = document_with(typed)
        blocks = (replace(b, wide=True) if isinstance(b, Table) else b for b in document.blocks)
        markdown = render_markdown(replace(document, blocks=tuple(blocks)), RESOURCES, "html")
        for _, page in pages(markdown):
            texts = [text for tag, text in page.blocks if tag in {"td", "th"}]
            assert {"img", "script", "details", "a"}.isdisjoint(tag for tag, _ in page.elements)
            yield texts, page.live

    for (found, live), (expected, _) in zip(cells(text), cells(PLAIN), strict=True):
        assert found == [one.replace(PLAIN, shown(text)) for one in expected]
        assert live == []


def test_a_wide_table_of_html_has_a_row_a_line_and_merged_heads() -> None:
    document = compiled(BUDGETS[0]).document
    assert document is not None
    html = render_markdown(document, RESOURCES, "html")
    (table, *_) = re.findall(r"^<table>\n.*?^</table>$", html, flags=re.DOTALL | re.MULTILINE)
    lines = table.split("\n")
    assert lines[1].startswith('<thead><tr><th colspan="3" nowrap>功能分类<br>科目编码</th>')
    assert all(line.startswith("<tr>") and line.endswith("</tr>") for line in lines[3:-1])
    assert html.count("<table>") == sum(one.wide for one in document.tables()) == 3


PIECES = ("www.", "://", *"`~ab1 \\@#<>|[]()*_!&;:/.-+=$%^{}\"'中。　\n")


@given(st.lists(st.sampled_from(PIECES), min_size=1))
def test_any_text_is_shown_as_typed(parts: list[str]) -> None:
    text = "".join(parts)
    if text.strip():
        assert_shown_as_typed(text)


@example("某  局")
@given(st.text("某局年、。（），：；“”《》012.,-><=%/ "))
def test_a_text_without_markup_is_left_alone_as_it_is_beside_some(text: str) -> None:
    """The sign of markup has it go through all patterns, and touches none of the text."""
    assert escape(f"{text}年*年") == f"{escape(f'{text}年年')[:-1]}\\*年"
