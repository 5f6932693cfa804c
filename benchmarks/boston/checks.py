"""Every published cell of a department beside the compiled one, and what explains a difference."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from benchmarks.boston.reference import PERIODS, ROW, Department, place
from benchmarks.boston.source import AUTHORIZATIONS, GROUPS, HISTORY, MEASURES, POSTS, SPANS, YEARS
from budgetc.document.model import Document, line_text

Key = tuple[str, str, str]
"""Where a cell stands: the id of the table, of the row, and of the column."""

TOTAL = "total"
CHANGE = "change"


class Cell(NamedTuple):
    """A published cell.

    Attributes:
        key: where it stands in the compiled document.
        text: as published.
        place: what the list of defects calls it.
    """

    key: Key
    text: str
    place: str


class Defect(NamedTuple):
    """A known disagreement of the publication with itself."""

    check: str
    place: str
    printed: Any
    recomputed: Any
    kind: str


class Difference(NamedTuple):
    """A published cell that the compiled document does not have, or has otherwise."""

    cell: Cell
    ours: str | None


def amount(number: object) -> str:
    """Return whole dollars as they are printed."""
    return f"{number:,}" if isinstance(number, int) else str(number)


def number_text(number: str) -> str:
    """Return a number of posts as it is printed."""
    return f"{Decimal(number):,}"


def compiled_cells(document: Document) -> Mapping[Key, str]:
    """Return all cells of a compiled document."""
    return {
        (table.id, row.id, column.id): line_text(cell)
        for table in document.tables()
        for panel in table.panels
        for row in panel.rows
        for column, cell in zip(panel.columns, row.cells, strict=True)
    }


def differences(cells: Iterable[Cell], document: Document) -> Iterator[Difference]:
    """Yield the published cells that the compiled document has otherwise."""
    ours = compiled_cells(document)
    for cell in cells:
        if ours.get(cell.key) != cell.text:
            yield Difference(cell, ours.get(cell.key))


def published(department: Department) -> Iterator[Cell]:
    """Yield every published cell of a department's pages."""
    here = place(department)
    totals = department["published_totals"]
    yield from _operating(department, here, totals)
    yield from _accounts("accounts", department, here, totals)
    yield from _split("personnel_split", department, here, totals)
    yield from _external(department, here, totals)
    for number, program in enumerate(department["programs"], start=1):
        inside, at = f"programs[{number}]", f"{here} / {program['name']}"
        yield from _accounts(f"program_accounts.{inside}", program, at, program["published_totals"])
        yield from _split(f"program.{inside}", program, at, program["published_totals"])
        yield from _measures(inside, program, at)
    yield from _posts(department, here, totals)
    if "book_detail" in department:
        yield from _book(department, here)
    if department["capital"]:
        yield from _capital(department, here)


def _row(
    table: str, row: str, columns: Iterable[str], amounts: Iterable[object], where: str
) -> Iterator[Cell]:
    for column, number, period in zip(columns, amounts, PERIODS, strict=False):
        yield Cell((table, row, column), amount(number), f"{where} {period}")


def _operating(department: Department, here: str, totals: Any) -> Iterator[Cell]:
    for program in department["programs"]:
        where = f"{here} / {program['name']}"
        row = program["operating"][ROW]
        yield from _row("operating", program["organization"], YEARS, row, where)
    if "operating" in totals and department["programs"]:
        yield from _row("operating", TOTAL, YEARS, totals["operating"][ROW], here)


def _accounts(table: str, part: Department, here: str, totals: Any) -> Iterator[Cell]:
    for account in part["accounts"]:
        code, where = GROUPS.get(account["id"], account["id"]), f"{here} {account['name']}"
        yield from _row(table, code, YEARS, account[ROW], where)
        yield Cell((table, code, CHANGE), amount(account["published_inc_dec"]), where)
    if "accounts" in totals and part["accounts"]:
        yield from _row(table, TOTAL, YEARS, totals["accounts"]["amounts"][ROW], here)
        yield Cell((table, TOTAL, CHANGE), amount(totals["accounts"]["inc_dec"]), here)


def _split(table: str, part: Department, here: str, totals: Any) -> Iterator[Cell]:
    for row in part["personnel_split"]:
        name = {"personnel-services": "personnel", "non-personnel": "non_personnel"}[row["id"]]
        yield from _row(table, name, YEARS, row[ROW], here)
    if "personnel_split" in totals and part["personnel_split"]:
        yield from _row(table, TOTAL, YEARS, totals["personnel_split"][ROW], here)


