"""From a compiled source to its rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from hashlib import sha256

from budgetc.diagnostics.messages import msg
from budgetc.facts.columns import DECIMALS, Posted, Statement
from budgetc.files.data import DataFaultError
from budgetc.files.port import Files, FolderEntry
from budgetc.files.workspace import Source
from budgetc.frozen import frozen
from budgetc.ledger import Fact, Flow, is_nothing_beside
from budgetc.numbers.money import UNITS, Unit
from budgetc.pipeline import Compilation, Draft


@frozen()
class Digested:
    """Hands on files, and remembers the digest of each that was read: of what was read, no later.

    Attributes:
        digests: by the names of the files.
    """

    files: Files
    digests: dict[str, str] = field(default_factory=dict)

    def read(self, name: str) -> bytes | None:
        """Return the content of a file."""
        content = self.files.read(name)
        if content is not None:
            self.digests[name] = sha256(content).hexdigest()
        return content

    def entries(self, folder: str) -> tuple[FolderEntry, ...]:
        """Return what stands in a folder."""
        return self.files.entries(folder)


def is_inside_another(source: Source, known: frozenset[tuple[str, str]]) -> bool:
    """Tell whether a source is of a unit whose department's rows have its amounts already.

    Args:
        source: any.
        known: the departments and stems of all sources.
    """
    above = source.department.rpartition("/")[0]
    return (above, source.stem) in known


def posted(compilation: Compilation, draft: Draft, digests: Mapping[str, str]) -> Iterator[Posted]:
    """Yield the facts of a compiled source, each with what a row says of it.

    Args:
        compilation: of the source, without errors.
        draft: what it came to.
        digests: of the files that it was compiled of.

    Raises:
        DataFaultError: a unit of money has more decimals than the table.
    """
    source, conventions = compilation.source, draft.conventions
    layout = conventions.layout
    # Reports may call a file by another name than it has among the files of its workspace.
    folder = source.name.removesuffix(source.file)
    of = Statement(
        source.department,
        source.name,
        draft.budget,
        conventions.catalogue,
        conventions.catalogue.lists(),
        _project_names(compilation, draft),
        {layout.period(key): (key, spec) for key, spec in layout.amounts.items()},
        {f"{folder}{name}": digest for name, digest in digests.items()},
    )
    money = _whole_unit(conventions.lists.money_units, draft.budget.unit)
    measures = layout.counted_in
    for fact in draft.ledger.facts:
        if is_nothing_beside(fact):
            continue  # a 0 that nobody typed is no amount
        unit = measures.get(_measure(fact, of), money)
        yield Posted(fact, draft.ledger.entity_of(fact), unit, of)


def _project_names(compilation: Compilation, draft: Draft) -> Mapping[str, str]:
    """Return the names of projects: of this year's, and of those that ended since another year."""
    given = compilation.inputs.given
    budgets = [one.budget for one in given.beside.values()] if given is not None else []
    return {one.id: one.name for budget in (*budgets, draft.budget) for one in budget.projects}


def _measure(fact: Fact, of: Statement) -> str:
    """Return in what an amount is counted that is no money; nothing of money."""
    if fact.flow is not Flow.DECLARED:
        return ""
    _, spec = of.amounts.get(fact.period, (None, None))
    origin = fact.origin
    typed = origin.tree.shape.at(origin.path).under(fact.key).measure
    return typed or (spec.measure if spec is not None else None) or ""


def _whole_unit(units: Mapping[str, Unit], name: str) -> Unit:
    """Return the least unit of a currency that the list of units has: 元, of amounts in 万元 too.

    Raises:
        DataFaultError: it has more decimals than the table.
    """
    currency = units[name].currency
    least = min((one for one in units.values() if one.currency == currency), key=lambda u: u.fen)
    if least.decimals > DECIMALS:
        reason = msg(
            "{unit} has more than {count} decimals, and no column can hold its amounts",
            unit=least.name,
            count=DECIMALS,
        )
        raise DataFaultError(UNITS, reason)
    return least
