"""The store of readings."""
