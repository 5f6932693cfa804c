"""The columns of the table of facts: what each is called, what it holds, and where it is from.

Queries are written against these names. A column may be added; one that is there keeps its name,
its type and its meaning.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from decimal import Decimal
from enum import StrEnum
from functools import partial

from budgetc.budget.consolidated import ConsolidatedBudget
from budgetc.classification import Catalogue, CodeList
from budgetc.diagnostics.messages import Message, msg
from budgetc.frozen import NamedTuple, frozen
from budgetc.jurisdiction.amounts import AmountSpec
from budgetc.ledger import Entity, Fact
from budgetc.numbers.money import Unit, decimal_text

Value = str | int | bool | Decimal | None
"""What stands in a cell; nothing where nothing is known or applies."""


DECIMALS = 4
"""How many an amount has at most: 元 and $ have two, and measures of a jurisdiction up to four."""


class Kind(StrEnum):
    """What the cells of a column are, as SQL calls it."""

    TEXT = "VARCHAR"
    WHOLE = "INTEGER"
    AMOUNT = "DECIMAL(38,4)"
    TRUTH = "BOOLEAN"


@frozen(eq=False)
class Statement:
    """What holds of all facts of one department's budget.

    Attributes:
        folder: of the department.
        file: of its source.
        budget: with its units.
        catalogue: of its year.
        lists: the codes of each dimension, by its name.
        projects: the names of its projects, those of the years beside it as well.
        amounts: of each period, the key of its amounts and what that tells.
        digests: of the files that it was compiled of, by their names.
    """

    folder: str
    file: str
    budget: ConsolidatedBudget
    catalogue: Catalogue
    lists: Mapping[str, CodeList]
    projects: Mapping[str, str]
    amounts: Mapping[str, tuple[str, AmountSpec]]
    digests: Mapping[str, str]


class Posted(NamedTuple):
    """One fact with what a row says of it.

    Attributes:
        entity: whose amount it is.
        unit: that the amount is written in.
        of: the budget that it is of.
    """

    fact: Fact
    entity: Entity
    unit: Unit
    of: Statement


class Column(NamedTuple):
    """A column: its name, its type, what it holds in words, and its value of a fact."""

    name: str
    kind: Kind
    about: Message
    value: Callable[[Posted], Value]

    def cell(self, posted: Posted) -> Value:
        """Return what stands there of a fact; a text that is empty is nothing."""
        value = self.value(posted)
        return None if value == "" else value


def _amount(one: Posted) -> Value:
    fen = one.fact.fen
    return None if fen is None else Decimal(decimal_text(fen, one.unit.decimals))


def _told(one: Posted) -> tuple[str, AmountSpec] | tuple[None, None]:
    return one.of.amounts.get(one.fact.period, (None, None))


def _year_told(one: Posted) -> Value:
    _, spec = _told(one)
    return None if spec is None else one.of.budget.year + spec.year


def _last_year_told(one: Posted) -> Value:
    _, spec = _told(one)
    if spec is None:
        return None
    return one.of.budget.year + (spec.year if spec.to is None else spec.to)


def _stage_told(one: Posted) -> Value:
    _, spec = _told(one)
    return None if spec is None else spec.stage


def _class(one: Posted, dimension: str) -> str:
    """Return the code at the top of a list that a fact's code is under."""
    code = one.fact.code(dimension)
    return one.of.lists[dimension].lineage(code)[0] if code else ""


def _name(one: Posted, dimension: str, code: str) -> str:
    """Return the name of a code; nothing where no list has it."""
    codes = one.of.lists.get(dimension)
    entry = codes.get(code) if codes is not None else None
    return entry.name if entry is not None else ""


def _code_name(one: Posted, dimension: str) -> str:
    return _name(one, dimension, one.fact.code(dimension))


def _class_name(one: Posted, dimension: str) -> str:
    return _name(one, dimension, _class(one, dimension))


def _fund_group(one: Posted) -> str:
    return one.of.catalogue.fund_group(one.fact.fund) if one.fact.fund else ""


def _fund_group_name(one: Posted) -> str:
    return _name(one, "fund", _fund_group(one))


def _kind_name(one: Posted) -> str:
    kind = one.of.catalogue.kinds.get(one.fact.kind)
    return kind.name if kind is not None else ""


def _codes(one: Posted) -> str:
    return _object(one.fact.codes)


def _code_names(one: Posted) -> str:
    return _object({key: _name(one, key, code) for key, code in one.fact.codes.items()})


def _object(codes: Mapping[str, str]) -> str:
    return json.dumps(dict(codes), ensure_ascii=False, sort_keys=True) if codes else ""


