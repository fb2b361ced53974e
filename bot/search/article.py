"""What is searched? An article: its text, and the names it goes by."""

from dataclasses import dataclass

from bot.markup.sections import Section, sections


@dataclass(frozen=True, kw_only=True)
class Article:
    """What is searched."""

    id: str
    title: str
    #: Nothing when its sections are known.
    text: str = ""
    markdown: bool = True
    #: Its text, cut already.
    cut: tuple[Section, ...] = ()
    tags: tuple[str, ...] = ()
    #: Other names a curator gave it.
    aliases: tuple[str, ...] = ()
    #: Past questions it answered; one more entry for every time.
    asked: tuple[str, ...] = ()
    #: Whether it came with Pollen: what the company wrote comes first.
    is_bundled: bool = False
    #: ISO 639-1; None means: detect it.
    language: str | None = None

    @property
    def sections(self) -> tuple[Section, ...]:
        """Its sections, in order."""
        return self.cut or sections(self.text, markdown=self.markdown)
