"""Every code has one page, in both languages, and the handbook is made of them."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from budgetc.diagnostics import SEVERITIES
from budgetc.diagnostics.kinds import LOCAL
from budgetc.diagnostics.messages import Bilingual, Translator
from budgetc.files.data import Resources
from budgetc.lists import Thresholds, shipped_lists
from budgetc.rules import RULES, handbook, pages
from budgetc.rules.pages import (
    SECTIONS,
    Page,
    PageError,
    family_of,
    load_page,
    load_words,
    sections,
)
from budgetc.rules.waivers import WAIVERS
from tests.support import ROOT

PACKAGE = ROOT / "compiler" / "budgetc"
DOCS = ROOT / "docs" / "rules"
HAN = re.compile("[\u3400-\u9fff]")
JUDGED = {*(rule.code for rule in RULES), WAIVERS}

ENDS_ENGLISH = re.compile(r"[.?!…]['”’)`]?$")
ENDS_CHINESE = re.compile(r"[。？！…]”?$")


def _files() -> list[Path]:
    beside = (PACKAGE / "rules").glob("*/*.yaml")
    return sorted([*beside, *(PACKAGE / "diagnostics" / "pages").glob("*.yaml")])


def test_every_code_has_exactly_one_page_and_every_page_its_code() -> None:
    found = [path.stem.upper() for path in _files()]
    assert len(found) > 40
    assert sorted(found) == sorted(SEVERITIES)


def test_a_page_says_everything_in_both_languages() -> None:
    faults = {code: told for code in SEVERITIES if (told := list(_faults(load_page(code))))}
    assert faults == {}


def _faults(page: Page) -> Iterator[str]:
    """Yield what the form of a page does not allow."""
    texts = {name: getattr(page, name) for name in SECTIONS}
    wanted = SECTIONS if page.is_rule else ("why", "example", "fix")
    yield from (f"{name} is missing" for name in wanted if not texts[name])
    title = page.title
    if not re.match("[^a-z].*[a-z]{2}", title.en) or title.en.endswith("."):
        yield title.en
    if not HAN.search(title.zh) or title.zh.endswith("。"):
        yield title.zh
    for name, text in ((name, text) for name, text in texts.items() if text):
        if name != "formula" and not ENDS_ENGLISH.search(text.en):
            yield f"{name}: {text.en}"
        if name != "formula" and not ENDS_CHINESE.search(text.zh):
            yield f"{name}: {text.zh}"
        if "\n" in text.en + text.zh:
            yield f"{name} has lines"
        if not HAN.search(text.zh) and name not in ("example", "formula"):
            yield f"{name} is not Chinese"


def test_a_page_stands_beside_its_rule() -> None:
    assert {code for code in SEVERITIES if load_page(code).is_rule} == JUDGED


def test_every_family_has_a_name() -> None:
    words = load_words()
    assert set(words.families) == {LOCAL, *(family_of(code) for code in SEVERITIES)}
    assert set(words.headings) == set(SECTIONS)
    assert set(words.kinds) == {"rule", "form"}


def test_sections_are_in_order_and_say_how_sure_a_source_is() -> None:
    page = load_page("ROL005")
    headings = [words.en for words in load_words().headings.values()]
    assert [heading for heading, _ in sections(page, Translator("en"))] == headings
    for language, mark in (("en", " (follows from"), ("zh", "（由表内")):
        texts = dict(sections(page, Translator(language)))
        assert sum(mark in text for text in texts.values()) == 1


GOOD = {
    name: f"  {name}: {{en: A., zh: 甲。}}\n" for name in ("title", "why", "example", "fix")
}  # fmt: skip
WHOLE = "".join(text.strip() + "\n" for text in GOOD.values())


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (None, "is missing"),
        ("", "SYN008"),
        ("a: [", "SYN001"),
        ("[a]", "must be a mapping of keys"),
        (WHOLE.replace("why:", "wy:"), "wy is not known"),
        (WHOLE.replace("fix: {en: A., zh: 甲。}\n", ""), "fix is missing"),
        (WHOLE.replace("fix: {en: A., zh: 甲。}", "fix: {en: A.}"), "fix.zh is missing"),
        (WHOLE.replace("fix: {en: A.,", "fix: {en: 12,"), "fix.en must be a text"),
        (WHOLE + "certainty: official\n", "source and certainty go together"),
        (WHOLE + "source: {en: A., zh: 甲。}\n", "source and certainty go together"),
        (WHOLE + "source: {en: A., zh: 甲。}\ncertainty: sure\n", "certainty may not be sure"),
    ],
)
def test_a_page_that_is_wrong_is_an_error_that_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str | None, problem: str
) -> None:
    monkeypatch.setattr(pages, "_FORM", tmp_path)
    if text is not None:
        (tmp_path / "SYN001.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(PageError, match=problem):
        load_page("SYN001")


def test_a_page_that_is_right_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "_FORM", tmp_path)
    (tmp_path / "SYN001.yaml").write_text(WHOLE, encoding="utf-8")
    page = load_page("SYN001")
    assert page.fix == Bilingual("A.", "甲。")
    assert (page.family, page.severity, page.is_rule) == ("SYN", "error", False)


def test_a_code_that_is_none_has_no_page() -> None:
    with pytest.raises(PageError, match="there is no ABC001"):
        load_page("ABC001")


def test_the_handbook_is_fresh() -> None:
    for name, text in handbook.handbook().items():
        path = DOCS / name
        fresh = path.is_file() and path.read_text(encoding="utf-8") == text
        assert fresh, f"{name}: run: python -m budgetc.rules.handbook docs/rules"
    found = {path.name for path in DOCS.iterdir()}
    assert found == {*handbook.handbook(), "coverage.md"}


def test_links_of_the_handbook_lead_somewhere() -> None:
    links = 0
    for path in DOCS.glob("*.md"):
        for link in re.findall(r"\]\(([^)#]+)\)", path.read_text(encoding="utf-8")):
            if "://" not in link:
                assert (DOCS / link).exists(), f"{path.name}: {link}"
                links += 1
    assert links > 100


def test_every_threshold_is_explained() -> None:
    names = [field.name for field in dataclasses.fields(Thresholds)]
    assert list(pages.threshold_meanings()) == names
    text = handbook.handbook()[handbook.THRESHOLDS]
    assert "| `growth_reason` | 10 | 2000 | **not published** | [PCT005](PCT005.md), " in text
    assert "| `growth_reason` | From what change against last year" in text
    assert "| `publication_days` | 20 | 2015-01-01 | yes | [PUB005](PUB005.md), " in text
    assert "| `reception_share` | not set | " in text


def test_every_threshold_has_its_source_and_its_first_day() -> None:
    lists = shipped_lists(Resources.of_workspace(None))
    sources = lists.threshold_sources
    assert list(sources) == [field.name for field in dataclasses.fields(Thresholds)]
    for name, source in sources.items():
        assert source.value == getattr(lists.thresholds, name), name
        date.fromisoformat(source.since if "-" in source.since else f"{source.since}-01-01")
        assert source.certainty in load_words().certainty, name
        assert re.search("[a-z]{2}", source.source.en), name
        assert HAN.search(source.source.zh), name
        assert not (source.published and source.certainty == "practice"), name
        assert not (source.published and source.value is None), name


def test_a_number_names_the_rules_that_compare_with_it() -> None:
    used: dict[str, set[str]] = {}
    folder = ROOT / "compiler/budgetc/rules"
    names = [field.name for field in dataclasses.fields(Thresholds)]
    for path in folder.glob("*/*[0-9].py"):
        texts = [path.read_text(encoding="utf-8")]
        beside = re.findall(rf"from budgetc\.rules\.{path.parent.name}\.(\w+)", texts[0])
        texts += [(path.parent / f"{one}.py").read_text(encoding="utf-8") for one in beside]
        for name in names:
            if any(re.search(rf"thresholds\.{name}\b", text) for text in texts):
                used.setdefault(name, set()).add(path.stem.upper())
    sources = shipped_lists(Resources.of_workspace(None)).threshold_sources
    assert {name: {*source.rules} for name, source in sources.items()} == used


def test_a_page_says_of_its_numbers_since_when_they_hold_and_who_published_them() -> None:
    said = dict(sections(load_page("GOV004"), Translator("en")))["Numbers"]
    assert "small_and_medium_share 30, for budgets since 2021-01-01: 财库〔2020〕46号" in said
    assert [one.split()[0] for one in said.split("; ")] == [
        "small_and_medium_share", "small_and_micro_share", "small_lot_goods_and_services",
        "small_lot_works",
    ]  # fmt: skip
    assert "not published" not in said
    said = dict(sections(load_page("CLS005"), Translator("zh")))["数值标准"]
    assert said.startswith("other_share 30，适用于2000年及以后的预算：无文件规定具体数值")
    assert said.endswith("（未公布：无正式文件规定该数值）")


def test_pages_of_codes_that_are_gone_are_removed(tmp_path: Path) -> None:
    for name in ("OLD001.md", "SYN001.md", "coverage.md", "notes.txt"):
        (tmp_path / name).write_text("old", encoding="utf-8")
    handbook.write(tmp_path)
    assert not (tmp_path / "OLD001.md").exists()
    assert (tmp_path / "coverage.md").read_text(encoding="utf-8") == "old"
    assert (tmp_path / "notes.txt").exists()
    assert "# SYN001 Not YAML" in (tmp_path / "SYN001.md").read_text(encoding="utf-8")
