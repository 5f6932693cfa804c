"""CAR: carry-over and other funds."""
