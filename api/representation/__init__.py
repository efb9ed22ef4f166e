"""Turns pages into the JSON that readers get, the same for the API, the first paint, the preview and the feeds."""
