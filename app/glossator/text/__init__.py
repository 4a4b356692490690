"""Pure functions on strings and extents."""
