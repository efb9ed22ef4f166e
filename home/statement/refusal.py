"""The one way in which the import says no: a sentence for the person who ran it."""


class StatementRefused(Exception):
    """A statement that cannot be imported. Its message is one sentence that says what is wrong and what to do."""
