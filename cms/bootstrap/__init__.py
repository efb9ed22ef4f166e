"""What stands behind the Makefile: from a fresh clone to a running, checked site with the standard library alone."""
