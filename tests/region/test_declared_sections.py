"""Declared sections of several sources put together: a department's with its unit's, a region's."""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetc.diagnostics import Severity
from budgetc.diagnostics.messages import ENGLISH, Translator
from budgetc.document.figures import lines_and_tables
from budgetc.document.model import Table, line_text
from budgetc.files.workspace import Workspace
from budgetc.pipeline import compile_source
from budgetc.region import Book, check_settings, compile_region
from tests.cli.run import run
from tests.jurisdiction.district import FILES, LAYOUT, SECTIONS, SOURCE, write_district
from tests.support import KORLA, rows_of, with_change

from .book import submissions

DALE = (
    SOURCE.replace("id: north", "id: dale")
    .replace("id: hill-top", "id: vale")
    .replace("Hill District", "Dale District")
)

HILL = with_change(
    SOURCE,
    "name: Hill District\n",
    "name: Hill District\n  subordinate_units:\n    - {id: annex}\n",
)

ANNEX = (
    DALE.replace("Dale District", "The Annex")
    .replace("year: 2024", "year: 2024\nkind: unit")
    .replace("amount: 1000", "amount: 500")
)

BOOK = (
    LAYOUT[: LAYOUT.index("tables:")].replace("district/document", "valley/book/document")
    + """\
tables:
  - id: districts
    title: Districts
    panels:
      - margin: money
        rows: {by: entity, total: {label: Total}}
        columns:
          - {head: District, show: name}
          - {head: Budget, id: now}
          - {head: People, id: people, where: {account: 5}}
  - id: schools
    title: Schools
    panels:
      - margin: money
        rows: {by: school, total: {label: Total}}
        columns: [{head: School, show: name}, {head: Last year, id: prior, of: prior}]
figures:
  posts: {margin: staff, of: posts}
breakdowns: {}
frameworks: {}
"""
)

BOOK_TEMPLATE = """\
There are {{ figures.posts }}.

{{ table("districts") }}

{{ table("schools") }}
"""


def _with_annex(folder: Path, annex: str = ANNEX) -> Workspace:
    write_district(folder, {"budgets/hill/2024.yaml": HILL, "budgets/hill/annex/2024.yaml": annex})
    return Workspace.find(folder)


def test_the_entries_of_a_unit_stand_beside_those_of_its_department(tmp_path: Path) -> None:
    workspace = _with_annex(tmp_path)
    source = workspace.source(tmp_path / "budgets/hill/2024.yaml")
    compiled = compile_source(source, workspace.resources())
    assert compiled.document is not None, compiled.findings
    tables = {table.id: table for table in compiled.document.tables()}
    assert [row[:1] + row[3:4] for row in rows_of(tables["schools"])] == [
        ["North School", "1,250"],
        ["Hill Top School", "-20"],
        ["North School", "750"],
        ["Hill Top School", "-20"],
        ["Total", "1,960"],
    ]


def test_two_sources_may_not_give_one_code_to_two_entries(tmp_path: Path) -> None:
    workspace = _with_annex(tmp_path, ANNEX.replace("id: dale", "id: north"))
    source = workspace.source(tmp_path / "budgets/hill/2024.yaml")
    (told,) = (
        one
        for one in compile_source(source, workspace.resources()).findings
        if one.code == "SCH006"
    )
    assert ENGLISH(told.message) == "north is the code of another entry"
    assert told.span.file == "budgets/hill/annex/2024.yaml"


def _book_beside(folder: Path, files: dict[str, str]) -> Book:
    (book,) = _books_beside(folder, files).values()
    return book


def _books_beside(folder: Path, files: dict[str, str]) -> dict[str, Book]:
    write_district(folder, files)
    workspace = Workspace.find(folder)
    resources = workspace.resources()
    compiled = [compile_source(source, resources) for source in workspace.sources()]
    kept = submissions(compiled, workspace, resources)
    return {one.source.stem: one for one in compile_region(kept, workspace, resources)}


OTHER_UNITS = """\
{"USD": {"smallest": {"en": "cent", "zh": "美分"}, "units": {"$": 100}}}
"""


@pytest.mark.parametrize(
    "files",
    [
        {},
        {"budgets/region.yaml": "name: The Valley\nunit: $\n"},
        {"budgets/hill/2024.yaml": SOURCE.replace("account: 5200", "account: 5299")},
        {"schema/units.json": OTHER_UNITS},
    ],
    ids=["no settings", "no book named", "of sources with errors", "units that the book lacks"],
)
def test_no_book_is_made_of_sections_that_it_does_not_add_up(
    tmp_path: Path, files: dict[str, str]
) -> None:
    book = _book_beside(tmp_path, files)
    assert book.document is None
    (told,) = book.findings
    named = "budgets/region.yaml" in files
    assert (told.code, told.severity) == ("LAY001", Severity.ERROR)
    assert told.span.file == ("budgets/region.yaml" if named else "budgets/hill/2024.yaml")
    assert ENGLISH(told.message) == (
        "sources of district have sections of their own, which the book of "
        "templates/region/book/layout.yaml does not add up"
    )
    assert told.hint is not None
    assert ENGLISH(told.hint) == (
        "write a book for them, templates/district/book/layout.yaml with base: district, title:, "
        "template: and tables:, and say in budgets/region.yaml what the region is called and which "
        "book is its own: name: … and book: district/book"
    )
    others = [(one.span.file, ENGLISH(one.message)) for one in told.related]
    assert others == ([("budgets/hill/2024.yaml", "this one is left out")] if named else [])
    chinese = Translator("zh")
    assert chinese(told.message) == (
        "district 的源文件有自己的栏目，templates/region/book/layout.yaml 的汇总不计这些栏目"
    )
    assert chinese(told.hint) == (
        "请为其另写汇总格式 templates/district/book/layout.yaml（写明 base: district 和 title、"
        "template、tables），并在 budgets/region.yaml 中填写地区名称和所用汇总格式：name: … 和 "
        "book: district/book"
    )


