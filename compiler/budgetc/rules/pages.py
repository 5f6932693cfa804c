"""The pages of findings: what each code means, why it matters and how to mend it.

A page is data in both languages: `rules/<family>/<code>.yaml` beside a rule's function,
`diagnostics/pages/<CODE>.yaml` for findings of form. It is read when somebody asks for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from budgetc.diagnostics import SEVERITIES
from budgetc.diagnostics.messages import Bilingual, Translator
from budgetc.source.nodes import PlainValue, plain
from budgetc.source.read import read_bytes

_RULES = Path(__file__).parent
_FORM = _RULES.parent / "diagnostics" / "pages"
_WORDS = _RULES / "words.yaml"
_THRESHOLDS = _RULES / "thresholds.yaml"

SECTIONS = ("what", "why", "formula", "source", "example", "fix")
"""The parts of a page under its title, in the order in which they are shown."""

_ONLY_OF_RULES = frozenset({"what", "formula", "source", "certainty"})
"""What a finding of form may leave out."""


class PageError(Exception):
    """A page, or the words around it, that cannot be shown, and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What there is to say about one code.

    Attributes:
        code: a key of `SEVERITIES`.
        is_rule: whether every budget is judged by it; else it is met while reading or building.
        title: what is wrong, in a few words.
        why: why it matters to a reader of the budget.
        example: a case with numbers.
        fix: the way out.
        what: what is compared.
        formula: the same in short.
        source: the law, notice or practice behind it.
        certainty: how sure the source is; a key of `Words.certainty`.
    """

    code: str
    is_rule: bool
    title: Bilingual
    why: Bilingual
    example: Bilingual
    fix: Bilingual
    what: Bilingual | None = None
    formula: Bilingual | None = None
    source: Bilingual | None = None
    certainty: str | None = None

    @property
    def family(self) -> str:
        """The letters of the code."""
        return family_of(self.code)

    @property
    def kind(self) -> str:
        """What it is, as a key of `Words.kinds`."""
        return "rule" if self.is_rule else "form"

    @property
    def severity(self) -> str:
        """How bad a finding of this code usually is."""
        return SEVERITIES[self.code]


@dataclass(frozen=True, slots=True)
class Words:
    """The words around pages.

    Attributes:
        families: what the letters of codes stand for, in the order of lists.
        headings: of the sections of a page.
        certainty: how sure a source is.
        kinds: `rule`, and `form` for what is met while reading or building.
        columns: the heads of tables in both languages.
    """

    families: Mapping[str, Bilingual]
    headings: Mapping[str, Bilingual]
    certainty: Mapping[str, Bilingual]
    kinds: Mapping[str, Bilingual]
    columns: Mapping[str, Bilingual]


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
    written = _read(path)
    certainty = written.pop("certainty", None)
    texts = {key: _text(path, key, value) for key, value in written.items()}
    wanted = {"title", *SECTIONS}
    needed = wanted if is_rule else wanted - _ONLY_OF_RULES
    if unknown := texts.keys() - wanted:
        raise PageError(f"{path}: {', '.join(sorted(unknown))} is not known")
    if missing := needed - texts.keys():
        raise PageError(f"{path}: {', '.join(sorted(missing))} is missing")
    if (certainty is None) == ("source" in texts):
        raise PageError(f"{path}: source and certainty go together")
    if certainty is not None and certainty not in load_words().certainty:
        raise PageError(f"{path}: certainty may not be {certainty}")
    return Page(
        code=code,
        is_rule=is_rule,
        certainty=certainty if isinstance(certainty, str) else None,
        **texts,
    )


@cache
def load_words() -> Words:
    """Return the words around pages.

    Raises:
        PageError: they are missing, or lack something.
    """
    return Words(**{key: _texts(_WORDS, value) for key, value in _read(_WORDS).items()})


def threshold_meanings() -> Mapping[str, Bilingual]:
    """Return what each number means that rules compare with, by its name.

    Raises:
        PageError: one of them is not said in both languages.
    """
    return _texts(_THRESHOLDS, _read(_THRESHOLDS))


def _texts(path: Path, value: PlainValue) -> Mapping[str, Bilingual]:
    if not isinstance(value, dict):
        raise PageError(f"{path}: {value} is no list of words")
    return MappingProxyType({name: _text(path, name, text) for name, text in value.items()})


def _read(path: Path) -> dict[str, PlainValue]:
    if not path.is_file():
        raise PageError(f"{path} is missing")
    tree, findings = read_bytes(str(path), path.read_bytes())
    if tree is None or findings:
        raise PageError(f"{path}: {', '.join(str(found.code) for found in findings)}")
    written = plain(tree.root)
    if not isinstance(written, dict):
        raise PageError(f"{path}: this is no page")
    return written


def _text(path: Path, key: str, value: PlainValue) -> Bilingual:
    if isinstance(value, dict) and value.keys() == {"en", "zh"}:
        en, zh = value["en"], value["zh"]
        if isinstance(en, str) and isinstance(zh, str) and en.strip() and zh.strip():
            return Bilingual(en.strip(), zh.strip())
    raise PageError(f"{path}: {key} needs a text under en and one under zh")
