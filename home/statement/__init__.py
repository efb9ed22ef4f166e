"""Turns a group's existing founding text into a manifesto and its positions."""
