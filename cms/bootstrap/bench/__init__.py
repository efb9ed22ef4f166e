"""Measures how fast the site answers, beside nginx that sends the same bytes from files and Wagtail's own APIs.

Started by `make bench`, which takes some 25 minutes and writes `docs/benchmarks.md`; `python -m cms.bootstrap.bench --help`
tells how to measure only a part, in less time. Each contestant runs on the first core and wrk on the second; they take turns,
round by round, so that whatever else the machine does meets all of them. Needs Linux with wrk and nginx (Debian's packages
of these names).
"""
