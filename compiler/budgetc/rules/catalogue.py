"""All rules, in the order of the catalogue: a family after the other, a rule a module."""

from __future__ import annotations

from types import ModuleType

from budgetc.rules.ast import ast002, ast003, ast004, ast005, ast006, ast007
from budgetc.rules.bal import bal001, bal005, bal011, bal012, bal013, bal105
from budgetc.rules.car import car002, car004
from budgetc.rules.cls import (
    cls004,
    cls005,
    cls006,
    cls007,
    cls008,
    cls009,
    cls010,
    cls011,
    cls012,
    cls013,
)
from budgetc.rules.gov import gov002, gov003, gov004, gov005, gov006, gov007, gov009
from budgetc.rules.nar import (
    nar001,
    nar010,
    nar011,
    nar012,
    nar013,
    nar014,
    nar015,
    nar016,
    nar019,
    nar101,
    nar102,
    nar103,
)
from budgetc.rules.pct import pct005
from budgetc.rules.per import (
    per001,
    per004,
    per005,
    per006,
    per007,
    per008,
    per009,
    per010,
    per011,
    per012,
    per013,
    per014,
    per015,
    per017,
    per018,
    per101,
    per102,
    per111,
    per112,
    per113,
    per114,
)
from budgetc.rules.pub import pub005, pub006, pub007, pub010, pub014, pub015, pub101, pub102
from budgetc.rules.rol import rol003
from budgetc.rules.rule import Rule
from budgetc.rules.src import src002, src005
from budgetc.rules.stf import stf002, stf003, stf101
from budgetc.rules.tpx import tpx003, tpx004, tpx006, tpx007
from budgetc.rules.xtb import xtb006, xtb010, xtb011, xtb012
from budgetc.rules.yoy import yoy001, yoy004, yoy005, yoy006, yoy007, yoy008, yoy009, yoy102

# fmt: off
_MODULES: tuple[ModuleType, ...] = (
    bal001, bal005, bal011, bal012, bal013, bal105,
    xtb006, xtb010, xtb011, xtb012,
    cls004, cls005, cls006, cls007, cls008, cls009, cls010, cls011, cls012, cls013,
    pct005,
    yoy001, yoy004, yoy005, yoy006, yoy007, yoy008, yoy009, yoy102,
    nar001, nar010, nar011, nar012, nar013, nar014, nar015, nar016, nar019, nar101, nar102, nar103,
    tpx003, tpx004, tpx006, tpx007,
    per001, per004, per005, per006, per007, per008, per009, per010, per011, per012, per013, per014,
    per015, per017, per018, per111, per112, per113, per114, per101, per102,
    gov002, gov003, gov004, gov005, gov006, gov007, gov009,
    ast002, ast003, ast004, ast005, ast006, ast007,
    stf002, stf003, stf101,
    car002, car004,
    pub005, pub006, pub007, pub010, pub014, pub015, pub101, pub102,
    rol003,
    src002, src005,
)
# fmt: on


def _rule_of(module: ModuleType) -> Rule:
    (rule,) = (value for value in vars(module).values() if isinstance(value, Rule))
    return rule


RULES = tuple(map(_rule_of, _MODULES))
"""Every rule, once."""
