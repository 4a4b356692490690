"""Bringing texts, codebooks and codings in, and writing them out: dialogs over the verbs."""
