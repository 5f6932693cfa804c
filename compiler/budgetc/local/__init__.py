"""Rules that a workspace declares as data: their form, and the small language of their formulas."""
