"""The way of a message from a reader's form to the group's inbox, and what keeps machines from filling that.

Nobody else's server is asked. A form with JavaScript solves a small puzzle (ALTCHA); one without takes a token and a
second look; both have a field that people don't see, take some seconds, and can't be sent often.
"""
