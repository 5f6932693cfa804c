"""A published department as the source that its budget office would have typed: facts only.

Nothing that adds up other amounts is taken over. Four things are not as published, for there the
publication says a figure in two ways and only one of them can be a fact:

- The account tables of some central appropriations are published with zeros; their amounts go to
  the account "not published".
- The fund table of one department is that of the printed book where it has one; the web page adds
  the shares of other departments.
- External funds that only the page of the cabinet has, in one sum, are one fund.
- A fund whose name another one has gets a number behind its id.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from benchmarks.boston.reference import ROW, Department
from benchmarks.boston.yaml import written
from budgetc.source.nodes import PlainValue

YEARS = ("actual_before", "actual", "appropriation", "budget")
"""The keys of a source in which the four periods stand."""

SPANS = ("to_date", "appropriation", "budget", "later")
"""Those of the expenditures of a capital project."""

AUTHORIZATIONS = ("existing", "new", "future", "non_capital_fund")
"""Those of its authorizations."""

HISTORY = ("spent_before", "spent", "estimated")
"""Those of what was spent on capital before the budget year."""

POSTS = ("posts_before", "posts_last", "posts_current", "posts_projected")
"""Those of the full-time posts at four dates."""

MEASURES = ("was_before", "was", "projected", "target")
"""Those of a measure's texts."""

NOT_PUBLISHED = "59"
"""The account of amounts for which none is published."""

UNTIL = "2099-12-31"
"""How long a finding in published amounts is known."""

GROUPS = {"other": "56"}
_MONEY = {"City Capital": "city", "Grants/Other": "grants"}
_ADJUSTMENTS = ("differential_payments", "other", "chargebacks", "salary_savings")

Plain = dict[str, PlainValue]


def source(department: Department) -> str:
    """Return the text of a department's source."""
    return written(_given(_source(department)))


def _source(department: Department) -> Plain:
    book = department.get("book_detail", {})
    capital = department["capital"] or {}
    return {
        "jurisdiction": "boston",
        "year": 2019,
        "unit": "$",
        "department": {"name": department["name"]},
        "cabinet": department["cabinet_id"],
        "head": department.get("head_title"),
        "appropriations": [int(number) for number in department["appropriations"]],
        "mission": department.get("mission"),
        "services": department.get("description_of_services"),
        "statutes": department.get("authorizing_statutes"),
        "programs": [_program(program, book) for program in department["programs"]],
        "external_funds": list(_funds(department)),
        "external_fund_projects": [
            {"project": one["project"], "group": one.get("group"), "mission": one["mission"]}
            for one in department.get("external_fund_projects", ())
        ],
        "account_detail": _detail(book.get("account_detail", ())),
        "external_account_detail": _detail(book.get("external_account_detail", ())),
        "personnel": _personnel(book.get("personnel")),
        "external_personnel": _personnel(book.get("external_personnel")),
        "posts": _posts(department.get("fte")),
        "capital": {
            "overview": capital.get("overview"),
            "initiatives": capital.get("major_initiatives"),
            "history": _history(capital.get("history")),
            "projects": [_project(project) for project in capital.get("projects", ())],
        },
        "waive": list(_waived(department)),
    }


def _waived(department: Department) -> Iterator[Plain]:
    """Yield what the rules find in the published amounts, and nobody can correct."""
    rows = [one["operating"][ROW] for one in department["programs"]]
    rows += [fund[ROW] for fund in department["external_funds"]]
    capital = (department["capital"] or {}).get("projects", ())
    if rows and not capital and not any(row[-1] for row in rows):
        yield {"rule": "BAL013", "reason": "Nothing is budgeted any more", "until": UNTIL}


def _program(program: Department, book: Department) -> Plain:
    return {
        "organization": int(program["organization"]),
        "name": book.get("program_names_as_printed", {}).get(program["id"], program["name"]),
        "head": program.get("head_title"),
        "description": program.get("description"),
        "accounts": list(_accounts(program)),
        "performance": [
            {
                "strategy": one["strategy"],
                "measures": [
                    {"measure": measure["measure"], **_texts(measure[ROW])}
                    for measure in one["measures"]
                ],
            }
            for one in program["performance"]
        ],
    }


