"""Parsed documents in, records out."""
