"""What is told of an upgrade that is tried."""

from cms.bootstrap.upgrades import changed, versions_in


def test_versions_are_read_from_a_list():
    assert versions_in("Using Python 3.13\ndjango==5.2.19\nzope.x==1\n") == {"django": "5.2.19", "zope.x": "1"}


def test_it_is_told_what_has_changed_and_what_is_new():
    before = {"django": "5.2.19", "wagtail": "8.0.1", "six": "1"}
    after = {"django": "6.1", "wagtail": "8.0.1", "seven": "2"}
    assert changed(before, after) == ["  django 5.2.19 -> 6.1", "  seven none -> 2"]
