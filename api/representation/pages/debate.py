"""The JSON of the debate and of an article."""

from typing import Annotated, Literal

from typing_extensions import TypedDict

from api.representation.body import body_of
from api.representation.cards import article_card
from api.representation.meta import PageMeta, meta_of
from api.representation.reading import DatabaseReader
from home import models
from home.blocks import Block
from home.shapes import ArticleCard, Date, Html, PageId, PageLink, Tag, Title, doc


class DebateIndexPage(TypedDict):
    """The list of articles. `pages/?child_of=` walks through all of them."""

    id: PageId
    type: Literal["debate_index"]
    title: Title
    meta: PageMeta
    introduction: Html
    articles: Annotated[list[ArticleCard], doc("The latest first, at most 100.")]
    cursor: Annotated[str | None, doc("For `articles/?cursor=`, which goes on from there; null at the end.")]


class ExchangeEntry(TypedDict):
    """An article with its place in an exchange."""

    article: ArticleCard
    depth: Annotated[int, doc("How many articles lead to this one: 0 for the first of the exchange.")]


class ArticlePage(TypedDict):
    """An article of the debate."""

    id: PageId
    type: Literal["article"]
    title: Title
    meta: PageMeta
    author_names: Annotated[str, doc("As the authors want to be named, plain text.")]
    written_on: Annotated[Date, doc("The day that the article bears.")]
    summary: Annotated[str, doc("What it argues, plain text.")]
    body: Annotated[list[Block], doc("The article itself.")]
    responds_to: Annotated[PageLink | None, doc("What the article is an answer to.")]
    responses: Annotated[list[ArticleCard], doc("The articles that answer this one, oldest first.")]
    exchange: Annotated[
        list[ExchangeEntry],
        doc("The whole exchange, this article included: each article is followed by its answers. At most 100."),
    ]
    tags: Annotated[list[Tag], doc("By name.")]


def represent_index(page: models.DebateIndexPage, reader: DatabaseReader) -> DebateIndexPage:
    articles = reader.articles_below(page)
    return {
        "id": page.pk or 0,
        "type": "debate_index",
        "title": page.title,
        "meta": meta_of(page, reader),
        "introduction": reader.rich_text(page.introduction),
        "articles": reader.article_cards(articles.ids),
        "cursor": articles.cursor,
    }


def represent(page: models.ArticlePage, reader: DatabaseReader) -> ArticlePage:
    exchange = reader.exchange(page)
    return {
        "id": page.pk or 0,
        "type": "article",
        "title": page.title,
        "meta": meta_of(page, reader),
        "author_names": page.author_names,
        "written_on": page.written_on.isoformat(),
        "summary": page.summary,
        "body": body_of(page.body, reader),
        # The exchange names it already; asked for before that is loaded, it would cost a query of its own.
        "responds_to": reader.page_link(page.responds_to_id) if exchange else None,
        "responses": [article_card(other, reader) for other, _ in exchange if reader.is_answer_to(other, page)],
        "exchange": [{"article": article_card(other, reader), "depth": depth} for other, depth in exchange],
        "tags": reader.own_tags(page),
    }
