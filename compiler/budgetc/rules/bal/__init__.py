"""BAL: balance and footing."""
