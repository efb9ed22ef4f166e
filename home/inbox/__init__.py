"""The group's inbox: how messages come in, are mailed on, are shown to editors, and are deleted."""
