"""A derivation for people: a tree, a line a step, the place of what was typed on its line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal, InvalidOperation

from budgetc.diagnostics.characters import printable
from budgetc.diagnostics.messages import Message, Translator, msg
from budgetc.diagnostics.text import Palette
from budgetc.document.figures import InCell, Where
from budgetc.document.model import PERCENT, Formula
from budgetc.trace.derivation import Commit, Derivation, Leaf

_BRANCH, _LAST, _STEM, _BLANK = "├─ ", "└─ ", "│  ", "   "
_UNCOMMITTED = msg("not committed yet")
_HASH = 10
"""Characters of a commit's hash that are shown."""

_AROUND = 12
"""Characters of a sentence that are shown on each side of a figure."""


def tree_lines(
    node: Derivation, say: Translator, palette: Palette, first: str = "", rest: str = ""
) -> Iterator[str]:
    """Yield a derivation as lines of text, the figure first.

    Args:
        node: a derivation, or a part of one.
        say: puts the words into a language.
        palette: how places and lines of the tree are marked.
        first: what its first line begins with.
        rest: what the others do.
    """
    node = merged(node)
    yield f"{palette.faint(first)}{_head(node, say, palette)}"
    below = rest + (_STEM if node.children else _BLANK)
    told = () if node.leaf is None or not node.leaf.evidence else (evidence_text(node.leaf),)
    for aside in (*asides(node), *told):
        yield palette.faint(f"{below}{printable(say(aside))}")
    for child in node.children[:-1]:
        yield from tree_lines(child, say, palette, rest + _BRANCH, rest + _STEM)
    for child in node.children[-1:]:
        yield from tree_lines(child, say, palette, rest + _LAST, rest + _BLANK)


def _head(node: Derivation, say: Translator, palette: Palette) -> str:
    text = f"{printable(node.words(say))} = {palette.place(value_text(node))}"
    if node.leaf is not None:
        return f"{text}  {palette.note(leaf_text(node.leaf))}"
    formula = formula_text(node)
    return text if formula is None else f"{text}  ({printable(say(formula))})"


def evidence_text(leaf: Leaf) -> Message:
    """Return what proves an amount that was typed, where something is named."""
    if not leaf.page:
        return msg("evidence: {file}", file=leaf.evidence)
    return msg("evidence: {file}, page {page}", file=leaf.evidence, page=leaf.page)


def asides(node: Derivation) -> Iterator[Message]:
    """Yield what else is to be known of a step: who wrote it, how it is printed, its note."""
    if node.leaf is not None and node.leaf.commit is not None:
        yield _author_text(node.leaf.commit)
    if node.printed and node.value is not None and _is_rounded(node.printed, node):
        yield msg("printed as {text}", text=node.printed)
    if node.note is not None:
        yield node.note


def _is_rounded(printed: str, node: Derivation) -> bool:
    """Tell whether the digits of print are others than those of the value."""
    digits = printed.removesuffix(node.unit).replace(",", "")
    try:
        return Decimal(digits) != Decimal(node.shown)
    except InvalidOperation:
        return True  # the layout has a word for it


def merged(node: Derivation) -> Derivation:
    """Return a figure that was typed at one place as one step with what was typed."""
    if node.formula is Formula.GIVEN and len(node.children) == 1 and node.note is None:
        (end,) = node.children
        return replace(node, children=(), leaf=end.leaf, note=end.note)
    return node


def value_text(node: Derivation) -> str:
    """Return a value with its unit: `314.66 万元`, `$1,950.50`, `71.40%`, `17`."""
    return node.led or with_unit(node.shown, node.unit)


def with_unit(number: str, unit: str) -> str:
    """Return a number with its unit; percentages have theirs without a space before it.

    The word that a layout has in place of a percentage is none.
    """
    if unit != PERCENT:
        return f"{number} {unit}".rstrip()
    return f"{number}{unit}" if number[-1:].isdigit() else number


def leaf_text(leaf: Leaf) -> str:
    """Return where something was typed, and what: `2024.yaml:73:15 “203.53” 万元`."""
    place = f"{printable(leaf.file)}:{leaf.line}:{leaf.column}"
    if leaf.written is None:
        return place
    sign = "−" if leaf.sign < 0 else ""
    written = with_unit(f"“{printable(leaf.written)}”", leaf.unit)
    return f"{place} {sign}{written}"


def formula_text(node: Derivation) -> Message | None:
    """Return how a value was made of those below it; nothing where the tree says it itself."""
    match node.formula:
        case Formula.SUM if len(node.children) > 1:
            return msg("sum of {count}", count=len(node.children))
        case Formula.COUNT:
            return msg("number of entries")
        case Formula.SHARE | Formula.GROWTH | Formula.RATE if node.value is None:
            return _without_percentage(node)
        case Formula.SHARE | Formula.DIFFERENCE | Formula.GROWTH if node.children:
            return _formula_of_two(node, *node.children)
    return None


def _without_percentage(node: Derivation) -> Message | None:
    """Return why a percentage has no value."""
    base = node.children[1].value if node.children else None
    if base is not None and base < 0:
        return msg("no percentage: it compares with less than nothing")
    return msg("growth from nothing") if node.formula is Formula.GROWTH else None


def _formula_of_two(node: Derivation, one: Derivation, other: Derivation) -> Message:
    if node.formula is Formula.SHARE:
        return msg("share: {part} ÷ {whole} × 100%, rounded", part=one.shown, whole=other.shown)
    is_below_zero = node.formula is Formula.DIFFERENCE and (node.value or 0) < 0
    is_in_turn = is_below_zero or (one.value or 0) >= (other.value or 0)
    more, less = (one, other) if is_in_turn else (other, one)
    if node.formula is Formula.DIFFERENCE:
        return msg("difference: {more} − {less}", more=more.shown, less=less.shown)
    return msg(
        "growth: ({more} − {less}) ÷ {prior} × 100%, rounded",
        more=more.shown,
        less=less.shown,
        prior=other.shown.removeprefix("-"),
    )


def _author_text(commit: Commit) -> Message:
    """Return who wrote a line, and when."""
    if not commit.hash:
        return _UNCOMMITTED
    return msg(
        "{hash} {date}, {author}",
        hash=commit.hash[:_HASH],
        date=commit.date,
        author=commit.author,
    )


def commit_text(commit: Commit) -> Message:
    """Return a commit with what its author said it is for."""
    if not commit.hash:
        return _UNCOMMITTED
    return msg("{commit}: {summary}", commit=_author_text(commit), summary=commit.summary)


def where_text(where: Where) -> Message:
    """Return where in the document something is printed, as its readers would say it."""
    if isinstance(where, InCell):
        return msg(
            "{table}, row {row}, column {column}",
            table=where.table.name,
            row=where.about,
            column=where.heads,
        )
    start, end = max(0, where.start - _AROUND), min(len(where.text), where.end + _AROUND)
    before = "…" if start else ""
    after = "…" if end < len(where.text) else ""
    excerpt = f"{before}{where.text[start:end]}{after}"
    return msg("{heading}: “{excerpt}”", heading=where.heading, excerpt=excerpt)
