"""Wagtail's own APIs as a server of their own, in front of the site's database: for the bench alone."""

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
