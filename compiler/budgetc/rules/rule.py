"""What a rule is, what it looks at, what it says, and what became of it."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import field
from functools import cached_property, wraps
from types import MappingProxyType
from typing import Any, TypeVar, cast, overload

from budgetc.budget.consolidate import added_if_all
from budgetc.budget.consolidated import BudgetUnit, ConsolidatedBudget
from budgetc.budget.declarations import ControlTotal
from budgetc.budget.model import Budget
from budgetc.budget.paths import amount_at
from budgetc.classification import BASIC_EXPENDITURE, PROJECTS, Catalogue
from budgetc.classification.codes import CARRIED_OVER, DEFAULT, FISCAL
from budgetc.diagnostics import Diagnostic, Related, Severity, finding
from budgetc.diagnostics.messages import Message, ReasonedError, Value, msg
from budgetc.diagnostics.outcome import Outcome
from budgetc.diagnostics.spans import Span
from budgetc.document.model import Document
from budgetc.frozen import frozen
from budgetc.jurisdiction.spec import FigureSpec, Layout
from budgetc.ledger import EVERYTHING, Cube, Dimensions, Fact, LastYear, Mask, Period, Total
from budgetc.ledger.across import passed_across
from budgetc.ledger.by_body import Beside, ByBody, by_body
from budgetc.lists import Lists, Thresholds
from budgetc.lists.model import AmountWords, CodeLists, ProcurementLists, TargetLists, TextLists
from budgetc.local.known import ReadRule
from budgetc.numbers.money import Unit, exact_text, money_text
from budgetc.rules.texts import TypedText

T = TypeVar("T")
W = TypeVar("W", "TextLists", "TargetLists", "CodeLists", "ProcurementLists")

_YUAN, _MYRIAD = 100, 10_000
"""What 元 is worth in 分, and 万元 in 元."""
_LONG = 1_000_000 * _YUAN
"""An amount whose digits nobody counts at a glance."""


@frozen(eq=False)
class RuleContext:
    """One budget with everything derived from it that rules speak of.

    Attributes:
        budget: as typed in the source; rules about lines look here, so that a unit's faults are
            reported in the unit's source alone.
        consolidated: with the lines of its units; rules about sums look here.
        cube: the amounts of `consolidated`.
        unit: of the source, in which messages name amounts.
        lists: words and patterns that rules look for, and the units of money.
        thresholds: the numbers that rules compare with, as the jurisdiction has them.
        texts: what `budget` says in words.
        units: the department's units with sources of their own.
        document: what is printed; there is none where something it needs is missing.
        control_totals: the approved figures (批复数) that the region has of this department.
        beside: the amounts of other sources by line, by the period that they are of here.
        cubes_beside: all of them, for figures.
        budgets_beside: these sources themselves.
        local: the rules that the workspace declares itself.
        following: of accounts, the budget of the next year.
    """

    budget: Budget
    consolidated: ConsolidatedBudget
    catalogue: Catalogue
    layout: Layout
    cube: Cube
    unit: Unit
    lists: Lists
    thresholds: Thresholds
    texts: tuple[TypedText, ...]
    units: tuple[BudgetUnit, ...] = ()
    document: Document | None = None
    control_totals: tuple[ControlTotal, ...] = ()
    beside: Mapping[str, LastYear] = field(default_factory=dict)
    cubes_beside: Mapping[str, Cube] = field(default_factory=dict)
    budgets_beside: Mapping[str, ConsolidatedBudget] = field(default_factory=dict)
    local: tuple[ReadRule, ...] = ()
    following: Budget | None = None
    _looked_at: dict[Callable[[RuleContext], Any], Any] = field(default_factory=dict, init=False)

    def look(self, at: Callable[[RuleContext], T]) -> T:
        """Return what several rules look at, which is worked out for the first of them."""
        if at not in self._looked_at:
            self._looked_at[at] = at(self)
        return cast("T", self._looked_at[at])

    @property
    def last_budget(self) -> ConsolidatedBudget | None:
        """Last year's source, if there is one."""
        return self.budgets_beside.get(Period.PRIOR)

    @property
    def last(self) -> LastYear | None:
        """Last year's amounts by line, if there is a source of last year."""
        return self.beside.get(Period.PRIOR)

    @cached_property
    def words(self) -> Words:
        """The words that rules look for, in the language of the documents."""
        return Words(self.lists, self.layout.speaks)

    def total(self, margin: str, narrow: Dimensions = EVERYTHING) -> Total:
        """Return this year's facts of a margin that meet a condition, and their sum."""
        return self.cube.total(self.cube.mask(margin, narrow))

    def asked(self, condition: Dimensions) -> Total:
        """Return this year's facts that meet a condition, which names their margin, and the sum."""
        return self.cube.total(self.cube.asked(condition))

    def last_asked(self, condition: Dimensions) -> Total | None:
        """Return the same of last year's source, if there is one."""
        return self.asked_beside(Period.PRIOR, condition)

    def asked_beside(self, period: str, condition: Dimensions) -> Total | None:
        """Return the same of the source that tells amounts of a period, if there is one."""
        beside = self.cubes_beside.get(period)
        return None if beside is None else beside.total(beside.asked(condition))

    def figure(self, spec: FigureSpec) -> int:
        """Return a figure of this year, in 分: as the source has it typed, else added up."""
        typed = amount_at(self.consolidated, spec.instead) if spec.instead else None
        return self.asked(spec).known if typed is None else typed

    def by_body(self, spec: FigureSpec, path: str, period: str = Period.PRIOR) -> ByBody | None:
        """Return how each body tells a figure of a period, if a source beside tells it too."""
        budget, cube = self.budgets_beside.get(period), self.cubes_beside.get(period)
        if budget is None or cube is None:
            return None
        return by_body(self.consolidated, path, spec, Beside(cube, budget), spec.instead)

    def last_figure(self, spec: FigureSpec) -> int | None:
        """Return last year's amount of a figure as the document prints it; if anything tells it.

        Each body types it, or the source of last year has it. Of a figure with several parts each
        is told by the figure that it is; where one is none, that source tells the whole.
        """
        parts = {path: self._part(spec, path) for path in spec.prior}
        known = [
            amount_at(self.consolidated, path) if part is None else self._last_at(part, path)
            for path, part in parts.items()
        ]
        total: int | None = added_if_all(known) if known else None
        if total is None and (not parts or None in parts.values()):
            last = self.last_asked(spec)
            return None if last is None else last.fen
        return total

    def _part(self, spec: FigureSpec, path: str) -> FigureSpec | None:
        """Return the figure that a path of last year's amounts alone tells."""
        if len(spec.prior) == 1:
            return spec
        figures = self.layout.figures
        alone = (one for one in figures.values() if tuple(one.prior) == (path,))
        return figures.get(path.removeprefix("figures.")) or next(alone, None)

    def _last_at(self, spec: FigureSpec, path: str) -> int | None:
        other = path.removeprefix("figures.")
        if other != path and other in self.layout.figures:
            return self.last_figure(self.layout.figures[other])
        told = self.by_body(spec, path)
        if told is None:
            twice = self.cube.counted_twice(spec, Period.PRIOR)
            whole = [amount_at(self.consolidated, path), self._passed(spec, twice)]
        elif told.without_word is not None:
            return None
        else:
            bodies = told.typed.keys()
            twice = told.counted_twice(self.cube, Period.PRIOR, bodies)
            entered = (*told.typed.values(), *told.instead_of_untyped.values())
            typed = [one.fen for one in entered]
            whole = [*typed, told.found().fen, self._passed(spec, twice, bodies)]
        known: int | None = added_if_all(whole)
        return known

    def _passed(
        self, spec: FigureSpec, twice: Mask, typed: Container[str] | None = None
    ) -> int | None:
        """Return what money passed on adds to what bodies type of last year, in 分, if known."""
        across = passed_across(
            self.consolidated, self.cube, spec, Period.PRIOR, typed, spec.instead
        )
        return None if across.fen is None else self.cube.total(twice).known + across.fen

    def fund_group(self, fund: str) -> str:
        """Return the budget a fund belongs to: below 财政拨款 the second level, else the top."""
        return self.catalogue.fund_group(fund)

    @property
    def fiscal(self) -> str:
        """The fund above all funds of fiscal appropriation (财政拨款)."""
        return self.catalogue.fund.coded(FISCAL)

    @property
    def carried_over(self) -> str:
        """The budget that money carried over from last year belongs to (上年结转结余)."""
        return self.fund_group(self.catalogue.fund.coded(CARRIED_OVER))

    @property
    def basic(self) -> tuple[str, ...]:
        """The kind of basic expenditure (基本支出)."""
        return self.catalogue.kinds_of(BASIC_EXPENDITURE)

    @property
    def projects(self) -> tuple[str, ...]:
        """The kind of project expenditure (项目支出)."""
        return self.catalogue.kinds_of(PROJECTS)

    @property
    def own_fund(self) -> str:
        """The fund of a line that names none."""
        return self.catalogue.fund.coded(DEFAULT)

    def money(self, fen: int) -> Message:
        """Return an amount as messages name it: exact, in the unit that people say it in."""
        return money_text(fen, self.unit_for(fen))

    def compared(self, unit: Unit | None = None, **fen: int) -> Mapping[str, Message]:
        """Return two amounts as messages name them, and the `difference` between them.

        Args:
            unit: that of all amounts of the finding, where it tells more of them.
            fen: the two, by their names.
        """
        one, other = fen.values()
        amounts = {**fen, "difference": abs(one - other)}
        unit = unit or self.unit_for(*amounts.values())
        return {name: money_text(amount, unit) for name, amount in amounts.items()}

    def unit_for(self, *fen: int) -> Unit:
        """Return the source's unit; in place of 元, 万元 where each is long, and shorter in it.

        1170000 元 are 117 万元; 1170000.50 元 and 710000 元 stay as they are typed.
        """
        own = self.unit
        if own.fen != _YUAN:
            return own
        for unit in self.lists.money_units.values():
            if (unit.currency, unit.fen) == (own.currency, _YUAN * _MYRIAD) and all(
                abs(one) >= _LONG and len(exact_text(one, unit)) < len(exact_text(one, own))
                for one in fen
                if one
            ):
                return unit
        return own

    def measure_of(self, period: str) -> Unit | None:
        """Return what the amounts of a period are counted in; nothing where they are money."""
        told = self.layout.counted_as(self.unit).get(period)
        return None if told is None or told.unit.is_money else told.unit

    def name(self, dimension: str, code: str, unlisted: str = "") -> str:
        """Return the name of a code of `function`, `economic` or `fund`."""
        return self.catalogue.name_of(dimension, code) or unlisted

    def coded(self, dimension: str, code: str, unlisted: str = "") -> Message:
        """Return a code with its name."""
        return msg("{code} {name}", code=code, name=self.name(dimension, code, unlisted))

    def related(self, facts: Iterable[Fact], unit: Unit | None = None) -> tuple[Related, ...]:
        """Return the places of facts, each with its code, the code's name and its amount.

        Args:
            facts: amounts.
            unit: in which they are told; the source's, if nothing is said.
        """
        return tuple(
            Related(fact.span, amount_named(self.catalogue, unit or self.unit, fact))
            for fact in facts
        )

    def amount_at(self, place: Span, name: Value, fen: int, unit: Unit | None = None) -> Related:
        """Return where an amount stands, with what it is called; in a unit, if one is said."""
        amount = money_text(fen, unit or self.unit_for(fen))
        return Related(place, msg("{name}: {amount}", name=name, amount=amount))

    def related_year(self) -> Related:
        """Return the place of the budget year."""
        return Related(self.budget.origin.span("year"), msg("the budget year is here"))


