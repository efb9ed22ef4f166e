"""Copies of the whole site in one encrypted file, and the way back. See docs/decisions/0032-backups-the-server-cannot-open.md."""
