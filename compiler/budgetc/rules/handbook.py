"""The pages of findings as Markdown. `docs/rules/` is what this writes.

`python -m budgetc.rules.handbook docs/rules` writes a page for each code, an index, and the numbers
that rules compare with; pages of codes that are gone are removed.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path

from budgetc.diagnostics.messages import LANGUAGES, Translator
from budgetc.files.data import Resources
from budgetc.files.writing import remove, write_file
from budgetc.lists import load_lists
from budgetc.rules.pages import Page, PageError, all_pages, load_words, sections, threshold_meanings

INDEX = "README.md"
THRESHOLDS = "thresholds.md"
_OF_A_CODE = re.compile(r"[A-Z]{3}[0-9]{3}\.md")

_HEAD = """# What budgetc can find wrong

Generated from the pages beside the code: `python -m budgetc.rules.handbook docs/rules`.
`budgetc rules CODE` prints the same page in a terminal.

A *rule* judges every budget; a finding of *form* is met while a source is read or a document is
made. Every code has a failing example under `tests/`, checked to the line and column. Codes are
never given to another kind. Errors stop a build; with `--strict`, so do warnings.

[The numbers that rules compare with](thresholds.md) may be changed by a jurisdiction.
[Coverage](coverage.md) says for each of the 162 rules of the catalogue by what it is held.
"""

_THRESHOLDS_HEAD = """# The numbers that rules compare with

`schema/thresholds.json` has the usual ones; the `thresholds` of a jurisdiction's `layout.yaml`
replace them one by one. A rule whose number is not set is reported as not evaluated.

`schema/threshold_sources.json` says of each where it is from and since when it holds: for a budget
of a year that begins before that, it counts as not set, unless a workspace or a jurisdiction has
set another. *Not published* is a number that no official text states: this compiler has chosen it,
or a place sets it.
"""


def handbook() -> Mapping[str, str]:
    """Return the files of the handbook by their names.

    Raises:
        PageError: a page is missing, or lacks something.
    """
    pages = tuple(all_pages())
    return {
        INDEX: f"{_HEAD}\n{_index(pages)}",
        THRESHOLDS: f"{_THRESHOLDS_HEAD}\n{''.join(_thresholds())}",
        **{f"{page.code}.md": _both(page) for page in pages},
    }


def listed(pages: Sequence[Page], translator: Translator) -> str:
    """Return pages as a table in one language."""
    words = load_words()
    text = "| | | | |\n| --- | --- | --- | --- |\n"
    for page in pages:
        kind = words.kinds[page.kind].in_words(translator)
        severity = translator.text(page.severity)
        text += f"| {page.code} | {severity} | {kind} | {page.title.in_words(translator)} |\n"
    return text


def page_text(page: Page, translator: Translator) -> str:
    """Return a page in one language."""
    words = load_words()
    kind = words.kinds[page.kind].in_words(translator)
    family = words.families[page.family].in_words(translator)
    text = f"# {page.code} {page.title.in_words(translator)}\n\n"
    text += f"{translator.text(page.severity)} · {kind} · {family}\n"
    for heading, said in sections(page, translator):
        text += f"\n**{heading}**\n\n{said}\n"
    return text


def _both(page: Page) -> str:
    english, *others = (page_text(page, Translator(language)) for language in LANGUAGES)
    return "\n---\n\n".join([english, *others])


def _index(pages: Sequence[Page]) -> str:
    words = load_words()
    title = words.columns["title"]
    text = ""
    for family, members in groupby(pages, key=lambda page: page.family):
        name = words.families[family]
        text += f"## {family}: {name.en} · {name.zh}\n\n"
        text += f"| code | severity | kind | {title.en} | {title.zh} |\n"
        text += "| --- | --- | --- | --- | --- |\n"
        for page in members:
            kind = words.kinds[page.kind].en
            text += (
                f"| [{page.code}]({page.code}.md) | {page.severity} | {kind} | {page.title.en} "
                f"| {page.title.zh} |\n"
            )
        text += "\n"
    return text.rstrip("\n") + "\n"


def _thresholds() -> Iterator[str]:
    lists, findings = load_lists(Resources.of_workspace(None))
    if lists is None:
        raise PageError(str(findings))
    words, meanings = load_words(), threshold_meanings()
    yield "| name | usual value | since | published | rules |\n| --- | ---: | --- | --- | --- |\n"
    for name, of in lists.threshold_sources.items():
        usual = getattr(lists.thresholds, name)
        shown = "not set" if usual is None else usual
        published = "yes" if of.published else "**not published**"
        codes = ", ".join(f"[{code}]({code}.md)" for code in of.rules)
        yield f"| `{name}` | {shown} | {of.since} | {published} | {codes} |\n"
    meaning, source = words.columns["meaning"], words.headings["source"]
    yield f"\n| name | {meaning.en} · {meaning.zh} | {source.en} · {source.zh} |\n"
    yield "| --- | --- | --- |\n"
    for name, of in lists.threshold_sources.items():
        text, sure = meanings[name], words.certainty[of.certainty]
        from_where = f"{of.source.en} ({sure.en}).<br>{of.source.zh}（{sure.zh}）。"
        yield f"| `{name}` | {text.en}<br>{text.zh} | {from_where} |\n"


def write(folder: Path) -> None:
    """Make a folder hold the handbook; other files in it stay."""
    files = handbook()
    for path in folder.iterdir() if folder.is_dir() else ():
        if _OF_A_CODE.fullmatch(path.name) and path.name not in files:
            remove(path)
    for name, text in files.items():
        write_file(folder / name, text.encode())


if __name__ == "__main__":
    write(Path(sys.argv[1]))