COLUMNS = (
    Column("year", Kind.WHOLE,
           msg("the year of the budget"), lambda it: it.of.budget.year),
    Column("stage", Kind.TEXT,
           msg("of the budget: proposed, approved, adjusted or final"),
           lambda it: it.of.budget.stage),
    Column("jurisdiction", Kind.TEXT,
           msg("whose form of budget it is"), lambda it: it.of.budget.jurisdiction),
    Column("department", Kind.TEXT,
           msg("the folder of the department under budgets"), lambda it: it.of.folder),
    Column("department_name", Kind.TEXT,
           msg("what the department is called"), lambda it: it.of.budget.department.name),
    Column("source", Kind.TEXT,
           msg("the source that the budget was compiled of"), lambda it: it.of.file),
    Column("entity_id", Kind.TEXT,
           msg("the folder of the unit whose amount it is; nothing of the department's own office"),
           lambda it: it.entity.id),
    Column("entity_name", Kind.TEXT,
           msg("what the unit or the own office is called"), lambda it: it.entity.name),
    Column("entity_type", Kind.TEXT,
           msg("administrative, civil_service or institution"), lambda it: it.entity.type),
    Column("period", Kind.TEXT,
           msg("current: what the budget is about; prior: what it is compared with; else a key of "
               "the jurisdiction's amounts"),
           lambda it: str(it.fact.period)),
    Column("amount_key", Kind.TEXT,
           msg("the key of the jurisdiction's amounts that is of this period"),
           lambda it: _told(it)[0]),
    Column("amount_year", Kind.WHOLE,
           msg("the year that the amount is of"), _year_told),
    Column("amount_year_to", Kind.WHOLE,
           msg("the last of several years that it is of; else the same year"), _last_year_told),
    Column("amount_stage", Kind.TEXT,
           msg("the stage of the budget that says so: final is the outturn"), _stage_told),
    Column("flow", Kind.TEXT,
           msg("revenue, expenditure, a balance (opening, surplus_used, distribution, closing), or "
               "declared: an amount of a section that the jurisdiction declares"),
           lambda it: it.fact.flow.value),
    Column("margin", Kind.TEXT,
           msg("of declared amounts, along what they state the whole"), lambda it: it.fact.margin),
    Column("fund", Kind.TEXT,
           msg("the source of the money"), lambda it: it.fact.fund),
    Column("fund_name", Kind.TEXT,
           msg("its name"), partial(_code_name, dimension="fund")),
    Column("fund_group", Kind.TEXT,
           msg("the budget that this money is of: general, government_fund and so on"),
           _fund_group),
    Column("fund_group_name", Kind.TEXT,
           msg("its name"), _fund_group_name),
    Column("kind", Kind.TEXT,
           msg("of expenditure: basic, project, or another of the classification's kinds"),
           lambda it: it.fact.kind),
    Column("kind_name", Kind.TEXT,
           msg("its name"), _kind_name),
    Column("cost_group", Kind.TEXT,
           msg("of basic expenditure: for personnel or for running the office"),
           lambda it: it.fact.group),
    Column("function_code", Kind.TEXT,
           msg("the function item; nothing in rows of the economic margin alone"),
           lambda it: it.fact.function),
    Column("function_name", Kind.TEXT,
           msg("its name"), partial(_code_name, dimension="function")),
    Column("function_class", Kind.TEXT,
           msg("the class that it is under"), partial(_class, dimension="function")),
    Column("function_class_name", Kind.TEXT,
           msg("its name"), partial(_class_name, dimension="function")),
    Column("economic_code", Kind.TEXT,
           msg("the economic item; nothing in rows of the function margin alone"),
           lambda it: it.fact.economic),
    Column("economic_name", Kind.TEXT,
           msg("its name"), partial(_code_name, dimension="economic")),
    Column("economic_class", Kind.TEXT,
           msg("the class that it is under"), partial(_class, dimension="economic")),
    Column("economic_class_name", Kind.TEXT,
           msg("its name"), partial(_class_name, dimension="economic")),
    Column("project_id", Kind.TEXT,
           msg("the project; a unit's has the unit's folder before its id"),
           lambda it: it.fact.project),
    Column("project_name", Kind.TEXT,
           msg("its name"), lambda it: it.of.projects.get(it.fact.project, "")),
    Column("codes", Kind.TEXT,
           msg("the codes of dimensions that the jurisdiction declares, as a JSON object"), _codes),
    Column("code_names", Kind.TEXT,
           msg("their names, as a JSON object"), _code_names),
    Column("amount", Kind.AMOUNT,
           msg("how much it is, exactly; nothing where the source leaves it out"), _amount),
    Column("unit", Kind.TEXT,
           msg("what amount counts: a unit of money, or a measure that is none, such as posts"),
           lambda it: it.unit.name),
    Column("currency", Kind.TEXT,
           msg("of money, the code of its currency"), lambda it: it.unit.currency),
    Column("is_passed_on", Kind.TRUTH,
           msg("whether the row takes money out again that a department passes on to a unit: such "
               "rows are negative, and sums need them"),
           lambda it: it.fact.is_passed_on),
    Column("file", Kind.TEXT,
           msg("where it was typed: in the source, a unit's, or that of another year"),
           lambda it: it.fact.origin.tree.file),
    Column("line", Kind.WHOLE,
           msg("the line"), lambda it: it.fact.span.line),
    Column("typed_key", Kind.TEXT,
           msg("the key on that line"), lambda it: it.fact.key),
    Column("file_sha256", Kind.TEXT,
           msg("the SHA-256 of the file as it was read"),
           lambda it: it.of.digests.get(it.fact.origin.tree.file)),
)  # fmt: skip
"""All columns, in the order of the table."""

NAMES = tuple(column.name for column in COLUMNS)
"""What they are called."""


def row_of(posted: Posted) -> tuple[Value, ...]:
    """Return the cells of a fact."""
    return tuple(column.cell(posted) for column in COLUMNS)
