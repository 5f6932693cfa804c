"""All rules, family by family, in the order of the catalogue."""

from __future__ import annotations

from budgetc.rules import ast, bal, car, cls, gov, nar, pct, per, pub, rol, src, stf, tpx, xtb, yoy

RULES = (
    *bal.RULES,
    *xtb.RULES,
    *cls.RULES,
    *pct.RULES,
    *yoy.RULES,
    *nar.RULES,
    *tpx.RULES,
    *per.RULES,
    *gov.RULES,
    *ast.RULES,
    *stf.RULES,
    *car.RULES,
    *pub.RULES,
    *rol.RULES,
    *src.RULES,
)
"""Every rule, once."""