@frozen()
class Words:
    """The lists of words and patterns, for documents of one language.

    Each list raises `NotApplicable` if its words are of another language: nothing of what it looks
    for could stand there.
    """

    _lists: Lists
    _language: str

    @property
    def texts(self) -> TextLists:
        """What rules about texts look for."""
        return self._spoken(self._lists.texts)

    @property
    def targets(self) -> TargetLists:
        """What tells what an indicator is of."""
        return self._spoken(self._lists.targets)

    @property
    def codes(self) -> CodeLists:
        """What words the codes go with."""
        return self._spoken(self._lists.codes)

    @property
    def procurement(self) -> ProcurementLists:
        """What words procurement goes with."""
        return self._spoken(self._lists.procurement)

    @property
    def amounts(self) -> AmountWords:
        """What explains an amount."""
        words = self._lists.amounts.words
        if self._language not in words:
            raise NotApplicable(
                msg("this rule has no words to look for in {language}", language=self._language)
            )
        return words[self._language]

    def _spoken(self, words: W) -> W:
        if words.language != self._language:
            reason = msg("it looks for words in {language}", language=LANGUAGES[words.language])
            raise NotApplicable(reason)
        return words


LANGUAGES: Mapping[str, Message] = MappingProxyType({"zh": msg("Chinese"), "en": msg("English")})
"""The languages that documents may be in."""


