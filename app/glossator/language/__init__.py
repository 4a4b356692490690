"""Entities: rules, models, and the process they run in."""
