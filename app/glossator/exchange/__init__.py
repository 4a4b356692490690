"""One module per foreign format, each with read and/or write."""
