"""Counts and tables over codings, as arrays."""
