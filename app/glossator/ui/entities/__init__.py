"""The Entities workspace: who and what is named in the texts, and what was decided about it."""
