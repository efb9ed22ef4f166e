"""The addresses that other programs read, at the root of the site."""

from django.urls import path, re_path

from api.feeds import calendar, feeds, robots

LANGUAGE = r"(?:(?P<language>[a-z]{2,3}(?:-[a-z0-9]{2,8})*)/)?"
FORM = r"(?P<form>xml|json)"

urlpatterns = [
    re_path(rf"^{LANGUAGE}feed\.{FORM}$", feeds.site_feed, name="feed"),
    re_path(rf"^{LANGUAGE}feeds/(?P<kind>[a-z]+)\.{FORM}$", feeds.kind_feed, name="kind_feed"),
    re_path(rf"^{LANGUAGE}feeds/tags/(?P<tag>[\w-]+)\.{FORM}$", feeds.tag_feed, name="tag_feed"),
    re_path(rf"^{LANGUAGE}activities\.ics$", calendar.activities, name="calendar"),
    re_path(r"^(?P<path>[\w/-]+)\.ics$", calendar.activity, name="event"),
    path("sitemap.xml", robots.sitemap, name="sitemap"),
    path("robots.txt", robots.robots, name="robots"),
    path(".well-known/security.txt", robots.security, name="security"),
]
