"""What does a curator see of who may read an article, and how do they say who?"""

from collections.abc import Sequence

from bot.articles.rules import Article
from bot.articles.rules.readers import CIRCLES
from bot.circles.rules import Name
from bot.ids import ArticleId
from bot.slack import message, text, views
from bot.slack.message import Block

LOOK, LOOKED, CHANGE, CHANGED = "articles.look", "articles.looked", "articles.readers", "articles.changed"
ARTICLE, TITLE, COLLECTION, READERS = "article", "title", "collection", "readers"

_OF_COLLECTION = "collection:"


def named(names: Sequence[Name]) -> str:
    """Say for whom something is."""
    said = [_named(name) for name in names]
    return "everyone" if not said else " or ".join([", ".join(said[:-1]), said[-1]] if said[1:] else said)


def line(article: ArticleId, names: Sequence[Name]) -> list[Block]:
    """Who may read an article, on the article, for a curator."""
    return [
        message.context(f"Readers: {named(names)} (only curators see this)"),
        message.actions(message.button("Change readers", action=f"{CHANGE}:{article}", value=str(article))),
    ]


def which(articles: Sequence[Article], collections: Sequence[str]) -> views.View:
    """Ask what it is about. `collections`: for admins alone."""
    blocks: list[Block] = [message.section("Choose an article, or type its title.")]
    if articles:
        options = [views.option(text.clip(one.title, 75), str(one.id)) for one in articles]
        chosen = views.choice("static_select", options, placeholder="The latest articles")
        blocks.append(views.question("Article", chosen, name=ARTICLE, is_optional=True))
    blocks.append(views.question("Or its title", views.text_field(most=250), name=TITLE, is_optional=True))
    if collections:
        options = [views.option(one, one) for one in collections]
        chosen = views.choice("static_select", options, placeholder="A folder that was imported")
        hint = "Sets who may read those of its articles that don't say so themselves."
        blocks.append(views.question("Or a collection", chosen, name=COLLECTION, hint=hint, is_optional=True))
    return views.modal("Who may read what", blocks, callback=LOOKED, submit="Next", close="Cancel")


def of_article(article: Article, names: Sequence[Name]) -> views.View:
    lead = f"{text.bold(text.clip(article.title, 150))} is for {named(names)}."
    hint = "Empty: as its file or its collection says."
    return _form(lead, names, hint, str(article.id))


def of_collection(collection: str, names: Sequence[Name]) -> views.View:
    lead = f"Articles of {text.bold(collection)} that don't say so themselves are for {named(names)}."
    return _form(lead, names, "Empty: everyone.", f"{_OF_COLLECTION}{collection}")


def about(metadata: str) -> tuple[str, str]:
    """Read what a form is about: an article's id, or a collection, the other one empty."""
    if metadata.startswith(_OF_COLLECTION):
        return "", metadata.removeprefix(_OF_COLLECTION)
    return metadata, ""


def changed(title: str, names: Sequence[Name]) -> views.View:
    line = f"Done. {text.bold(text.clip(title, 150))} is for {named(names)} now."
    rest = "What was shared of it more widely is taken back within a minute."
    return views.modal("Who may read what", [message.section(line), message.context(rest)])


def _form(lead: str, names: Sequence[Name], hint: str, metadata: str) -> views.View:
    field = views.text_field(initial=", ".join(names), placeholder="@hr, #leads", most=90 * CIRCLES)
    said = "User groups (@hr) and channels (#leads), with commas between, or everyone. "
    blocks = [message.section(lead), views.question("Readers", field, name=READERS, hint=said + hint, is_optional=True)]
    return views.modal("Who may read what", blocks, callback=CHANGED, submit="Save", close="Cancel", metadata=metadata)


def _named(name: Name) -> str:
    if name[0] in "@#":
        return text.escape(name)
    return f"<!subteam^{name}>" if name[0] == "S" else f"<#{name}>"
