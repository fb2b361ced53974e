"""What does a Word document say? Its headings, lists and tables; pictures are their descriptions."""

import io
import re
import zipfile
import zlib
from xml.parsers.expat import ExpatError

import mammoth

from bot.markup.formats import html
from bot.markup.formats.page import Page, Unfit

XML_MIB = 12  #: of a document's text, unpacked; a book of a thousand pages has less
_PARTS = 10_000
_STYLES = "p[style-name='Title'] => h1:fresh\np[style-name='Subtitle'] => p:fresh"
#: A document never has one; entities are declared in it.
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def read(data: bytes) -> list[Page]:
    """Read a document; raise `Unfit`."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            _examine(packed)
        made = mammoth.convert_to_html(io.BytesIO(data), style_map=_STYLES, convert_image=_picture)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise Unfit("it is damaged or encrypted") from error
    except (ExpatError, KeyError, ValueError, OSError, AttributeError, TypeError, IndexError) as error:
        raise Unfit("it is not what Word writes") from error
    return html.read(f"<html><body>{made.value}</body></html>")


def _examine(packed: zipfile.ZipFile) -> None:
    """Refuse what only an attacker writes, before anything is unpacked."""
    parts = packed.infolist()
    texts = [part for part in parts if part.filename.casefold().endswith((".xml", ".rels"))]
    if len(parts) > _PARTS or sum(part.file_size for part in texts) > XML_MIB * 2**20:
        raise Unfit(f"its text is more than {XML_MIB} MiB; please split it")
    for part in texts:
        if _DOCTYPE.search(packed.read(part).replace(b"\0", b"")):
            raise Unfit("it declares entities, which no document of Word does")


@mammoth.images.img_element  # type: ignore[untyped-decorator, unused-ignore]  # mammoth has no types
def _picture(_image: object) -> dict[str, str]:
    return {"src": ""}