def test_a_year_of_which_nothing_is_added_up_has_no_book_and_the_others_have(
    tmp_path: Path,
) -> None:
    books = _books_beside(tmp_path, {"budgets/korla/2023.yaml": KORLA.replace("2024", "2023")})
    assert list(books) == ["2023", "2024"]
    assert books["2023"].document is not None, books["2023"].findings
    assert (books["2023"].others, books["2024"].document) == ((), None)
    (told,) = books["2024"].findings
    assert (told.code, told.severity) == ("LAY001", Severity.WARNING)
    assert told.hint is not None
    assert ENGLISH(told.hint) == (
        "so there is no book of that year; a workspace of their own can have one of theirs"
    )
    assert Translator("zh")(told.hint) == (
        "因此这一年度没有汇总；可将其放入另一个工作区，另写汇总格式"
    )


def test_sources_that_a_book_does_not_suit_are_left_out_of_it_and_listed(tmp_path: Path) -> None:
    book = _book_beside(tmp_path, {"budgets/korla/2024.yaml": KORLA})
    assert book.document is not None, book.findings
    (told,) = (one for one in book.findings if one.code == "LAY001")
    assert told.severity is Severity.WARNING
    assert ENGLISH(told.message) == (
        "sources of district have sections of their own, which the book of "
        "templates/region/book/layout.yaml does not add up"
    )
    assert told.hint is not None
    assert ENGLISH(told.hint) == (
        "the book lists them (1); a workspace of their own can have a book of theirs"
    )
    assert (told.span.file, told.related) == ("budgets/hill/2024.yaml", ())
    chinese = Translator("zh")
    assert chinese(told.hint) == "汇总列出这些源文件（1份）；可将其放入另一个工作区，另写汇总格式"
    said = str(book.document)
    assert "栏目不同的源文件" in said
    assert "budgets/hill/2024.yaml" in said


def test_a_source_with_errors_or_beside_another_asks_for_no_book(tmp_path: Path) -> None:
    wrong = SOURCE.replace("account: 5200", "account: 5299")
    files = {"budgets/korla/2024.yaml": KORLA, "budgets/korla/2024-again.yaml": SOURCE}
    book = _book_beside(tmp_path, {**files, "budgets/hill/2024.yaml": wrong})
    assert book.document is not None, book.findings
    assert [one.code for one in book.findings if one.code == "LAY001"] == []


def test_a_book_that_is_named_has_the_sections_of_its_sources(tmp_path: Path) -> None:
    other = BOOK.replace("templates/district/source", "templates/valley/source")
    files = {
        "budgets/region.yaml": "name: The Valley\nbook: valley/book\nunit: $\n",
        "templates/valley/source.schema.json": SECTIONS,
        "templates/valley/book/layout.yaml": other,
        "templates/valley/book/document.j2": BOOK_TEMPLATE,
    }
    book = _book_beside(tmp_path, files)
    assert book.document is None
    (told,) = book.findings
    assert (told.span.line, told.span.column) == (2, 7)
    assert ENGLISH(told.message).endswith(
        "which the book of templates/valley/book/layout.yaml does not add up"
    )


VALLEY = {
    "budgets/region.yaml": "name: The Valley\nbook: valley/book\nunit: $\n",
    "templates/valley/book/layout.yaml": BOOK,
    "templates/valley/book/document.j2": BOOK_TEMPLATE,
}


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        (
            "templates/valley/book/layout.yaml",
            "source: templates/district/source.schema.json\n",
            "base: distrikt\n",
            ("LAY001", "there is no jurisdiction distrikt", "did you mean district?"),
        ),
        (
            "templates/valley/book/document.j2",
            '"schools"',
            '"schols"',
            (
                "TPL001",
                "the template fails: the layout declares no table schols",
                "did you mean schools?",
            ),
        ),
        (
            "templates/valley/book/document.j2",
            "figures.posts",
            "figures.post",
            ("TPL001", "the template fails: figures: has no post", "did you mean posts?"),
        ),
        (
            "templates/valley/book/document.j2",
            "figures.posts }}",
            "figures.posts }",
            ("TPL001", "the template fails: unexpected “}”", ""),
        ),
    ],
)
def test_what_is_wrong_with_a_book_is_told_before_it_is_made(
    tmp_path: Path, file: str, old: str, new: str, told: tuple[str, str, str]
) -> None:
    write_district(tmp_path, {**VALLEY, file: with_change(VALLEY[file], old, new)})
    workspace = Workspace.find(tmp_path)
    found = check_settings(workspace, workspace.resources(), ["2024"])
    (one,) = (one for one in found if one.severity is Severity.ERROR)
    hint = "" if one.hint is None else ENGLISH(one.hint)
    assert (one.code, ENGLISH(one.message), hint) == told
    assert one.span.file == file
    ran = run("check", cwd=tmp_path)
    assert (ran.code, told[1] in ran.out) == (1, True)
    if told[0] == "LAY001":
        (same,) = _book_beside(tmp_path, {}).findings
        assert (same.code, ENGLISH(same.message)) == told[:2]


