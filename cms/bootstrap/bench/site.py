"""The site as the web server runs it, to be asked as often as it can answer: nobody is told to wait."""

from cms.wsgi import application  # isort: skip  # makes the apps ready
from api import rates

rates.MOST = dict.fromkeys(rates.MOST, rates.Most(1_000_000_000, 1_000_000_000))

__all__ = ["application"]
