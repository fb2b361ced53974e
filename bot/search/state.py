"""What does a query read? One snapshot of all arrays of the index; a change is a new state put in its place."""

from dataclasses import dataclass

from bot.search.columns import Flags, Ints
from bot.search.postings import Postings

Longs = Ints


@dataclass(frozen=True, kw_only=True)
class State:
    """The articles' words as numbers, in order, and the inverted indexes over them."""

    #: Article number -> its id. Grows under its readers, who never look past what they know.
    ids: list[str]
    alive: Flags
    #: Articles that exist now, by language.
    spoken: dict[str, int]

    #: Columns: label (title, tags, aliases), heading path, text, past questions of the article.
    passages: Postings
    #: Columns: label, text, past questions.
    articles: Postings

    #: Tokens of all labels, heading paths, texts and past questions.
    label: Ints
    path: Ints
    text: Ints
    asked: Ints
    #: Article -> where its part starts; one more at the end.
    label_at: Longs
    path_at: Longs
    text_at: Longs
    asked_at: Longs
    #: Article -> its first passage and its first past question; one more at the end.
    first_passage: Longs
    first_question: Longs
    #: Past question -> where it starts in `asked`; one more at the end.
    question_at: Longs
    #: Passage -> article, section, start and end in `text`, start and end in `path`.
    article_of: Ints
    section_of: Ints
    text_start: Longs
    text_end: Longs
    path_start: Longs
    path_end: Longs
    #: How often each token occurs in what the articles that exist now say: what spelling may offer, so without past
    #: questions, which are somebody's words.
    token_counts: Ints
    #: The same of past questions.
    asked_counts: Ints
    #: How often each gram occurs in all there is.
    gram_counts: Ints

    def __len__(self) -> int:
        return sum(self.spoken.values())
