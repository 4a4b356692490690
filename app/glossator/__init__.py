"""Glossator, a workbench for researchers who hand-code texts."""

__version__ = "0.1.0"
