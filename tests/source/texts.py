"""Texts of every kind that the reader may take: in pieces, as other programs write, and damaged."""

from __future__ import annotations

from hypothesis import strategies as st

from budgetc.source.nodes import SourceTree
from budgetc.source.read import read_bytes
from tests.support import MINIMAL
from tests.yaml_files import dump

PIECES = [
    "a", "b: ", "c:", "- ", "\n", "\n  ", "\n    ", "# x", "  # y", '"q"', "'s'", "{", "}", "[",
    "]", ", ", "|\n", ">-\n", "&a ", "*a", "? ", ": ", "~", "1.50", "00", '"t\\\n   u"', "'k\n  l'",
    "x\n  y", "---\n", "...\n", "!t ", "年度", "“”", '"%"', "k: v\n", "z:\n  w: 1\n", "unit: 元\n",
    "year: 2024\n", "\n\n", "\t", " #", "%", "|2\n", "|+\n", 'code: "2013801"', '" \\ \n x"',
    "\u3000", "\u00a0", "\u2003", "- |+\n", "  - ", "\t- ", '"k": ', "[a: 1]", "#c\n", "{a, ", "\\",
    "%YAML 1.1\n", "   \n", "  q\n", "    r  \n", "-\t", "|\n  a\n   \n", ">\n  a\n   b\n\n  c\n",
    "- - ", "- # c\n", "revenue:\n", "\t# t\n", "\r\n", "\ufeff",
]  # fmt: skip


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """Return a source with some pieces typed into it, or over it."""
    text = MINIMAL
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + draw(st.sampled_from(PIECES)) + text[at + draw(st.integers(0, 2)) :]
    return text


@st.composite
def dumped(draw: st.DrawFn) -> str:
    """Return what another program writes of any value."""
    values = st.recursive(
        st.text(max_size=8) | st.integers().map(str),
        lambda inner: (
            st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3)
        ),
        max_leaves=12,
    )
    return dump(draw(values), width=40, braces=draw(st.booleans()))


TEXTS = st.lists(st.sampled_from(PIECES), max_size=14).map("".join) | dumped() | damaged()


def taken(data: bytes) -> SourceTree | None:
    """Return a text as the reader reads it; nothing where it finds something wrong."""
    tree, findings = read_bytes("f.yaml", data)
    return None if findings else tree
