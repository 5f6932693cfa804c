"""From printed amounts to the leaves of a source: what they can only be, and what stays open."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import product

from budgetc.classification import BASIC_EXPENDITURE, PROJECTS, Catalogue, CodeList
from budgetc.classification.codes import DEFAULT
from budgetc.diagnostics.messages import Message, enumerated, msg
from budgetc.frozen import frozen
from budgetc.jurisdiction.spec import Layout
from budgetc.numbers.money import Unit, exact_text
from budgetc.recovery.leaf import GAP, Leaf, Leaves, Line, ProjectLeaves
from budgetc.recovery.said import Condition, Place, Said
from budgetc.recovery.sums import Classes, Known, Sums, classes
from budgetc.recovery.tables import TablesRead

_REVENUE, _FUNCTION, _ECONOMIC = "revenue", "function", "economic"


def leaves_of(read: TablesRead, layout: Layout, catalogue: Catalogue, unit: Unit) -> Leaves:
    """Return the leaves that printed tables tell.

    Args:
        read: the tables.
        layout: by which they were read.
        catalogue: the code lists of the year.
        unit: of the draft.
    """
    return _Finder(read, layout, catalogue, unit).leaves()


_Part = tuple[frozenset[str], frozenset[str], frozenset[str]]
"""A fund, a kind of expenditure and a group, each with those that print does not tell apart."""


@frozen(eq=False)
class _Grid:
    """What nothing in print tells apart along one margin."""

    fund: Classes
    kind: Classes
    group: Classes

    def parts(self, condition: Condition) -> frozenset[_Part]:
        """Return the parts that a condition asks for."""
        return frozenset(
            product(
                _met(self.fund, condition.fund),
                _met(self.kind, condition.kind),
                _met(self.group, condition.group),
            )
        )

    def funds(self) -> tuple[frozenset[str], ...]:
        """Return the funds, in the order of the list."""
        return tuple(dict.fromkeys(self.fund.values()))


def _met(known: Classes, asked: frozenset[str] | None) -> tuple[frozenset[str], ...]:
    values = known if asked is None else [value for value in known if value in asked]
    return tuple(dict.fromkeys(known[value] for value in values))


class _Finder:
    """One search in the tables of one document."""

    def __init__(self, read: TablesRead, layout: Layout, catalogue: Catalogue, unit: Unit) -> None:
        self.read, self.layout, self.catalogue = read, layout, catalogue
        self._unit = unit
        self._matters: dict[Place, Message] = {}
        (self._basic,) = catalogue.kinds_of(BASIC_EXPENDITURE)
        (self._project,) = catalogue.kinds_of(PROJECTS)

    def leaves(self) -> Leaves:
        revenue, carried = self._revenue()
        functions = _Margin(self, _FUNCTION, self.catalogue.function)
        economics = _Margin(self, _ECONOMIC, self.catalogue.economic)
        by_function = tuple(self._basic_lines(functions, prior=True))
        by_economic = tuple(self._basic_lines(economics, prior=False))
        self._compare(by_function, by_economic)
        projects = tuple(self._projects(functions))
        return Leaves(
            revenue,
            carried,
            by_function,
            by_economic,
            projects,
            self._typed(),
            tuple(self._expected()),
            self._matters,
        )

    def said(self, margin: str) -> tuple[Said, ...]:
        """Return what is said along a margin."""
        return tuple(one for one in self.read.said if one.condition.margin == margin)

    def _revenue(self) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
        said = [
            one
            for one in self.said(_REVENUE)
            if one.key == self.layout.reports and not one.condition.codes
            and one.condition.kind is None and one.condition.group is None
            and not one.condition.item
        ]  # fmt: skip
        funds = classes(
            [entry.code for entry in self.catalogue.fund.lowest],
            [one.condition.fund for one in said],
        )
        sums: Sums[frozenset[str]] = Sums()
        for one in said:
            sums.add(frozenset(_met(funds, one.condition.fund)), one)
        lines: list[Line] = []
        carried: list[Line] = []
        for fund in dict.fromkeys(funds.values()):
            told = sums.of([fund])
            if told is None or not told.fen:
                continue
            line = {"fund": self.fund(fund), "amount": self.amount(told)}
            if all(map(self._is_carried, fund)):
                carried.append({"item": GAP, "fund": line["fund"], "kind": GAP, **line})
            else:
                lines.append(line)
        return tuple(lines), tuple(self._items(carried))

    def _items(self, carried: Sequence[Line]) -> Iterator[Line]:
        """Yield a line for each item that was carried over, where a table has all of them."""
        items = [
            one
            for one in self.said(_REVENUE)
            if one.condition.item and one.condition.kind is not None and one.fen
        ]
        named = sum(Decimal(exact_text(one.fen, self._unit)) for one in items)
        if not items or named != sum(Decimal(line["amount"].value) for line in carried):
            yield from carried
            return
        known = [line["fund"] for line in carried]
        for one in items:
            alike = one.condition.fund or frozenset()
            funds = [fund for fund in known if fund.value in alike]
            line = {
                "item": Leaf(one.condition.item),
                "fund": funds[0] if len(funds) == 1 else self.fund(alike),
                "kind": self._only(one.condition.kind),
            }
            if one.condition.group is not None:
                line["group"] = self._only(one.condition.group)
            yield line | {"amount": self.amount(_known(one))}

    @staticmethod
    def _only(told: frozenset[str] | None) -> Leaf:
        return Leaf(next(iter(told))) if told is not None and len(told) == 1 else GAP

    def _is_carried(self, fund: str) -> bool:
        return "carry_over" in self.catalogue.fund.lineage(fund)

    def fund(self, alike: frozenset[str]) -> Leaf:
        """Return which fund some that print does not tell apart are taken for."""
        named = [code for code in self.catalogue.fund.entries if code in alike]
        usual = self.catalogue.fund.coded(DEFAULT)
        chosen = usual if usual in alike else named[0]
        groups = {one if self._is_carried(one) else self.catalogue.fund_group(one) for one in alike}
        if len(groups) == 1:
            return Leaf(chosen)
        names = enumerated(self.catalogue.name_of("fund", one) for one in named)
        return Leaf(chosen, doubt=msg("print does not tell apart: {names}", names=names))

    def amount(self, told: Known) -> Leaf:
        """Return an amount in the unit of the draft."""
        doubt = None
        if told.others:
            others = (
                f"{one.place.table} {one.place.row} {exact_text(one.fen, self._unit)}"
                for one in told.others
            )
            doubt = msg("printed otherwise elsewhere: {places}", places=enumerated(others))
            self._matters[told.by[0].place] = doubt
        return Leaf(exact_text(told.fen, self._unit), told.by, doubt)

    def _basic_lines(self, margin: _Margin, *, prior: bool) -> Iterator[Line]:
        for code in margin.codes:
            found = tuple(margin.by_fund(code, self._basic))
            if prior and not found and not margin.by_fund(code, self._project):
                yield from self._ended(margin, code)
            for fund, told in found:
                if not told.fen:
                    continue
                line = self.coded(margin, code)
                line |= {"amount": self.amount(told), **self._fund_key(fund)}
                if prior and len(found) == 1 and not margin.by_fund(code, self._project):
                    line |= margin.of_other_keys(code)
                yield line

    def _ended(self, margin: _Margin, code: str) -> Iterator[Line]:
        """Yield the line of a code that has nothing any more, and had something before."""
        before = margin.of_other_keys(code)
        if any(Decimal(leaf.value) for leaf in before.values()):
            doubt = msg("nothing this year; print does not tell whether it was a project")
            yield {**self.coded(margin, code), "amount": Leaf("0", doubt=doubt), **before}

    def coded(self, margin: _Margin, code: str) -> dict[str, Leaf]:
        """Return the beginning of a line with a code, and what print calls one of no list."""
        line = {"code": Leaf(code)}
        if name := margin.names.get(code):
            line["name"] = Leaf(name, doubt=msg("this code is in no list of the year"))
        return line

    def _fund_key(self, fund: Leaf) -> dict[str, Leaf]:
        is_usual = fund.value == self.catalogue.fund.coded(DEFAULT) and fund.doubt is None
        return {} if is_usual else {"fund": fund}

    def _projects(self, margin: _Margin) -> Iterator[ProjectLeaves]:
        """Yield the projects of the tables, then what of each code they leave over."""
        told = {code: margin.by_fund(code, self._project) for code in margin.codes}
        left = {
            (code, fund.value): amount.fen for code, rows in told.items() for fund, amount in rows
        }
        found: list[ProjectLeaves] = []
        for (name, code, funds), said in self._in_tables().items():
            whole = next((one for one in said if one.condition.classes is None), None)
            if whole is None or not whole.fen:
                continue
            fits = [
                fund
                for fund, _ in told.get(code, ())
                if (funds is None or fund.value in funds) and left[code, fund.value] >= whole.fen
            ]
            usual = frozenset([self.catalogue.fund.coded(DEFAULT)])
            fund = fits[0] if fits else self.fund(funds or usual)
            if len(fits) > 1:
                fund = Leaf(fund.value, doubt=msg("print does not tell the fund of this project"))
            if fits:
                left[code, fund.value] -= whole.fen
            parts = [one for one in said if one.condition.classes is not None and one.fen]
            found.append(self._project_leaves(name, code, fund, whole, parts))
        found += (
            self._unnamed(code, fund, replace(amount, fen=rest))
            for code, rows in told.items()
            for fund, amount in rows
            if (rest := left[code, fund.value]) > amount.half
        )
        projects = Counter(one.line["function"].value for one in found)
        for one in found:
            code = one.line["function"].value
            is_alone = projects[code] == 1 and not margin.by_fund(code, self._basic)
            others = margin.of_other_keys(code) if is_alone else {}
            yield ProjectLeaves({**one.line, **others}, one.allocation)

    def _in_tables(self) -> Mapping[tuple[str, str, frozenset[str] | None], Sequence[Said]]:
        """Return what tables of projects say, by name, code and funds."""
        found: dict[tuple[str, str, frozenset[str] | None], list[Said]] = defaultdict(list)
        for one in self.read.said:
            if one.condition.project and one.key == self.layout.reports:
                code = dict(one.condition.codes).get(_FUNCTION, "")
                found[one.condition.project, code, one.condition.fund].append(one)
        return found

    def _project_leaves(
        self, name: str, code: str, fund: Leaf, whole: Said, parts: Sequence[Said]
    ) -> ProjectLeaves:
        line = {"name": Leaf(name, (whole,)), "function": Leaf(code)}
        coded = [(one, Leaf(next(iter(one.condition.classes or ())))) for one in parts]
        is_whole = sum(one.fen for one in parts) == whole.fen
        line["economic"] = coded[0][1] if is_whole else GAP
        if is_whole and len(coded) > 1:
            amounts = [
                {"item": GAP, "economic": part, "amount": self.amount(_known(one))}
                for one, part in coded
            ]
        else:
            amounts = [{"item": GAP, "amount": self.amount(_known(whole))}]
        return ProjectLeaves({**line, **self._fund_key(fund)}, tuple(amounts))

    def _unnamed(self, code: str, fund: Leaf, told: Known) -> ProjectLeaves:
        line = {"name": GAP, "function": Leaf(code), "economic": GAP, **self._fund_key(fund)}
        return ProjectLeaves(line, ({"item": GAP, "amount": self.amount(told)},))

    def _typed(self) -> Mapping[tuple[str, ...], Leaf]:
        """Return the amounts that the layout says stand in the source by themselves."""
        return {
            tuple(one.typed[0].split(".")): self.amount(_known(one))
            for one in self.read.said
            if len(one.typed) == 1
        }

    def _expected(self) -> Iterator[Line]:
        """Yield the totals in print, each figure once."""
        seen: set[str] = set()
        for one in self.read.said:
            derived = one.is_total or not (one.condition.codes or one.condition.margin == _REVENUE)
            if not derived or not one.text or one.key != self.layout.reports:
                continue
            if one.figure in seen:
                continue
            seen.add(one.figure)
            figure = Leaf(one.figure, (one,))
            if one.half and one.unit != self._unit.name:
                yield {"figure": figure, "amount": Leaf(one.text), "unit": Leaf(one.unit)}
            else:
                yield {"figure": figure, "amount": Leaf(exact_text(one.fen, self._unit))}

    def _compare(self, functions: Sequence[Line], economics: Sequence[Line]) -> None:
        """Take down where basic expenditure by function and by economic item differ in print."""
        one, other = (
            sum(Decimal(line["amount"].value) for line in lines) for lines in (functions, economics)
        )
        if economics and one != other:
            self._matters[economics[0]["amount"].by[0].place] = msg(
                "basic expenditure is {one} by function and {other} by economic item in print; "
                "what is missing is to be typed",
                one=f"{one:f}",
                other=f"{other:f}",
            )


def _known(said: Said) -> Known:
    return Known(said.fen, said.half, (said,))


class _Margin:
    """The amounts along one margin, by code."""

    def __init__(self, finder: _Finder, margin: str, codes: CodeList) -> None:
        self._finder = finder
        deepest = max(len(code) for code in codes.entries if code.isdigit())
        said = [
            (code, one)
            for one in finder.said(margin)
            if len(code := dict(one.condition.codes).get(margin, "")) == deepest
            and not one.condition.project
            and one.condition.classes is None
        ]
        self.codes = tuple(sorted({code for code, _ in said}))
        self.names = {code: one.name for code, one in said if one.name}
        catalogue = finder.catalogue
        level = codes.level_of(deepest)
        scopes = [one for one in finder.read.scopes if one.by == margin and one.level == level]
        conditions = [one.condition for _, one in said]
        conditions += [condition for scope in scopes for condition in scope.conditions]
        self._grid = _Grid(
            classes([entry.code for entry in catalogue.fund.lowest], [c.fund for c in conditions]),
            classes(catalogue.kinds, [c.kind for c in conditions]),
            classes(catalogue.groups, [c.group for c in conditions]),
        )
        self._sums: dict[tuple[str, str], Sums[_Part]] = defaultdict(Sums)
        for code, one in said:
            self._sums[one.key, code].add(self._grid.parts(one.condition), one)
        for scope in scopes:
            for code in set(self.codes) - scope.codes:
                for condition in scope.conditions:
                    if condition.margin == margin:
                        self._sums[finder.layout.reports, code].nothing(self._grid.parts(condition))

    def by_fund(self, code: str, kind: str) -> Sequence[tuple[Leaf, Known]]:
        """Return what a code has of a kind, by fund, as far as print tells; not what is nothing."""
        sums, grid = self._sums[self._finder.layout.reports, code], self._grid
        known: list[tuple[Leaf, Known]] = []
        open_: list[frozenset[str]] = []
        kinds = frozenset([kind])
        for fund in grid.funds():
            told = sums.of(grid.parts(Condition(fund=fund, kind=kinds)))
            if told is None:
                open_.append(fund)
            elif told.fen:
                known.append((self._finder.fund(fund), replace(told, others=sums.otherwise)))
        if not open_:
            return known
        together = frozenset().union(*open_)
        told = sums.of(grid.parts(Condition(fund=together, kind=kinds)))
        if told is None:
            whole = sums.of(grid.parts(Condition(kind=kinds)))
            if whole is None:
                return known
            rest = whole.fen - sum(one.fen for _, one in known)
            told = Known(rest, whole.half, whole.by, whole.others)
        if told.fen:
            meant = self._finder.fund(together)
            doubt = msg("print does not tell the fund of this amount")
            known.append((Leaf(meant.value, doubt=meant.doubt or doubt), told))
        return known

    def of_other_keys(self, code: str) -> dict[str, Leaf]:
        """Return what is printed of other years of a code that has one line."""
        found = {}
        for key, of in self._sums:
            if of == code and key != self._finder.layout.reports:
                told = self._sums[key, code].whole
                if told is not None and told.by:
                    found[key] = self._finder.amount(told)
        return found
