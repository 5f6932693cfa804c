"""The codes of a budget against the lists of its year."""

from __future__ import annotations

from collections.abc import Iterator

from budgetc.budget.model import Budget
from budgetc.classification import Catalogue, CodeList, code_steps
from budgetc.diagnostics import Diagnostic, Severity, finding
from budgetc.diagnostics.messages import Message, enumerated, msg
from budgetc.diagnostics.spans import Span
from budgetc.frozen import NamedTuple
from budgetc.source.adding import entry_to_add
from budgetc.source.origin import Origin


class Use(NamedTuple):
    """One code in a source.

    Attributes:
        codes: the list it must be in.
        key: where it stands in its mapping; of a matrix cell, the code is the key itself.
        name: what was typed as its name under `name_key`, if anything was.
        name_key: empty where no name can stand: it stands at the line of the amount.
        amount: of the line or project whose code it is; of what has none, nothing.
    """

    codes: CodeList
    code: str
    origin: Origin
    key: str
    name: str | None = None
    name_key: str = ""
    amount: int | None = None

    def is_former(self) -> bool:
        """Tell whether it is a code of earlier lists, and of a line that has no money any more."""
        return self.amount == 0 and self.code in self.codes.former

    def is_local(self) -> bool:
        """Tell whether the list lacks it, and it has a name of its own under a listed code."""
        if self.name is None or self.code in self.codes:  # as mostly
            return False
        return bool(self.codes.above(self.code))

    def span(self) -> Span:
        """Return where the code stands."""
        if self.key.replace("-", "") == self.code:
            return self.origin.key_span(self.key)
        return self.origin.span(self.key)

    def declaration(self) -> Message:
        """Return the line to add that declares it a code of this place alone."""
        return entry_to_add(self.origin.tree, ("local_codes",), self.code)


def check_codes(budget: Budget, catalogue: Catalogue) -> tuple[Diagnostic, ...]:
    """Return the codes that are not listed and the names that are not theirs."""
    uses = tuple(code_uses(budget, catalogue))
    local = {(id(use.codes), use.code) for use in uses if use.is_local()}
    findings = [
        found
        for use in uses
        if (id(use.codes), use.code) not in local
        for found in _check(use, catalogue)
    ]
    if catalogue.edition != budget.year and (uses or budget.revenue):
        other = msg(
            "there is no classification for {year}; the lists of {edition} are used",
            year=budget.year,
            edition=catalogue.edition,
        )
        hint = msg(
            "when the lists of the year are out: budgetc classification import TABLE.xlsx "
            "--edition {year}",
            year=budget.year,
        )
        findings.append(finding("CLS101", other, budget.origin.span("year"), hint=hint))
    return tuple(findings)


def code_uses(budget: Budget, catalogue: Catalogue) -> Iterator[Use]:
    """Yield the codes of a source in the order of its keys, each with the list it must be in."""
    function, economic = catalogue.function, catalogue.economic
    if basic := budget.basic_expenditure:
        for line in basic.function_lines:
            yield Use(function, line.code, line.origin, "code", line.name, "name", line.amount)
        for part in basic.by_economic:
            yield Use(economic, part.code, part.origin, "code", part.name, "name")
        for row in basic.matrix:
            cells = row.origin.child("economic")
            for written, code in zip(cells.node.entries, row.economic, strict=True):
                yield Use(economic, code, cells, written)
    for project in budget.projects:
        yield Use(
            function, project.function, project.origin, "function",
            project.function_name, "function_name", project.amount,
        )  # fmt: skip
        yield Use(economic, project.economic, project.origin, "economic")
        for share in project.allocation:
            if share.economic is not None:
                yield Use(economic, share.economic, share.origin, "economic")
    for purpose in budget.purposes:
        yield Use(function, purpose.code, purpose.origin, "code")


def _check(use: Use, catalogue: Catalogue) -> Iterator[Diagnostic]:
    entry = use.codes.get(use.code)
    is_former = use.is_former() and use.code not in catalogue.successors
    if entry is None and not is_former:
        known_above = bool(use.codes.above(use.code))
        yield _unlisted(use, catalogue, Severity.WARNING if known_above else Severity.ERROR)
    elif entry is not None and use.name is not None and use.name != entry.name:
        yield finding(
            "CLS002",
            msg(
                "{code} is called {official}, not {typed}",
                code=use.code,
                official=entry.name,
                typed=use.name,
            ),
            use.origin.span(use.name_key),
            hint=msg(
                "correct the code, or, if it is right, delete {key}: the name is printed from the "
                "code",
                key=use.name_key,
            ),
            severity=Severity.ERROR if entry.confidence == "high" else Severity.WARNING,
        )


def _unlisted(use: Use, catalogue: Catalogue, severity: Severity) -> Diagnostic:
    """Make the finding for a code that is not listed: an error where no code above it is either."""
    nearest = enumerated(f"{e.code} {e.name}" for e in use.codes.nearest(use.code))
    problem = msg("the list of {year} has no code {code}", year=catalogue.edition, code=use.code)
    digits = code_steps(use.codes)[:1]
    if severity is Severity.ERROR and digits and len(use.code) > digits[0]:
        problem = msg(
            "{problem}: there is no class {top}", problem=problem, top=use.code[: digits[0]]
        )
    hint = msg("the nearest are {codes}", codes=nearest)
    if severity is Severity.WARNING and use.name_key:
        hint = msg(
            "the nearest are {codes}; if the code is right, write its name under {key}: and "
            "{declare}",
            codes=nearest,
            key=use.name_key,
            declare=use.declaration(),
        )
    elif severity is Severity.WARNING:
        hint = msg(
            "the nearest are {codes}; if the code is right, write its name at the line of its "
            "amount and {declare}",
            codes=nearest,
            declare=use.declaration(),
        )
    return finding("CLS001", problem, use.span(), hint=hint, severity=severity)
