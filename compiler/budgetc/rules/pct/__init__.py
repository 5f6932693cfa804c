"""PCT: percentages."""
