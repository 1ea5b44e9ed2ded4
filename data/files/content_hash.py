"""The hash that a file's content is known by: the same content, whatever it is called."""

import hashlib


def hash_of(content: bytes) -> str:
    """Return the hash that a file's content is known by."""
    return hashlib.sha256(content).hexdigest()
