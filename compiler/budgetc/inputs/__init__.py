"""All that one budget is compiled with, read: from then on, no file is opened."""

from budgetc.inputs.load import Inputs, load

__all__ = ["Inputs", "load"]
