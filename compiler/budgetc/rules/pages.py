"""The pages of findings: what each code means, why it matters and how to mend it.

A page is data in both languages: `rules/<family>/<code>.yaml` beside a rule's function,
`diagnostics/pages/<CODE>.yaml` for findings of form. It is read when somebody asks for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any

from budgetc.diagnostics import SEVERITIES
from budgetc.diagnostics.messages import Bilingual, Message, Translator, msg, together
from budgetc.files.data import Resources
from budgetc.frozen import frozen
from budgetc.lists import shipped_lists
from budgetc.lists.model import ThresholdSource
from budgetc.schema.data import bound_data

_RULES = Path(__file__).parent
_FORM = _RULES.parent / "diagnostics" / "pages"

SECTIONS = ("what", "why", "formula", "source", "example", "fix")
"""The parts of a page under its title, in the order in which they are shown."""


class PageError(Exception):
    """A page, or the words around it, that cannot be shown, and why."""


@frozen(kw_only=True)
class PageTexts:
    """What a page says; that of a finding of form leaves out what is compared, and by whose word.

    Attributes:
        title: what is wrong, in a few words.
        why: why it matters to a reader of the budget.
        example: a case with numbers.
        fix: the way out.
        what: what is compared.
        formula: the same in short.
        source: the law, notice or practice behind it.
        certainty: how sure the source is; a key of `Words.certainty`.
    """

    title: Bilingual
    why: Bilingual
    example: Bilingual
    fix: Bilingual
    what: Bilingual | None = None
    formula: Bilingual | None = None
    source: Bilingual | None = None
    certainty: str | None = None


@frozen(kw_only=True)
class Page(PageTexts):
    """What there is to say about one code.

    Attributes:
        code: a key of `SEVERITIES`, or that of a workspace's own rule.
        is_rule: whether every budget is checked by it; else it is met while reading or building.
        severity: how bad a finding of this code usually is.
    """

    code: str
    is_rule: bool
    severity: str

    @property
    def family(self) -> str:
        """The letters of the code."""
        return family_of(self.code)

    @property
    def kind(self) -> str:
        """What it is, as a key of `Words.kinds`."""
        return "rule" if self.is_rule else "form"


@frozen()
class Words:
    """The words around pages.

    Attributes:
        families: what the letters of codes stand for, in the order of lists.
        headings: of the sections of a page.
        certainty: how sure a source is.
        kinds: `rule`, and `form` for what is met while reading or building.
        columns: the heads of tables in both languages.
        numbers: the heading of the numbers that a rule compares with.
    """

    families: Mapping[str, Bilingual]
    headings: Mapping[str, Bilingual]
    certainty: Mapping[str, Bilingual]
    kinds: Mapping[str, Bilingual]
    columns: Mapping[str, Bilingual]
    numbers: Bilingual


def all_pages() -> Iterator[Page]:
    """Yield the page of every code, family by family.

    Raises:
        PageError: one of them is missing, or lacks something.
    """
    families = list(load_words().families)
    for code in sorted(SEVERITIES, key=lambda code: (families.index(family_of(code)), code)):
        yield load_page(code)


def sections(page: Page, translator: Translator) -> Iterator[tuple[str, str]]:
    """Yield the headings and texts of a page in one language."""
    words = load_words()
    for name in SECTIONS:
        text: Bilingual | None = getattr(page, name)
        if text is None:
            continue
        said = text.in_words(translator)
        if name == "source" and page.certainty is not None:
            sure = words.certainty[page.certainty]
            said += Bilingual(f" ({sure.en})", f"（{sure.zh}）").in_words(translator)
        yield words.headings[name].in_words(translator), said
        if name == "source" and (numbers := numbers_of(page.code)):
            each = (_number_said(one, of) for one, of in numbers.items())
            yield words.numbers.in_words(translator), translator(together(*each))


def numbers_of(code: str) -> Mapping[str, ThresholdSource]:
    """Return the numbers that a rule compares with, as they ship, and where each is from."""
    sources = shipped_lists(Resources.of_workspace(None)).threshold_sources
    return {name: source for name, source in sources.items() if code in source.rules}


def _number_said(name: str, source: ThresholdSource) -> Message:
    """Return a number, since when it holds, where it is from, and whether that states it."""
    value = msg("not set") if source.value is None else str(source.value)
    from_when = (
        msg("for budgets since {day}", day=source.since)
        if "-" in source.since
        else msg("for budgets of {year} and later", year=source.since)
    )
    said = msg("{name} {value}, {from_when}: {source}", name=name, value=value,
               from_when=from_when, source=source.source)  # fmt: skip
    return said if source.published else msg("{said} (not published: no official text states it)",
                                             said=said)  # fmt: skip


def family_of(code: str) -> str:
    """Return the letters of a code."""
    return code[:3]


def load_page(code: str) -> Page:
    """Return the page of a code.

    Raises:
        PageError: there is no such code, its page is missing, or lacks something.
    """
    if code not in SEVERITIES:
        raise PageError(f"there is no {code}")
    beside = _RULES / family_of(code).lower() / f"{code.lower()}.yaml"
    is_rule = beside.is_file()
    path = beside if is_rule else _FORM / f"{code}.yaml"
    texts = _read(path, PageTexts)
    if (texts.certainty is None) == (texts.source is not None):
        raise PageError(f"{path}: source and certainty go together")
    if texts.certainty is not None and texts.certainty not in load_words().certainty:
        raise PageError(f"{path}: certainty may not be {texts.certainty}")
    said = {field.name: getattr(texts, field.name) for field in fields(PageTexts)}
    return Page(code=code, is_rule=is_rule, severity=SEVERITIES[code], **said)


@cache
def load_words() -> Words:
    """Return the words around pages.

    Raises:
        PageError: they are missing, or lack something.
    """
    words: Words = read_beside("words.yaml", Words)
    return words


def threshold_meanings() -> Mapping[str, Bilingual]:
    """Return what each number means that rules compare with, by its name.

    Raises:
        PageError: one of them is not said in both languages.
    """
    meanings: Mapping[str, Bilingual] = read_beside("thresholds.yaml", Mapping[str, Bilingual])
    return meanings


def read_beside(name: str, kind: Any) -> Any:
    """Return a data file of this folder as a value of a type.

    Raises:
        PageError: it is missing, or lacks something.
    """
    return _read(_RULES / name, kind)


def _read(path: Path, kind: Any) -> Any:
    if not path.is_file():
        raise PageError(f"{path} is missing")
    value, findings = bound_data(str(path), path.read_bytes(), kind)
    if findings:
        english = Translator("en")
        said = (f"{found.code} {found.message.in_words(english)}" for found in findings)
        raise PageError(f"{path}: {'; '.join(said)}")
    return value