def _external(department: Department, here: str, totals: Any) -> Iterator[Cell]:
    book = department.get("book_detail", {})
    ids = {fund["name"]: fund["id"] for fund in department["external_funds"]}
    seen: set[str] = set()
    for fund in book.get("external_funds_as_printed", department["external_funds"]):
        if any(fund[ROW]):
            name = ids[fund["name"]]
            row = f"{name}-2" if name in seen else name
            seen.add(name)
            yield from _row("external_funds", row, YEARS, fund[ROW], f"{here} {fund['name']}")
    if "external_funds" in totals and department["external_funds"]:
        total = book.get("published_totals", {}).get("external_funds_as_printed")
        for one in filter(None, (totals["external_funds"], total)):
            yield from _row("external_funds", TOTAL, YEARS, one[ROW], here)


def _measures(inside: str, program: Department, here: str) -> Iterator[Cell]:
    for number, strategy in enumerate(program["performance"], start=1):
        table = f"measures.{inside}.performance[{number}]"
        for position, measure in enumerate(strategy["measures"], start=1):
            yield Cell((table, str(position), "measure"), measure["measure"], here)
            for column, text in zip(MEASURES, measure[ROW], strict=True):
                yield Cell((table, str(position), column), text or "", here)


def _posts(department: Department, here: str, totals: Any) -> Iterator[Cell]:
    if "fte" in department:
        for column, number in zip(POSTS, department["fte"].values(), strict=True):
            yield Cell(("posts", "all", column), number_text(number), here)
        yield Cell(("posts", "all", CHANGE), totals["fte_projected_inc_dec"], here)


def _book(department: Department, here: str) -> Iterator[Cell]:
    book = department["book_detail"]
    for table, accounts in (
        ("history", book["account_detail"]),
        ("external_history", book["external_account_detail"]),
    ):
        for account in accounts:
            group = GROUPS.get(account["group"], account["group"])
            key, where = f"{table}_{group}", f"{here} {account['code']}"
            yield from _row(key, account["code"], YEARS, account[ROW], where)
            change = account[ROW][3] - account[ROW][2]
            yield Cell((key, account["code"], CHANGE), amount(change), where)
    for account in department["accounts"]:
        group = GROUPS.get(account["id"], account["id"])
        where = f"{here} {account['name']}"
        yield from _row(f"history_{group}", TOTAL, YEARS, account[ROW], where)
        change = amount(account["published_inc_dec"])
        yield Cell((f"history_{group}", TOTAL, CHANGE), change, where)
    grand = department["published_totals"]["accounts"]["amounts"][ROW]
    yield from _row("history_total", "all", YEARS, grand, here)
    change = department["published_totals"]["accounts"]["inc_dec"]
    yield Cell(("history_total", "all", CHANGE), amount(change), here)
    external = book["published_totals"]["external_account_grand_total"][ROW]
    yield from _row("external_history_total", "all", YEARS, external, here)
    for table in ("personnel", "external_personnel"):
        if table in book:
            yield from _personnel(table, book[table], here)


def _personnel(table: str, personnel: Department, here: str) -> Iterator[Cell]:
    below, table = f"{table}_total", f"{table}.{table}"
    for number, row in enumerate(personnel["rows"], start=1):
        texts = (row["title"], row["union_code"], row["grade"], row["positions"])
        columns = ("title", "union", "grade", "positions")
        for column, text in zip(columns, texts, strict=True):
            yield Cell((table, str(number), column), text, here)
        yield Cell((table, str(number), "salary"), amount(row["fy19_salary"]), here)
    totals = personnel["published_totals"]
    yield Cell((below, "staff", "positions"), totals["positions"], here)
    yield Cell((below, "staff", "salary"), amount(totals["fy19_salary"]), here)
    for adjustment, number in personnel["adjustments"].items():
        yield Cell((below, adjustment, "salary"), amount(number), here)
    yield Cell((below, TOTAL, "salary"), amount(totals["fy19_total_request"]), here)


def _capital(department: Department, here: str) -> Iterator[Cell]:
    capital = department["capital"]
    for number, project in enumerate(capital["projects"], start=1):
        inside, where = f"capital.projects[{number}]", f"{here} / {project['name']}"
        for table, columns in (("authorizations", AUTHORIZATIONS), ("expenditures", SPANS)):
            yield from _by_source(f"{table}.{inside}", table, columns, project, where)
        yield from _plan(str(number), project, where)
    totals = capital["published_totals"]
    if "capital_plan_row" in totals:
        row = totals["capital_plan_row"]
        amounts = (*row[ROW], row["non_capital_fund"], row["total"])
        yield from _plan_row(TOTAL, amounts, here)
    if "capital_budget_expenditures" in totals and capital["projects"]:
        spent = totals["capital_budget_expenditures"]["amounts"][ROW]
        yield from _row("capital", "all", (*HISTORY, "budget"), spent, here)


