"""A cache in front of the site, such as a CDN: what it may keep, and how it is told what it has to forget.

`tags` names what an answer is made of, `headers` says who may keep it, `addresses` notes what is out where a cache knows no
tags, `backends` speaks to caches, and `purging` tells them what has become stale.
"""
