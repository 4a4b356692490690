"""The verbs, for the command line and the window alike."""
