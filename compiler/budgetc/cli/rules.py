"""`budgetc rules`: what can be found wrong, code by code."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from itertools import groupby
from typing import Any

from budgetc.cli.declared import argument, choice, declared
from budgetc.cli.inputs import workspace_here
from budgetc.cli.local_examples import try_rules
from budgetc.cli.report import COLOURS
from budgetc.cli.speech import UsageError, in_words, say, translator
from budgetc.diagnostics import SEVERITIES, Severity
from budgetc.diagnostics.characters import aligned, text_width
from budgetc.diagnostics.data import json_text
from budgetc.diagnostics.messages import msg
from budgetc.diagnostics.suggest import choices
from budgetc.rules.handbook import listed, page_text
from budgetc.rules.local_pages import Pages, pages_of
from budgetc.rules.pages import (
    SECTIONS,
    Page,
    all_pages,
    family_of,
    load_words,
    sections,
)

TEST = "test"
"""In place of a code: examples are tried."""

_WIDEST = 100
_INDENT = "  "

_OPENING = "（《“‘「『【〔〈"
_CLOSING = "，。、；：？！）》”’」』】〕〉…"

# A Chinese character may end a line, with the marks that belong to it; other words stay whole.
_PIECE = re.compile(
    rf"[ \n]+"
    rf"|[{_OPENING}]*[\u3400-\u9fff][{_CLOSING}.,;:!?)]*"
    rf"|[{_OPENING}]*[^\s\u3400-\u9fff{_OPENING}{_CLOSING}]+[{_CLOSING}]*"
    rf"|[{_OPENING}{_CLOSING}]+"
)


@declared(
    "rules",
    msg(
        "List everything that can be found wrong; with codes, or families of codes, say what "
        "each means, why it matters and what to do. `budgetc rules test` tries the examples of "
        "the rules that this workspace declares itself, or of those whose codes follow."
    ),
    argument("codes", msg("[CODE]..."), nargs=-1),
    choice(
        "--format",
        "output_format",
        choices=["text", "json", "markdown"],
        text=msg("Form of the list or of the pages."),
    ),
    example=msg("Example: budgetc rules XTB010 PER"),
)
def command(codes: tuple[str, ...], output_format: str) -> None:
    if codes[:1] == (TEST,):
        try_rules(codes[1:])
        return
    known = pages_of(workspace_here())
    pages = tuple(_asked(codes, known)) if codes else (*all_pages(), *known.local.values())
    if output_format == "json":
        say(json_text([_data(page) for page in pages]))
    elif output_format == "markdown":
        texts = [page_text(page, translator()) for page in pages] if codes else []
        say(("\n".join(texts) or listed(pages, translator())).rstrip("\n"))
    elif codes:
        say("\n\n".join("\n".join(_page_lines(page)) for page in pages))
    else:
        say("\n".join(_list_lines(pages)))
        hint = msg("budgetc rules CODE says what a code means and what to do")
        say(f"\n{in_words(hint)}", to_stderr=True)


def _asked(codes: Sequence[str], pages: Pages) -> Iterator[Page]:
    """Yield the pages of codes and of families, each once, in the order they were asked for.

    Raises:
        click.UsageError: there is no such code or family.
    """
    named: dict[str, None] = {}
    every = (*SEVERITIES, *pages.local)
    for code in codes:
        wanted = code.upper()
        found = [known for known in every if wanted in (known, family_of(known))]
        if not found:
            near = choices(wanted, (*every, *load_words().families))
            raise UsageError(msg("there is no code {code}; {choices}", code=code, choices=near))
        named.update(dict.fromkeys(found))
    yield from map(pages.of, named)


def _list_lines(pages: Sequence[Page]) -> Iterator[str]:
    families = load_words().families
    severities = _aligned({one.label: translator().text(one.label) for one in Severity})
    kinds = _aligned({name: _kind(name) for name in load_words().kinds})
    for position, (family, members) in enumerate(groupby(pages, key=lambda page: page.family)):
        if position:
            yield ""
        yield COLOURS.place(f"{family}  {families[family].in_words(translator())}")
        for page in members:
            severity = _mark(page)(severities[page.severity])
            kind = COLOURS.faint(kinds[page.kind])
            yield f"{_INDENT}{page.code}  {severity}  {kind}  {page.title.in_words(translator())}"


def _page_lines(page: Page) -> Iterator[str]:
    width = min(shutil.get_terminal_size().columns, _WIDEST)
    kind = _kind(page.kind)
    family = load_words().families[page.family].in_words(translator())
    first, *more = wrapped(f"{page.code}  {page.title.in_words(translator())}", width)
    yield from map(COLOURS.place, (first, *more))
    yield f"{_mark(page)(translator().text(page.severity))} · {kind} · {family}"
    for heading, text in sections(page, translator()):
        yield ""
        yield COLOURS.place(heading)
        yield from wrapped(text, width, _INDENT)


def _data(page: Page) -> dict[str, Any]:
    texts = {name: getattr(page, name) for name in ("title", *SECTIONS)}
    return {
        "code": page.code,
        "severity": page.severity,
        "family": page.family,
        "rule": page.is_rule,
        "certainty": page.certainty,
        **{name: text and asdict(text) for name, text in texts.items()},
    }


def _kind(name: str) -> str:
    return load_words().kinds[name].in_words(translator())


def _mark(page: Page) -> Callable[[str], str]:
    return COLOURS.severity(Severity[page.severity.upper()])


def _aligned(texts: Mapping[str, str]) -> Mapping[str, str]:
    return dict(zip(texts, aligned(texts.values()), strict=True))


def wrapped(text: str, width: int, indent: str = "") -> Iterator[str]:
    """Yield lines of a text, Chinese or English, no wider than a width, unless a word is.

    Args:
        text: without line breaks of its own.
        width: of a line, its indent included.
        indent: before each line.
    """
    line = indent
    for piece in _PIECE.findall(text):
        if text_width(line) + text_width(piece) > width and line.strip():
            yield line.rstrip()
            line = indent
        if piece.strip() or line.strip():
            line += piece
    if line.strip():
        yield line.rstrip()
