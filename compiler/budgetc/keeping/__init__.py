"""What was made of a workspace's sources stays, and is made again only where it could differ."""

from budgetc.keeping.keeper import Keeper, Wanted, open_keeper
from budgetc.keeping.kept import Kept, Result, Told

__all__ = ["Keeper", "Kept", "Result", "Told", "Wanted", "open_keeper"]
