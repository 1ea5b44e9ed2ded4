"""Text in the encodings that offices have, as UTF-8: UTF-8 itself, Windows-1252 and UTF-16."""

import codecs

LOOKED_AT = 400
"""Bytes that tell whether a text without a mark at its beginning is UTF-16."""
PIECE = 1_000_000
"""Bytes decoded at a time: a text of 100 MB can take four times that as Python's letters."""
NOT_TEXT = "filen är inte text i UTF-8, UTF-16 eller Windows-1252. Spara den som UTF-8"
HAS_ZEROS = (
    "filen har tecken med värdet noll, som inte hör hemma i text. Öppna den i programmet den gjordes i och "
    "spara den på nytt som UTF-8"
)


class NotTextError(ValueError):
    """Content that is no text; the message is in Swedish, without capital and stop."""


def as_utf8(content: bytes) -> bytes:
    """Return a text in UTF-8 without a mark at its beginning. Raises NotTextError for what is no text."""
    encodings = _encodings(content)
    for encoding in encodings:
        try:
            text = _recoded(content, encoding)
        except UnicodeDecodeError:
            continue
        if b"\0" in text:
            raise NotTextError(HAS_ZEROS)
        return text
    raise NotTextError(NOT_TEXT)


def _encodings(content: bytes) -> tuple[str, ...]:
    """Return the encodings to try, in order."""
    if content.startswith(codecs.BOM_UTF8):
        return ("utf-8-sig",)
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return ("utf-16",)
    beginning = content[:LOOKED_AT]
    even, odd = (beginning[place::2].count(0) for place in (0, 1))
    if not even and not odd:
        return ("utf-8", "cp1252")
    # In UTF-16 almost every letter of ours has a zero byte, and all on one side.
    if min(even, odd) or 4 * max(even, odd) < len(beginning) + 4:
        return ()
    return ("utf-16-le",) if odd else ("utf-16-be",)


def _recoded(content: bytes, encoding: str) -> bytes:
    decoder = codecs.getincrementaldecoder(encoding)()
    pieces = (
        decoder.decode(content[start : start + PIECE], start + PIECE >= len(content))
        for start in range(0, len(content), PIECE)
    )
    if encoding == "utf-8":
        # Looked through only: it is what it shall be.
        for _ in pieces:
            continue
        return content
    return b"".join(piece.encode() for piece in pieces)
