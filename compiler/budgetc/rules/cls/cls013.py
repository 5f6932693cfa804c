"""CLS013: a code that only this place uses is declared, with a reason."""

from __future__ import annotations

from collections.abc import Iterator

from budgetc.budget.assurances import LocalCode
from budgetc.budget.codes import code_uses
from budgetc.diagnostics import Diagnostic, Related, finding
from budgetc.diagnostics.messages import msg
from budgetc.rules.case import Case
from budgetc.rules.cls.local import hangs_directly, named_unlisted_codes
from budgetc.rules.rule import Finding, NotApplicable


def local_codes_are_declared(case: Case) -> Iterator[Finding]:
    """CLS013: unlisted codes used with a name = codes under `local_codes`.

    Source: practice; a code of one's own needs an approval that can be shown.
    """
    uses = [use for use in named_unlisted_codes(case) if hangs_directly(use)]
    declared = case.own.local_codes
    if not (uses or declared):
        yield NotApplicable(msg("all codes are listed"))
    reasons = {local.code for local in declared}
    by_code = {use.code: use for use in reversed(uses)}
    for code, first in by_code.items():
        if code in reasons:
            continue
        others = [use for use in uses if use.code == code and use is not first]
        yield finding(
            "CLS013",
            msg("{code} {name} is not in the list of {year}, and nothing says why it is used",
                code=code, name=first.name or "", year=case.catalogue.edition),
            first.span(),
            related=[Related(use.span(), msg("it is used here too")) for use in others],
            hint=msg("declare it under local_codes: with a reason, or use a listed code"),
        )  # fmt: skip
    used = {use.code for use in code_uses(case.own, case.catalogue)} if declared else set()
    for local in declared:
        yield from _needless(case, local, used)


def _needless(case: Case, local: LocalCode, used: set[str]) -> Iterator[Diagnostic]:
    lists = (case.catalogue.function, case.catalogue.economic)
    listed = next((entry for codes in lists if (entry := codes.get(local.code))), None)
    if listed is not None:
        yield finding(
            "CLS013",
            msg("{code} is no local code: the list of {year} calls it {name}",
                code=local.code, year=case.catalogue.edition, name=listed.name),
            local.origin.span("code"),
            hint=msg("delete it here"),
        )  # fmt: skip
    elif local.code not in used:
        yield finding(
            "CLS013",
            msg("no line uses the local code {code}", code=local.code),
            local.origin.span("code"),
            hint=msg("delete it here, or correct the code"),
        )
