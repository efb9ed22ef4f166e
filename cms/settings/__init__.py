"""Settings: `production` is the base and safe by default, `development` and `test` only relax it."""
