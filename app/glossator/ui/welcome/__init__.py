"""The welcome page and the first run."""
