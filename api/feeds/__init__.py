"""The same content for other programs: feed readers, calendars and search engines."""
