"""Properties of every budget, tried on random ones."""
