"""What does a query read? One snapshot of all arrays of the index; a change is a new state put in its place."""

from dataclasses import dataclass

from bot.search.columns import Flags, Ints
from bot.search.frequencies import Frequencies
from bot.search.postings import Postings

Longs = Ints


@dataclass(frozen=True, kw_only=True)
class Snapshot:
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

    #: The tokens of all articles, one after the other: label, heading paths, text, past questions.
    tokens: Ints
    #: Article -> where its label starts in `tokens`; one more at the end.
    label_at: Longs
    #: Article -> where its title ends in its label; tags and aliases follow.
    title_end: Longs
    #: Article -> what is known of it besides its words: see `reading.Standing`.
    standing: Ints
    #: Article -> where its heading paths, its text and its past questions start; each part ends where the next starts.
    path_at: Longs
    text_at: Longs
    asked_at: Longs
    #: Article -> its first passage and its first past question; one more at the end.
    first_passage: Longs
    first_question: Longs
    #: Past question -> start and end in `tokens`.
    question_start: Longs
    question_end: Longs
    #: Where in `tokens` each alias starts and ends, and the first of each article; one more at the end.
    alias_start: Longs
    alias_end: Longs
    first_alias: Longs
    #: Where in `tokens` something is only quoted, ascending: what people might ask, write or call a thing.
    quoted_start: Longs
    quoted_end: Longs
    #: Article -> its first quotation; one more at the end.
    first_quoted: Longs
    #: Passage -> article, section, start and end of its text and of its heading path in `tokens`.
    article_of: Ints
    section_of: Ints
    text_start: Longs
    text_end: Longs
    #: Passage -> start and end in `tokens` of the section it is named after.
    section_start: Longs
    section_end: Longs
    path_start: Longs
    path_end: Longs
    #: How often each token occurs in what the articles that exist now say: what spelling may offer, so without past
    #: questions, which are somebody's words.
    token_counts: Frequencies
    #: The same of past questions.
    asked_counts: Frequencies
    #: How often each gram occurs in all there is.
    gram_counts: Frequencies

    def __len__(self) -> int:
        return sum(self.spoken.values())
