"""Rolling a source forward: a new year's source from last year's, with what is to be filled in."""

from budgetc.rolling.amounts import amounts_of
from budgetc.rolling.plan import Priors
from budgetc.rolling.roll import Rolled, RollingOptions, roll

__all__ = ["Priors", "Rolled", "RollingOptions", "amounts_of", "roll"]
