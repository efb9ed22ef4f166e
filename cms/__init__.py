"""The Django project: settings, URLs, the page shell, health and `serve`."""
