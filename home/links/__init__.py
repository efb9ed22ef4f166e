"""What public pages refer to, and whether that is still there: links out of the site are tried by the worker, once a day."""
