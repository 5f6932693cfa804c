"""Drafts made of documents, and how many of their leaves are those of the source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from budgetc.diagnostics.messages import Translator
from budgetc.files.data import Resources
from budgetc.lists import load_lists
from budgetc.published.model import PublishedDocument
from budgetc.published.read import read_published
from budgetc.recovery.recover import Recovered, recover
from budgetc.recovery.whose import Asked
from budgetc.recovery.wording import Words
from budgetc.render.formats import render_document
from budgetc.render.look import Typesetting
from budgetc.source import nodes
from budgetc.source.nodes import SourceTree
from budgetc.source.read import read_bytes
from tests.support import ROOT, document_of

SHIPPED = Resources.of_workspace(None)
MARK = Translator("zh").text("fill in")

PUTUO = (ROOT / "budgets/putuo-finance-bureau/2025.yaml").read_text(encoding="utf-8")
COUNTY = (ROOT / "tests/golden/county/budgets/forestry-bureau/2025.yaml").read_text("utf-8")

NOTHING_ASKED = Asked()

Key = tuple[str, ...]


class Value(NamedTuple):
    """A leaf: what is typed, and whether its line bears the mark."""

    text: str
    marked: bool


class Count(NamedTuple):
    """How the leaves of a draft compare with those of the source.

    Attributes:
        right: typed, and as in the source.
        open: not typed, and marked.
        doubted: typed otherwise, and marked.
        wrong: typed otherwise, or not there, without a mark.
    """

    right: tuple[Key, ...]
    open: tuple[Key, ...]
    doubted: tuple[Key, ...]
    wrong: tuple[Key, ...]

    @property
    def share(self) -> float:
        """Which part of the leaves is right, in percent."""
        return 100 * len(self.right) / sum(map(len, self))

    def __str__(self) -> str:
        """Return both numbers, and what is missing."""
        return (
            f"{len(self.right)} of {sum(map(len, self))} right ({self.share:.1f} %), "
            f"wrong without a mark: {len(self.wrong)}"
        )


def printed(content: bytes, name: str, folder: Path) -> PublishedDocument:
    """Return what a reader sees of a document."""
    path = folder / name
    path.write_bytes(content)
    lists, _ = load_lists(SHIPPED)
    assert lists is not None
    document = read_published(path, lists.printed)
    assert isinstance(document, PublishedDocument), document
    return document


@cache
def built(source: str, form: str) -> bytes:
    """Return the document of a source in a format."""
    content, findings = render_document(
        form, document_of(source), SHIPPED, typesetting=Typesetting("typst")
    )
    assert content is not None, findings
    return content


def draft_of(
    document: PublishedDocument,
    asked: Asked = NOTHING_ASKED,
    words: Mapping[str, Words] = MappingProxyType({}),
) -> Recovered:
    """Return the draft of a document."""
    done = recover(document, "x", asked, SHIPPED, Translator("zh"), words)
    assert done is not None
    return done


def leaves(text: str) -> Mapping[Key, Value]:
    """Return the leaves of a source that this room is about, by what they are of."""
    tree, findings = read_bytes("x.yaml", text.encode())
    assert tree is not None, findings
    found: dict[Key, Value] = {}
    for key, value in _leaves(tree):
        before = found.get(key)
        if before is None or key[-1] != "amount":
            found[key] = value
            continue
        whole = Decimal(before.text or 0) + Decimal(value.text or 0)  # print has their sum alone
        found[key] = Value(f"{whole:f}", before.marked or value.marked)
    return found


def _leaves(tree: SourceTree) -> Iterator[tuple[Key, Value]]:
    lines = tree.text.split("\n")

    def value(node: nodes.Node) -> Value:
        assert isinstance(node, nodes.Scalar)
        text = node.text
        if isinstance(node.value, int | Decimal) and not isinstance(node.value, bool):
            text = f"{Decimal(text).normalize():f}"
        return Value("" if node.value is None else text, MARK in lines[node.line])

    for path, names in (
        (("revenue",), ("fund",)),
        (("basic_expenditure", "by_function"), ("code", "fund")),
        (("basic_expenditure", "by_economic"), ("code", "fund")),
        (("purposes",), ("code",)),
    ):
        for line in _items(tree, path):
            key = tuple(v.text for n in names if isinstance(v := line.get(n), nodes.Scalar))
            for what, (_, node) in line.entries.items():
                if what not in (*names, "group") and isinstance(node, nodes.Scalar):
                    yield (*path, *key, what), value(node)
    for project in _items(tree, ("project_expenditure", "projects")):
        code, name = project.get("function"), project.get("name")
        assert isinstance(code, nodes.Scalar)
        assert isinstance(name, nodes.Scalar)
        for item in _items(tree, (), project.get("allocation")):
            if (amount := item.get("amount")) is not None:
                yield ("projects", code.text, "amount"), value(amount)
        yield ("projects", name.text, "name"), value(name)
        for what in ("economic", "fund", "prior", "executed", "reason"):
            if name.text and isinstance(told := project.get(what), nodes.Scalar):
                yield ("projects", name.text, what), value(told)
    for section in ("three_public", "operating_cost", "procurement", "assets"):
        found, rest = tree.at((section,))
        if not rest:
            yield from _scalars((section,), found, value)


def _scalars(path: Key, node: nodes.Node, value: object) -> Iterator[tuple[Key, Value]]:
    if isinstance(node, nodes.Mapping):
        for name, (_, inner) in node.entries.items():
            yield from _scalars((*path, name), inner, value)
    elif isinstance(node, nodes.Scalar):
        yield path, value(node)  # type: ignore[operator]


def _items(tree: SourceTree, path: Key, found: nodes.Node | None = None) -> Iterator[nodes.Mapping]:
    node, rest = tree.at(path) if path else (found, ())
    if not rest and isinstance(node, nodes.Sequence):
        yield from (item for item in node.items if isinstance(item, nodes.Mapping))


def counted(draft: str, source: str, only: tuple[str, ...] = (), text: str = "") -> Count:
    """Return how the leaves of a draft compare with those of the source that was printed.

    Args:
        draft: its text.
        source: the text that it was printed from.
        only: the last keys that count; all, if none is named.
        text: of the document: a name that does not stand in it is no leaf that print could tell.
    """
    mine, theirs = leaves(draft), leaves(source)
    right: list[Key] = []
    open_: list[Key] = []
    doubted: list[Key] = []
    wrong: list[Key] = []
    for key, value in theirs.items():
        if (only and key[-1] not in only) or (key[-1] == "name" and value.text not in text):
            continue
        got = mine.get(key)
        if got is None:
            (open_ if _above_is_marked(key, mine) else wrong).append(key)
        elif not got.text:
            (open_ if got.marked else wrong).append(key)
        elif got.text == value.text or _same(got.text, value.text):
            right.append(key)
        else:
            (doubted if got.marked else wrong).append(key)
    for key, value in mine.items():
        if (not only or key[-1] in only) and value.text not in ("", "0") and key not in theirs:
            (doubted if value.marked or _above_is_marked(key, mine) else wrong).append(key)
    return Count(tuple(right), tuple(open_), tuple(doubted), tuple(wrong))


def _same(one: str, other: str) -> bool:
    try:
        return Decimal(one) == Decimal(other)
    except ArithmeticError:
        return False


def _above_is_marked(key: Key, mine: Mapping[Key, Value]) -> bool:
    """Tell whether a mark stands in the same line, or in the same section where there is none."""
    line = [v for k, v in mine.items() if k[:-1] == key[:-1]]
    return any(v.marked for v in line) or not line