def amount_named(catalogue: Catalogue, unit: Unit, fact: Fact) -> Message:
    """Return the code, its name and the amount of a fact, as messages name it."""
    # The economic item tells more about a line than its function, and the innermost of the codes
    # that a jurisdiction declares more than those around it.
    told = {"economic": fact.economic, "function": fact.function, "fund": fact.fund}
    coded = [(key, code) for key, code in (*told.items(), *reversed([*fact.codes.items()])) if code]
    amount = money_text(fact.fen or 0, unit)
    if not coded:
        return amount
    dimension, code = coded[0]
    name = catalogue.name_of(dimension, code)
    called = msg("{code} {name}", code=code, name=name) if name else code
    return msg("{name}: {amount}", name=called, amount=amount)


@frozen()
class Violation:
    """Something against a rule: where, what, and the way out.

    Attributes:
        place: where it was typed; of an amount, where the amount was.
        severity: how bad it is, where that is not what findings of the rule usually are.
        code: of another finding than the rule's own, for what keeps it from judging.
    """

    place: Span | Fact
    message: Message
    related: Iterable[Related] = ()
    hint: Message | None = None
    severity: Severity | None = None
    code: str = ""

    def finding(self, code: str) -> Diagnostic:
        """Return it as a finding of a code, unless it has one of its own."""
        at = self.place
        return finding(
            self.code or code,
            self.message,
            at if isinstance(at, Span) else at.span,
            related=self.related,
            hint=self.hint,
            severity=self.severity,
        )


