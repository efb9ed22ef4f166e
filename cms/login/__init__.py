"""How people get into the admin: a password, a second factor, and the sessions that come of it."""