def _accounts(program: Department) -> Iterator[Plain]:
    rest = list(program["operating"][ROW])
    published = program["accounts"]
    if not any(amount for account in published for amount in account[ROW]):
        # Of some central appropriations no more is published than what of them is personnel.
        personnel, _ = program["personnel_split"]
        published = [{"id": "51", ROW: personnel[ROW]}]
    for account in published:
        amounts = account[ROW]
        rest = [left - amount for left, amount in zip(rest, amounts, strict=True)]
        if any(amounts):
            code = GROUPS.get(account["id"], account["id"])
            yield {"account": int(code), **_amounts(YEARS, amounts)}
    if any(rest):
        yield {"account": int(NOT_PUBLISHED), **_amounts(YEARS, rest)}


def _funds(department: Department) -> Iterator[Plain]:
    printed = department.get("book_detail", {}).get("external_funds_as_printed", ())
    by_name = {fund["name"]: fund[ROW] for fund in printed}
    seen: Counter[str] = Counter()
    if "external_on_cabinet_page" in department:
        amounts = department["external_on_cabinet_page"][ROW]
        yield {"id": "all", "name": "All External Funds", **_amounts(YEARS, amounts)}
    for fund in department["external_funds"]:
        seen[fund["id"]] += 1
        number = seen[fund["id"]]
        amounts = by_name.get(fund["name"], fund[ROW])
        name = fund["id"] if number == 1 else f"{fund['id']}-{number}"
        yield {"id": name, "name": fund["name"], **_amounts(YEARS, amounts)}


def _detail(accounts: Iterable[Department]) -> PlainValue:
    return [
        {"account": int(account["code"]), **_amounts(YEARS, account[ROW])}
        for account in accounts
        if any(account[ROW])
    ]


def _personnel(personnel: Department | None) -> PlainValue:
    if personnel is None:
        return None
    return {
        "staff": [
            {
                "title": row["title"],
                "union": row["union_code"],
                "grade": row["grade"],
                "positions": Decimal(row["positions"]),
                "salary": row["fy19_salary"],
            }
            for row in personnel["rows"]
        ],
        "adjustments": [
            {"adjustment": key, "salary": personnel["adjustments"][key]} for key in _ADJUSTMENTS
        ],
    }


def _posts(posts: dict[str, str] | None) -> PlainValue:
    return _amounts(POSTS, [Decimal(number) for number in posts.values()]) if posts else None


def _history(history: Department | None) -> PlainValue:
    """Return what was spent on capital; the budget year is that of the projects."""
    spent = history[ROW][:3] if history else ()
    return _amounts(HISTORY, spent) if any(spent) else None


def _project(project: Department) -> Plain:
    return {
        "id": project["id"],
        "name": project["name"],
        "category": project["category"],
        "location": project["location"],
        "status": project["status"],
        "managing_department": project["managing_department"],
        "operating_impact": project["operating_impact"],
        "mission": project.get("mission"),
        "authorizations": _by_source(project["authorizations"], AUTHORIZATIONS),
        "expenditures": _by_source(project["expenditures"], SPANS),
    }


def _by_source(rows: Iterable[Department], keys: Sequence[str]) -> PlainValue:
    return [
        {"source": _MONEY[row["source"]], **_amounts(keys, row[ROW])}
        for row in rows
        if any(row[ROW])
    ]


def _amounts(keys: Sequence[str], amounts: Sequence[int | Decimal]) -> dict[str, PlainValue]:
    return dict(zip(keys, amounts, strict=True))


def _texts(texts: Sequence[str | None]) -> dict[str, PlainValue]:
    return dict(zip(MEASURES, texts, strict=True))


def _given(value: Any) -> Any:
    """Return a value without what is left out: nothing, an empty list, a mapping of such."""
    if isinstance(value, list):
        return [_given(item) for item in value]
    if not isinstance(value, dict):
        return value
    kept = {key: _given(child) for key, child in value.items()}
    return {key: child for key, child in kept.items() if child not in (None, [], {})}
