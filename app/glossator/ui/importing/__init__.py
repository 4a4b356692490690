"""Adding texts and bringing in codebooks and codings."""
