"""XTB: one table against another."""
