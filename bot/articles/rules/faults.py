"""What can be wrong with a folder, or with a file in it? Each sentence is for the curator."""

from bot.errors import UserError


class NoFolder(UserError):
    """There is no folder {folder}."""


class NothingThere(UserError):
    """There is nothing in {folder} that can be read, so nothing was changed."""


class TooMuch(UserError):
    """The text in {folder} is more than {limit} MiB. Please import it in parts."""


class BadName(UserError):
    """“{name}” can't be the name of a collection. Use up to {limit} letters, digits, spaces, dots and hyphens."""


class TakenName(UserError):
    """“{name}” is the collection that comes with Pollen. Please choose another name with --as."""


class NotEmpty(UserError):
    """{folder} is not empty. Please export to a new folder, so that nothing is overwritten."""


class CannotWrite(UserError):
    """{folder} can't be written to ({reason})."""


class NoCollection(UserError):
    """There is no published article in the collection “{name}”."""


class NoSource(UserError):
    """No source is known yet. Import a folder once with `pollen knowledge import`."""


class UnknownSource(UserError):
    """No source is known for a collection “{name}”."""


class OtherKind(UserError):
    """{name} is of a kind that is not read."""


class NotPacked(UserError):
    """{name} isn't in this zip, or is of a kind that is not read."""


class NoAnswers(UserError):
    """In {name} no columns of questions and answers were recognised. Please name them with --columns."""


class OnlyLabels(UserError):
    """{name} holds questions for `pollen eval`, not answers to read."""


class BadArchive(UserError):
    """{name} was not read, and nothing was changed: {reason}"""


class BrokenPage(UserError):
    """{name}: {reason}"""


class OfFile(UserError):
    """It can't become an article."""


class Unreadable(OfFile):
    """It can't be read ({reason})."""


class NotAFile(OfFile):
    """It is not a file."""


class LeadsOutside(OfFile):
    """It is a link to a place outside the folder, which is not followed."""


class LeadsNowhere(OfFile):
    """It is a link to nothing."""


class BadPath(OfFile):
    """Its name is not UTF-8. Please rename it."""


class LongPath(OfFile):
    """Its path is longer than {limit} characters. Please shorten it."""


class TooMany(OfFile):
    """It holds more than {limit} files. Please import it in parts."""


class Bomb(OfFile):
    """It unpacks to far more than any text does, so it was left alone."""


class OutsideName(OfFile):
    """Its name leads out of the archive."""


class PackedLink(OfFile):
    """It is a link, which is not followed in an archive."""


class TwiceInside(OfFile):
    """The archive holds another file of this name."""


class DeepArchive(OfFile):
    """It is an archive in an archive in an archive. Please unpack it."""


class Encrypted(OfFile):
    """It is encrypted. Please unpack it."""


class TooBusy(OfFile):
    """It has more than {limit:,} {what}. Please split it."""


class TooLarge(OfFile):
    """It has {size:.1f} MiB; an article may have {limit}. Please split it."""


class NulBytes(OfFile):
    """It has NUL bytes, as binary files do."""


class NotText(OfFile):
    """It is not text."""


class OtherCharset(OfFile):
    """Its letters can't be told: please save it as UTF-8."""


class Twin(OfFile):
    """“{key}” is already the id of {first}. Please give it another one."""


class Unclosed(OfFile):
    """Its front matter is never closed; write {mark} on the line after it."""


class LongFrontMatter(OfFile):
    """Its front matter is longer than {limit} KiB."""


class Tangled(OfFile):
    """Its front matter has too many YAML aliases or levels."""


class NotYaml(OfFile):
    """Its front matter is not YAML: {reason}."""


class NotToml(OfFile):
    """Its front matter is not TOML: {reason}."""
