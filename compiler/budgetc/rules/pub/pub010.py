"""PUB010: no personal data is published."""

from __future__ import annotations

from budgetc.diagnostics.messages import Message, msg
from budgetc.lists.model import TextLists
from budgetc.rules.rule import Findings, RuleContext, Violation, rule
from budgetc.source.nodes import Scalar, SourceTree, scalars

_CONTACT = (("performance", "contact"), ("performance", "phone"))
"""Where the form asks whom to call, and at which number."""

_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_CHECKS = "10X98765432"
"""The check character of an identity number by the weighted sum modulo 11 (GB 11643)."""


@rule("PUB010")
def no_personal_data(context: RuleContext) -> Findings:
    lint = context.lists.texts
    tree = context.budget.origin.tree
    # One search over the file is enough for nearly every source.
    if lint.long_number.search(tree.text) or lint.account.search(tree.text):
        contact = [tree.at(path)[0] for path in _CONTACT]
        for node in scalars(tree.root):
            if isinstance(node.value, str) and not any(node is part for part in contact):
                yield from _check(tree, node, lint)


def _check(tree: SourceTree, node: Scalar, lint: TextLists) -> Findings:
    for match in lint.long_number.finditer(node.text):
        if _is_identity_number(match.words, lint):
            yield _found(tree, node, match.words, msg("an identity number"))
        elif _is_bank_card(match.words, lint):
            yield _found(tree, node, match.words, msg("the number of a bank card"))
    for match in lint.mobile.finditer(node.text):
        yield _found(tree, node, match.words, msg("the number of a mobile phone"))
    for match in lint.account.finditer(node.text):
        digits = "".join(character for character in match.words if character.isdigit())
        if not _is_bank_card(digits, lint):
            yield _found(tree, node, digits, msg("the number of an account"))


def _is_identity_number(number: str, lint: TextLists) -> bool:
    if not lint.identity_number.fullmatch(number):
        return False
    weighted = sum(int(digit) * weight for digit, weight in zip(number, _ID_WEIGHTS, strict=False))
    return number[-1].upper() == _ID_CHECKS[weighted % len(_ID_CHECKS)]


def _is_bank_card(number: str, lint: TextLists) -> bool:
    """Tell whether a number is of the form of 银联 cards, its check digit right (Luhn)."""
    if not lint.bank_card.fullmatch(number):
        return False
    single = (int(digit) for digit in number[-1::-2])
    doubled = (int(digit) * 2 for digit in number[-2::-2])
    return (sum(single) + sum(twice // 10 + twice % 10 for twice in doubled)) % 10 == 0


def _found(tree: SourceTree, node: Scalar, number: str, what: Message) -> Violation:
    masked = f"{number[:3]}{'*' * (len(number) - 5)}{number[-2:]}"
    return Violation(
        tree.span(node),
        msg("{what} would be published: {number}", what=what, number=masked),
        hint=msg("delete it; a document that is published names nobody's numbers"),
    )
