"""Every amount of a source becomes a fact, whichever of the two forms it is written in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from budgetc.budget.consolidate import consolidate
from budgetc.budget.model import Budget
from budgetc.classification import load_catalogue
from budgetc.document.model import Document, Figure, line_text
from budgetc.ledger import Ledger, post
from budgetc.numbers.money import Unit, decimal_text
from budgetc.schema.binding import Binding
from budgetc.source.nodes import Mapping, Scalar, SourceTree
from budgetc.source.read import read_bytes
from tests.support import KORLA, MINIMAL, RESOURCES, document_of, find_errors, korla_with, marked

CATALOGUE = load_catalogue(RESOURCES, 2024)


def _posted(text: str) -> tuple[SourceTree, Budget, Ledger]:
    tree, findings = read_bytes("a.yaml", text.encode())
    assert tree is not None, findings
    binding = Binding(tree, Unit("万元", 1_000_000), defaults={"fund": "general.own"})
    budget = binding.bind(Budget, tree.root)
    assert binding.findings == []
    return tree, budget, post(consolidate(budget), CATALOGUE)


def _amounts(tree: SourceTree) -> Iterator[Scalar]:
    """Yield every number under a key `amount` of the source."""
    waiting = [tree.root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Mapping):
            for name, (_, child) in node.entries.items():
                if isinstance(child, Scalar):
                    if name == "amount":
                        yield child
                else:
                    waiting.append(child)
        elif not isinstance(node, Scalar):
            waiting.extend(node.items)


def test_every_amount_is_one_fact_at_its_place() -> None:
    tree, _, ledger = _posted(KORLA)
    typed = [tree.span(node) for node in _amounts(tree)]
    assert len(typed) > 30
    posted = [fact.origin.span(fact.key) for fact in ledger.facts if fact.key == "amount"]
    assert Counter(posted) == Counter(typed)


def test_a_fact_has_the_amount_that_was_typed_for_it() -> None:
    text, places = marked(korla_with("amount: 203.53", "amount: ▶203.53"))
    _, _, ledger = _posted(text)
    (fact,) = (f for f in ledger.facts if f.function == "2013801" and f.period == "current")
    span = fact.origin.span(fact.key)
    assert fact.fen == 203_530_000
    assert (span.line, span.column) == places[0]
    assert (fact.flow, fact.kind, fact.fund) == ("expenditure", "basic", "general.own")
    assert (fact.economic, fact.project, fact.group) == ("", "", "")


def test_a_prior_amount_that_is_left_out_is_unknown_and_not_nothing() -> None:
    _, _, ledger = _posted(MINIMAL)
    priors = [fact.fen for fact in ledger.facts if fact.period == "prior"]
    assert priors
    assert set(priors) == {None}


def test_an_allocation_has_the_fund_and_the_item_of_its_project_unless_it_names_its_own() -> None:
    old = "        - {item: 场地, amount: 1.50}\n"
    new = "        - {item: 场地, amount: 1.50, economic: 30214, fund: unit_funds.other}\n"
    assert MINIMAL.count(old) == 1
    _, _, ledger = _posted(MINIMAL.replace(old, new))
    facts = [f for f in ledger.facts if f.kind == "project" and f.period == "current"]
    assert [(f.fen, f.economic, f.fund, f.function, f.project) for f in facts] == [
        (1_500_000, "30214", "unit_funds.other", "2013805", "training"),
        (500_000, "302", "general.own", "2013805", "training"),
    ]


def test_the_group_of_a_basic_item_follows_from_its_code_unless_it_is_typed() -> None:
    old = "{code: 30113, amount: 1.00}"
    assert MINIMAL.count(old) == 1
    for new, group in (
        ("{code: 30113, amount: 1.00}", "人员经费"),
        ("{code: 30217, amount: 1.00}", "公用经费"),
        ("{code: 30298, amount: 1.00}", "公用经费"),  # unlisted: as its class
        ("{code: 30113, amount: 1.00, group: 公用经费}", "公用经费"),
    ):
        _, _, ledger = _posted(MINIMAL.replace(old, new))
        assert [f.group for f in ledger.facts if f.fen == 1_000_000 and f.economic] == [group]


# The matrix


def _matrix_of(budget: Budget) -> str:
    """Return a matrix with the margins of a budget: the money of both lists, first come first."""
    basic = budget.basic_expenditure
    assert basic is not None
    items = [(str(part.code), int(part.amount)) for part in basic.by_economic]
    lines = []
    for line in basic.by_function:
        wanted, cells = int(line.amount), []
        while wanted:
            code, left = items[0]
            taken = min(wanted, left)
            cells.append(f"{code}: {decimal_text(taken, 6)}")
            wanted -= taken
            items[0] = (code, left - taken)
            if taken == left:
                items.pop(0)
        prior = decimal_text(line.prior or 0, 6)
        lines.append(
            f"    - code: {line.code}\n      prior: {prior}\n      reason: {line.reason}\n"
            f"      economic: {{{', '.join(cells)}}}\n"
        )
    assert items == []
    return "  matrix:\n" + "".join(lines)


def _with_matrix(text: str) -> str:
    _, budget, _ = _posted(text)
    begin, end = text.index("  by_function:\n"), text.index("# 项目支出\n")
    return f"{text[:begin]}{_matrix_of(budget)}\n{text[end:]}"


def _cells(document: Document) -> dict[str, list[list[list[tuple[str, str]]]]]:
    """Return each table as panels of rows of (printed, exact)."""
    return {
        table.id: [
            [[(line_text(c), _exact(c)) for c in row.cells] for row in panel.rows]
            for panel in table.panels
        ]
        for table in document.tables()
    }


def _exact(cell: tuple[str | Figure, ...]) -> str:
    return "".join(part.exact for part in cell if isinstance(part, Figure))


def test_a_matrix_gives_both_margins() -> None:
    plain, matrix = document_of(KORLA), document_of(_with_matrix(KORLA))
    ours, theirs = _cells(plain), _cells(matrix)
    for table in ("3", "5", "6"):
        assert len(ours[table][0]) > 8
        assert ours[table] == theirs[table]
    assert ours == theirs


def test_a_matrix_says_the_same_in_words() -> None:
    plain = [line_text((figure,)) for figure in document_of(KORLA).figures()]
    matrix = [line_text((figure,)) for figure in document_of(_with_matrix(KORLA)).figures()]
    assert len(plain) > 50
    assert plain == matrix


def test_two_ways_of_writing_one_code_in_a_matrix_are_a_repeated_key() -> None:
    begin, end = MINIMAL.index("  by_function:\n"), MINIMAL.index("project_expenditure:\n")
    matrix = "  matrix:\n    - {code: 2013801, economic: {30101: 4.00, ▶301-01: 6.00}}\n"
    text, places = marked(f"{MINIMAL[:begin]}{matrix}{MINIMAL[end:]}")
    assert find_errors(text) == [(*places[0], "SYN002")]
