"""ROL: roll-up of units."""