def _plan(row: str, project: Department, here: str) -> Iterator[Cell]:
    for column in ("name", "category", "location", "status"):
        yield Cell(("capital_plan", row, column), project[column], here)
    totals = project["published_totals"]
    spent, authorized = totals["expenditures"][ROW], totals["authorizations"]
    yield from _plan_row(row, (*spent, authorized[ROW][-1], authorized["total"]), here)


def _plan_row(row: str, amounts: Sequence[int], here: str) -> Iterator[Cell]:
    for column, number in zip((*SPANS, "non_capital_fund", TOTAL), amounts, strict=True):
        yield Cell(("capital_plan", row, column), amount(number), here)


def _by_source(
    key: str, table: str, columns: Sequence[str], project: Department, here: str
) -> Iterator[Cell]:
    totals = project["published_totals"]
    for row in project[table]:
        source = {"City Capital": "city", "Grants/Other": "grants"}[row["source"]]
        for column, number in zip(columns, row[ROW], strict=True):
            yield Cell((key, source, column), amount(number), here)
        total = totals[f"{table}_by_source"][row["source"]]
        yield Cell((key, source, TOTAL), amount(total), here)
    for column, number in zip(columns, totals[table][ROW], strict=True):
        yield Cell((key, TOTAL, column), amount(number), here)
    yield Cell((key, TOTAL, TOTAL), amount(totals[table]["total"]), here)


ROUNDING = 2
"""Dollars that published totals may be off, for their parts were rounded."""


def explained(
    found: Sequence[Difference], cells: Iterable[Cell], defects: Sequence[Defect]
) -> tuple[Mapping[Key, str], frozenset[Key]]:
    """Return the differences that a known defect names, with its kind, and those that follow.

    Where several defects of one place have a figure in common, all their figures are one. An
    Inc/Dec follows from the two years that it is made of; what is not personnel, from the total and
    what is.
    """
    known = _known(defects)
    named = {one.cell.key: kind for one in found if (kind := _kind(one, known))}
    text = {cell.key: cell.text for cell in cells}
    follow = frozenset(
        one.cell.key
        for one in found
        if one.cell.key not in named
        for whole, part in _made_of(one.cell.key)
        if named.keys() & {whole, part}
        if _number(text[whole]) - _number(text[part]) == _number(one.cell.text)
    )
    return named, follow


Known = Mapping[tuple[str, str], Sequence[tuple[frozenset[int], str]]]
"""By department and period, the figures that are said of one thing, and the kind of defect."""


def _known(defects: Iterable[Defect]) -> Known:
    known: dict[tuple[str, str], list[tuple[frozenset[int], str]]] = {}
    for defect in defects:
        groups = known.setdefault(_where(defect.place), [])
        both = _figures(defect.printed) | _figures(defect.recomputed)
        joined = [group for group in groups if group[0] & both - {0}]
        kind = joined[0][1] if joined else defect.kind
        groups[:] = [group for group in groups if group not in joined]
        groups.append((both.union(*(figures for figures, _ in joined)), kind))
    return known


def _figures(said: Any) -> frozenset[int]:
    """Return what a defect says on one side; where that is nothing, there is no table."""
    if isinstance(said, list):
        return frozenset(said)
    return frozenset((said,) if isinstance(said, int) else (0,) if said is None else ())


def _kind(found: Difference, known: Known) -> str:
    """Return the kind of the defect that has both figures of a difference; empty if none has."""
    if found.ours is None or not _is_number(found.ours) or not _is_number(found.cell.text):
        return ""
    ours, theirs = _number(found.ours), _number(found.cell.text)
    if abs(ours - theirs) == 1:
        return "rounding of a total"
    department, period = _where(found.cell.place)
    for figures, kind in (*known.get((department, period), ()), *known.get((department, ""), ())):
        if all(any(abs(one - figure) <= ROUNDING for figure in figures) for one in (ours, theirs)):
            return kind
    return ""


def _where(place: str) -> tuple[str, str]:
    """Return the department of a place, and the period if it is of one."""
    words = place.split()
    return words[0].rpartition("/")[2], words[-1] if words[-1] in PERIODS else ""


def _made_of(key: Key) -> Iterator[tuple[Key, Key]]:
    """Yield the two cells of which a cell is the difference."""
    table, row, column = key
    if column == CHANGE:
        yield (table, row, "budget"), (table, row, "appropriation")
    if row == "non_personnel":
        yield (table, TOTAL, column), (table, "personnel", column)


def _is_number(text: str) -> bool:
    return text.replace(",", "").removeprefix("-").isdecimal()


def _number(text: str) -> int:
    return int(text.replace(",", ""))


def defects_of(listed: Any) -> tuple[Defect, ...]:
    """Return the known defects of the publication, as its list has them."""
    return tuple(
        Defect(one["check"], one["place"], one["printed"], one["recomputed"], one["class"])
        for one in listed["disagreements"]
    )
