"""The JSON of the debate and of an article."""

from typing import Annotated, Literal

from typing_extensions import TypedDict

from api.representation.body import body_of
from api.representation.meta import PageMeta, meta_of
from api.representation.reading import DatabaseReader
from home import models
from home.blocks import Block
from home.shapes import ArticleCard, Date, Html, PageLink, Tag, doc


class DebateIndexPage(TypedDict):
    """The list of articles. `pages/?child_of=` walks through all of them."""

    id: int
    type: Literal["debate_index"]
    title: str
    meta: PageMeta
    introduction: Html
    articles: Annotated[list[ArticleCard], doc("The latest first, at most 100.")]


class ArticlePage(TypedDict):
    """An article of the debate."""

    id: int
    type: Literal["article"]
    title: str
    meta: PageMeta
    author_names: str
    written_on: Date
    summary: str
    body: list[Block]
    responds_to: Annotated[PageLink | None, doc("What the article is an answer to.")]
    responses: Annotated[list[ArticleCard], doc("The articles that answer this one, oldest first.")]
    tags: list[Tag]


def represent_index(page: models.DebateIndexPage, reader: DatabaseReader) -> DebateIndexPage:
    return {
        "id": page.pk or 0,
        "type": "debate_index",
        "title": page.title,
        "meta": meta_of(page, reader),
        "introduction": reader.rich_text(page.introduction),
        "articles": reader.article_cards(reader.articles_below(page)),
    }


def represent(page: models.ArticlePage, reader: DatabaseReader) -> ArticlePage:
    return {
        "id": page.pk or 0,
        "type": "article",
        "title": page.title,
        "meta": meta_of(page, reader),
        "author_names": page.author_names,
        "written_on": page.written_on.isoformat(),
        "summary": page.summary,
        "body": body_of(page.body, reader),
        "responds_to": reader.page_link(page.responds_to_id),
        "responses": reader.article_cards(reader.responses_to(page)),
        "tags": reader.own_tags(page),
    }
