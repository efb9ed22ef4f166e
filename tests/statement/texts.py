"""Statements for the tests, and what a test asks of a parsed one."""

from bs4 import BeautifulSoup

from home.statement.parsing import Statement, parse_statement
from home.statement.reading import Format, Source

# The same form as a real founding statement: a date, paragraphs without headings, a list of three points.
FOUNDING = """Monday, October 3, 2011

We are the Harbour Street circle.

The rents of our town have doubled in ten years, while the wages of those who clean it, drive it and feed it have stood
still. This is no accident of the weather. It is what happens when homes are built to be sold – and not to be lived in.

The answer to landlords is not better landlords, and by this we do not mean that every owner is a crook. What was tried in
our parents' time, “the kindly company”, lasted as long as its founder's purse did.

Instead we put forward homes that belong to those who live in them, run by assemblies of each house and each street,
“by everyone's hands, for everyone's roof”. Such houses exist already & they are full.

These points of agreement are:

- Homes for use and not for profit.
- Solidarity between tenants of all countries.
- No deals with parties behind closed doors.

As a circle of people with different histories we offer evenings of work, such as repairs and pickets, and evenings of study
in which we read what others have tried before us.

If you would like to come to an evening, or only to ask what happens there, please write to us: hello@harbour.example
"""

POINTS = [
    "Homes for use and not for profit",
    "Solidarity between tenants of all countries",
    "No deals with parties behind closed doors",
]


def plain(text: str) -> Statement:
    return parse_statement(Source(text, Format.PLAIN))


def markdown(text: str) -> Statement:
    return parse_statement(Source(text, Format.MARKDOWN))


def html(text: str) -> Statement:
    return parse_statement(Source(text, Format.HTML))


def everything(statement: Statement) -> str:
    """The HTML of the whole text, with the headings that the text itself has."""
    headings = [section.heading if section.is_heading_given else "" for section in statement.sections]
    bodies = [f"<h2>{heading}</h2>{part.body}" for heading, part in zip(headings, statement.sections, strict=True)]
    return f"<h1>{statement.title}</h1>{statement.introduction}{''.join(bodies)}"


def paragraphs(statement: Statement) -> list[str]:
    """The text of each paragraph and each list item, in order."""
    soup = BeautifulSoup(everything(statement), "html.parser")
    return [tag.get_text(" ") for tag in soup.find_all(["p", "li"])]