def test_a_region_has_the_sections_of_all_departments(tmp_path: Path) -> None:
    book = _book_beside(
        tmp_path,
        {
            "budgets/dale/2024.yaml": DALE,
            "budgets/region.yaml": "name: The Valley\nbook: valley/book\nunit: $\n",
            "templates/valley/book/layout.yaml": BOOK,
            "templates/valley/book/document.j2": BOOK_TEMPLATE,
        },
    )
    assert book.document is not None, book.findings
    assert [rows_of(table) for table in book.document.tables()] == [
        [
            ["Dale District", "1,230", "1,250"],
            ["Hill District", "1,230", "1,250"],
            ["Total", "2,460", "2,500"],
        ],
        [
            ["North School", "951"],
            ["Hill Top School", "10"],
            ["North School", "951"],
            ["Hill Top School", "10"],
            ["Total", "1,921"],
        ],
    ]


def test_a_code_of_a_section_is_of_one_department_unless_the_book_names_it(tmp_path: Path) -> None:
    name = "{head: School, show: name}"
    rows = BOOK.replace(name, f"{{head: Id, show: code}}, {name}")
    both = "          - {head: North, id: north, where: {school: north}}\n"
    dale = DALE.replace("id: dale", "id: north").replace("id: vale", "id: hill-top")
    settings = "name: The Valley\nbook: valley/book\nunit: $\n"
    book = _book_beside(
        tmp_path,
        {
            "budgets/dale/2024.yaml": dale.replace("name: North School", "name: Dale School"),
            "budgets/region.yaml": settings,
            "templates/valley/book/layout.yaml": rows,
            "templates/valley/book/document.j2": BOOK_TEMPLATE,
        },
    )
    assert book.document is not None, book.findings
    schools = next(one for one in book.document.tables() if one.id == "schools")
    assert rows_of(schools) == [
        ["dale/north", "Dale School", "951"],
        ["dale/hill-top", "Hill Top School", "10"],
        ["hill/north", "North School", "951"],
        ["hill/hill-top", "Hill Top School", "10"],
        ["", "Total", "1,921"],
    ]
    named = rows.replace("  - id: schools", both + "  - id: schools")
    book = _book_beside(tmp_path, {"templates/valley/book/layout.yaml": named})
    assert book.document is not None, book.findings
    districts = next(one for one in book.document.tables() if one.id == "districts")
    assert [row[-1] for row in rows_of(districts)] == ["1,250", "1,250", "2,500"]


def test_a_name_of_a_section_may_stand_under_another_key(tmp_path: Path) -> None:
    """A sentence of the book, which stands under no heading, calls each school by it."""
    sections = with_change(SECTIONS, '"code": "id",', '"code": "id", "name": "title",')
    sections = with_change(
        sections, '["id", "name"],\n      "properties"', '["id"],\n      "properties"'
    )
    sections = with_change(
        sections, '"head": {"$ref": "#/$defs/name"},',
        '"head": {"$ref": "#/$defs/name"},\n        "title": {"$ref": "#/$defs/name"},',
    )  # fmt: skip
    source = SOURCE.replace("    name: North", "    title: North").replace(
        "    name: Hill Top", "    title: Hill Top"
    )
    schools = "breakdowns: {schools: {margin: money, by: school}}"
    words = "{% for one in breakdowns.schools %}{{ one.name }}: {{ one.amount }}. {% endfor %}\n\n"
    files = {
        "templates/district/source.schema.json": sections,
        "templates/district/document.j2": FILES["templates/district/document.j2"].replace(
            "{{ school.name }}", "{{ school.title }}"
        ),
        "templates/district/layout.yaml": LAYOUT.replace("{{ entry.name }}", "{{ entry.title }}"),
        "budgets/hill/2024.yaml": source,
        "budgets/region.yaml": "name: The Valley\nbook: valley/book\nunit: $\n",
        "templates/valley/book/layout.yaml": with_change(BOOK, "breakdowns: {}", schools),
        "templates/valley/book/document.j2": words + BOOK_TEMPLATE,
    }
    book = _book_beside(tmp_path, files)
    assert book.document is not None, book.findings
    said = " ".join(
        line_text(one.line) for one in lines_and_tables(book.document) if not isinstance(one, Table)
    )
    assert "North School: $1250.00. Hill Top School: -$20.00." in said
