"""The editor's desk: who may do what, what has to be approved by somebody else, and what waits for whom."""
