"""How does a curator say who may read an article? From App Home, or on the article; admins for a whole collection."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.articles import rules
from bot.articles import service as articles
from bot.articles.rules import readers as whose
from bot.articles.service import editing, readers
from bot.articles.views import readers as views
from bot.errors import UserError
from bot.ids import ArticleId
from bot.people import service as people
from bot.slack import text
from bot.slack.answer import Answer, Errors, Open, Show
from bot.slack.listener import Listeners
from bot.slack.payloads import Action, Submission
from bot.slack.values import number


def register(on: Listeners) -> None:
    on.press(views.LOOK, look)
    on.submit(views.LOOKED, looked)
    on.press(views.CHANGE, change)
    on.submit(views.CHANGED, changed)


def look(session: Session, pressed: Action, now: datetime) -> Answer:
    """*Who may read what*: which article, or which collection?"""
    workspace, user = pressed.actor.workspace, pressed.actor.user
    people.must_be_curator(session, workspace, user)
    reader = readers.person(session, workspace, user)
    is_admin = people.is_admin(session, workspace, user)
    collections = sorted(articles.sizes(session, workspace, reader)) if is_admin else []
    newest = articles.most_recent(session, workspace, reader, limit=100)
    return Open(views.which(newest, [one for one in collections if one != rules.STARTER]))


def looked(session: Session, form: Submission, now: datetime) -> Answer:
    workspace, user = form.actor.workspace, form.actor.user
    people.must_be_curator(session, workspace, user)
    title, reader = text.clean(form.text(views.TITLE)), readers.person(session, workspace, user)
    if chosen := form.chosen(views.COLLECTION):
        people.must_be_admin(session, workspace, user)
        name = text.clean(chosen[0])
        if name not in articles.sizes(session, workspace, reader):
            return Errors({views.COLLECTION: "I don't know that collection."})
        return Show(views.of_collection(name, readers.usual(session, workspace, name)))
    if not title and not form.chosen(views.ARTICLE):
        return Errors({views.TITLE: "Please choose an article, or type its title."})
    if title:
        id = articles.titled(session, workspace, title, reader)
        if id is None:
            return Errors({views.TITLE: "I don't know an article of that title."})
    else:
        id = ArticleId(number(form.chosen(views.ARTICLE)[0]))
    page = articles.published(session, workspace, id, reader)
    return Show(views.of_article(page.article, readers.named(session, workspace, id)))


def change(session: Session, pressed: Action, now: datetime) -> Answer:
    """*Change readers*, on an article."""
    workspace, user, id = pressed.actor.workspace, pressed.actor.user, ArticleId(number(pressed.value))
    people.must_be_curator(session, workspace, user)
    found = editing.must_be_theirs(session, workspace, id, user)
    return Open(views.of_article(found, readers.named(session, workspace, id)))


def changed(session: Session, form: Submission, now: datetime) -> Answer:
    workspace, user = form.actor.workspace, form.actor.user
    id, collection = views.about(form.metadata)
    try:
        words = text.clean(form.text(views.READERS)).replace(",", " ").split()
        names = whose.read(words) if words else None
    except UserError as error:
        return Errors({views.READERS: error.sentence})
    if collection:
        readers.set_usual(session, workspace, text.clean(collection)[: rules.COLLECTION_LENGTH], names or (), by=user)
        return Show(views.changed(collection, names or ()))
    article = ArticleId(number(id))
    title = readers.choose(session, workspace, article, names, by=user).title
    return Show(views.changed(title, readers.named(session, workspace, article)))
