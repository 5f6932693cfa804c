"""CLS006: a code that the list lacks belongs to a 款 that it has."""

from __future__ import annotations

from collections.abc import Iterator

from budgetc.diagnostics import finding
from budgetc.diagnostics.messages import msg
from budgetc.rules.case import Case
from budgetc.rules.cls.local import above, hangs_directly, named_unlisted_codes
from budgetc.rules.rule import Finding, NotApplicable


def codes_have_the_level_above_them(case: Case) -> Iterator[Finding]:
    """CLS006: of an unlisted 项 with a typed name, the first five digits are a listed 款.

    A code without even a listed 类, or without a name, is CLS001's.

    Source: the structure of the codes, 3 + 2 + 2 digits.
    """
    uses = tuple(named_unlisted_codes(case))
    if not uses:
        yield NotApplicable(msg("all codes are listed"))
    for use in uses:
        if hangs_directly(use):
            continue
        parent = use.codes.get(above(use))
        below = [e for e in use.codes.entries.values() if parent and e.parent == parent.code]
        near = sorted(below, key=lambda e: abs(int(e.code) - int(use.code[:-2])))[:3]
        yield finding(
            "CLS006",
            msg(
                "{code} would be under {missing}, which the list of {year} does not have",
                code=use.code,
                missing=use.code[:-2],
                year=case.catalogue.edition,
            ),
            use.span(),
            hint=msg(
                "under {parent} {name} there are {codes}",
                parent=parent.code if parent else "",
                name=parent.name if parent else "",
                codes=", ".join(f"{e.code} {e.name}" for e in sorted(near)),
            ),
        )
