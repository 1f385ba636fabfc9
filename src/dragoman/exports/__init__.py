"""Readings in the formats that others speak."""
