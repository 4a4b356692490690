"""The Entities workspace."""
