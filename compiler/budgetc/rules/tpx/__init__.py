"""TPX: the “three public” spending."""
