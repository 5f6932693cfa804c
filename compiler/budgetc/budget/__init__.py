"""A department's budget as its people wrote it: leaf amounts, codes, names, reasons, targets."""
