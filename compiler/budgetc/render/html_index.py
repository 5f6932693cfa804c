"""The index of a page: a row each for those that it lists, with the ways to their documents.

It is whole as it stands. The script beside it adds what a long list wants: sorting and filtering.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from budgetc.diagnostics import Counts
from budgetc.document.model import Column, Role, Row, RowKind, Table
from budgetc.render import grid
from budgetc.render.evidence import Evidence, Listed, State
from budgetc.render.html_escape import escape, escape_line

_MANY = 2
"""The least number of columns of one kind that a reader may choose among."""
_DEEPEST = 9
"""The deepest indentation that the style sheet knows."""


def index_html(
    table: Table, evidence: Evidence, say: Mapping[str, str], formats: Mapping[str, str]
) -> Iterator[str]:
    """Yield an index.

    Args:
        table: its figures; of rows that nobody is listed for, these alone are shown.
        evidence: whom it lists.
        say: the words of the page, escaped.
        formats: what formats are called, by their suffixes; of some, nothing.
    """
    index = _Index(table, evidence, say, formats)
    is_many = len(table.columns) > grid.FORM_PARTS
    wide = " wide" if table.wide or is_many else ""
    yield f'<section class="index sheet{wide}"><h2 id="index">{escape(table.name)}</h2>\n'
    yield from index.beside()
    yield from index.form()
    left, right = map(escape, table.above)
    yield f'<p class="above"><span>{left}</span><span>{right}</span></p>'
    yield '<div class="grid" role="group" tabindex="0" aria-labelledby="index">'
    many = " many" if is_many else ""
    yield f'<table class="data{many}" aria-labelledby="index"><thead>'
    yield from index.heads()
    yield "</thead><tbody>\n"
    yield from index.rows()
    yield "</tbody></table></div></section>\n"


class _Index:
    """The parts of one index."""

    def __init__(
        self,
        table: Table,
        evidence: Evidence,
        say: Mapping[str, str],
        formats: Mapping[str, str],
    ) -> None:
        self._panels = table.panels
        self._columns = table.columns
        self._evidence = evidence
        self._say = say
        self._formats = formats
        self._listed = {one.id: one for one in evidence.listed if one.state is State.COUNTED}
        self._tells = any(one.found is not None for one in evidence.listed)
        self._leads = any(link for one in evidence.listed for link in self._links(one))

    def beside(self) -> Iterator[str]:
        """Yield the ways to other documents about the same."""
        if self._evidence.beside:
            links = (f'<a href="{escape(to)}">{escape(self._formats.get(name, name))}</a>'
                     for name, to in self._evidence.beside)  # fmt: skip
            yield f'<p class="beside">{self._say["beside"]} {" ".join(links)}</p>\n'

    def form(self) -> Iterator[str]:
        """Yield what the script shows and asks: without it, it stays hidden."""
        say = self._say
        yield '<form class="filters" id="filters" hidden>'
        yield f'<label>{say["find"]} <input type="search" id="find" autocomplete="off"></label>'
        kinds = [(kind, [*of]) for kind, of in groupby(enumerate(self._columns), _kind)]
        kinds = [(kind, of) for kind, of in kinds if kind and len(of) >= _MANY]
        if kinds:
            options = (_options(kind, of) for kind, of in kinds)
            yield _select("having", say["having"], say["all"], "".join(options))
            options = (f'<option value="{of[0][0]} {len(of)}">{escape(kind)}</option>'
                       for kind, of in kinds)  # fmt: skip
            yield _select("columns", say["columns"], say["all"], "".join(options))
        if self._tells:
            names = ("failed", "absent", "error", "warning", "note", "none")
            options = (f'<option value="{name}">{say[f"found_{name}"]}</option>' for name in names)
            yield _select("found", say["findings"], say["all"], "".join(options))
        yield f'<output id="shown" for="filters" data-of="{say["shown"]}"></output></form>\n'

    def heads(self) -> Iterator[str]:
        """Yield the rows of the head."""
        cells, depth = grid.head_cells(self._panels), grid.head_depth(self._panels)
        for row in range(depth):
            yield "<tr>"
            for cell in cells:
                if cell.row == row:
                    scope = "col" if cell.columns == 1 else "colgroup"
                    stays = ' class="stay"' if cell.column == 0 and cell.columns == 1 else ""
                    spans = grid.spans(cell.columns, cell.rows)
                    yield f'<th scope="{scope}"{stays}{spans}>{escape(cell.text)}</th>'
            if row == 0:
                spans = grid.spans(1, depth)
                yield from (f'<th scope="col" class="{look}"{spans}>{self._say[name]}</th>'
                            for look, name in self._beside_amounts())  # fmt: skip
            yield "</tr>"

    def _beside_amounts(self) -> Iterator[tuple[str, str]]:
        """Yield the look of each column after the amounts, and what it is called."""
        if self._tells:
            yield "told", "findings"
        if self._leads:
            yield "docs", "documents"

    def rows(self) -> Iterator[str]:
        """Yield the rows: those with figures, each above its parts, then those who have none."""
        for panel in self._panels:
            for row in panel.rows:
                listed = self._listed.get(row.id)
                yield self._row(row, listed)
                yield from self._parts(listed, 1)
        for one in self._evidence.listed:
            if one.state is not State.COUNTED:
                said = f"found_{one.state.value}"
                yield _tr("", _told(one), [_name(one, 0), self._gap(said), *self._ways(one)])

    def _row(self, row: Row, listed: Listed | None) -> str:
        pairs = zip(self._columns[1:], row.cells[1:], strict=True)
        name = _head(escape(row.label), 0) if listed is None else _name(listed, 0)
        cells = [
            name,
            *(f'<td class="{_look(column)}">{escape_line(cell)}</td>' for column, cell in pairs),
            *self._ways(listed),
        ]
        is_total = row.kind is RowKind.TOTAL
        return _tr("total" * is_total, ["total"] if is_total else _told(listed), cells)

    def _parts(self, listed: Listed | None, depth: int) -> Iterator[str]:
        for one in listed.parts if listed is not None else ():
            yield _tr("part", _told(one), [_name(one, depth), self._gap("parts"), *self._ways(one)])
            yield from self._parts(one, depth + 1)

    def _gap(self, said: str) -> str:
        """Return the cell in place of all amounts; it says why on a phone, where no other does."""
        width = len(self._columns) - 1
        return f'<td class="none" colspan="{width}" data-said="{self._say[said]}"></td>'

    def _ways(self, listed: Listed | None) -> Iterator[str]:
        """Yield the cells after the amounts."""
        if self._tells:
            yield f'<td class="told">{"" if listed is None else self._found(listed)}</td>'
        if self._leads:
            yield f'<td class="docs">{" ".join(self._links(listed))}</td>'

    def _links(self, listed: Listed | None) -> Iterator[str]:
        """Yield the ways to the documents that are no pages."""
        for suffix, to in listed.links if listed is not None else ():
            if suffix != "html" and listed is not None:
                called = self._formats.get(suffix, suffix)
                label = escape(f"{listed.name} {called}")
                yield f'<a href="{escape(to)}" aria-label="{label}">{escape(called)}</a>'

    def _found(self, listed: Listed) -> str:
        if listed.state is State.ABSENT:
            return f'<span class="absent">{self._say["found_absent"]}</span>'
        kinds = () if listed.found is None else _counted(listed.found)
        marks = (f'<span class="{kind}">{self._say[kind]} {count}</span>' for kind, count in kinds)
        failed = f'<span class="error">{self._say["found_failed"]}</span>'
        told = (*((failed,) if listed.state is State.FAILED else ()), *marks)
        return " ".join(told) or f'<span class="clean">{self._say["found_none"]}</span>'


def _kind(numbered: tuple[int, Column]) -> str:
    """Return the head that a column shares with its neighbours; nothing where it has its own."""
    header = numbered[1].header
    return header[0] if len(header) > 1 else ""


def _options(kind: str, columns: Sequence[tuple[int, Column]]) -> str:
    options = (f'<option value="{at}">{escape(" / ".join(column.header[1:]))}</option>'
               for at, column in columns)  # fmt: skip
    return f'<optgroup label="{escape(kind)}">{"".join(options)}</optgroup>'


def _select(name: str, label: str, every: str, options: str) -> str:
    return (
        f'<label>{label} <select id="{name}"><option value="">{every}</option>'
        f"{options}</select></label>"
    )


def _tr(kind: str, told: Iterable[str], cells: Iterable[str]) -> str:
    look = f' class="{kind}"' if kind else ""
    return f'<tr{look} data-found="{" ".join(told)}">{"".join(cells)}</tr>\n'


def _name(listed: Listed, depth: int) -> str:
    """Return a name, which leads to the page where there is one."""
    pages, name = dict(listed.links), escape(listed.name)
    way = f'<a href="{escape(pages["html"])}">{name}</a>' if "html" in pages else name
    return _head(way, depth)


def _head(name: str, depth: int) -> str:
    inside = f" i{min(depth, _DEEPEST)}" if depth else ""
    return f'<th scope="row" class="l stay{inside}">{name}</th>'


def _look(column: Column) -> str:
    return "n" if column.role is Role.AMOUNT else "t"


def _told(listed: Listed | None) -> Iterator[str]:
    """Yield the words by which a row is filtered."""
    if listed is None or listed.found is None:
        return
    if listed.state is not State.COUNTED:
        yield listed.state.value
    kinds = [kind for kind, _ in _counted(listed.found)]
    yield from kinds or (("none",) if listed.state is State.COUNTED else ())


def _counted(found: Counts) -> tuple[tuple[str, int], ...]:
    kinds = (("error", found.errors), ("warning", found.warnings), ("note", found.notes))
    return tuple((kind, count) for kind, count in kinds if count)