class Skipped(ReasonedError):  # noqa: N818  # nothing went wrong
    """Why a rule looks no further; yielded instead of raised, why it leaves something out."""


class NotEvaluated(Skipped):
    """A rule cannot be judged: something that it compares is not given."""


class NotApplicable(Skipped):
    """A rule has no object: the budget has nothing of what it speaks of."""


def given(value: T | None, reason: Message) -> T:
    """Return what a rule compares.

    Raises:
        NotEvaluated: it is not given.
    """
    if value is None:
        raise NotEvaluated(reason)
    return value


def document_of(context: RuleContext) -> Document:
    """Return the document that a rule reads.

    Raises:
        NotEvaluated: there is none, for something that it needs is missing, which is an error.
    """
    return given(context.document, msg("there is no document while the source has errors"))


def some(found: T | None, reason: Message) -> T:
    """Return what a rule speaks of.

    Raises:
        NotApplicable: there is nothing of it.
    """
    if not found:
        raise NotApplicable(reason)
    return found


Findings = Iterator[Violation | Skipped]
"""What a rule yields: a rule that yields nothing holds."""


@frozen()
class Rule:
    """A rule and its code; how bad its findings are is in `diagnostics/kinds.py`."""

    code: str
    check: Callable[[RuleContext], Findings]


@overload
def rule(code: str) -> Callable[[Callable[[RuleContext], Findings]], Rule]: ...


@overload
def rule(
    code: str, looks_at: Callable[[RuleContext], T]
) -> Callable[[Callable[[RuleContext, T], Findings]], Rule]: ...


def rule(
    code: str, looks_at: Callable[[RuleContext], Any] | None = None
) -> Callable[[Callable[..., Findings]], Rule]:
    """Make a rule of the function that checks it.

    Args:
        code: a key of `diagnostics/kinds.py`.
        looks_at: returns what the function is given besides the context, or says why a budget has
            nothing of it.
    """

    def decorate(check: Callable[..., Findings]) -> Rule:
        if looks_at is None:
            return Rule(code, check)
        return Rule(code, wraps(check)(lambda context: check(context, context.look(looks_at))))

    return decorate


@frozen()
class RuleResult:
    """What became of one rule over one budget.

    Attributes:
        findings: what it found; of a waived rule, all of them are waived.
        reasons: why it could not be judged, or has no object.
    """

    rule: str
    outcome: Outcome
    findings: tuple[Diagnostic, ...] = ()
    reasons: tuple[Message, ...] = ()
