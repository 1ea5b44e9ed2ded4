"""The page that everything is drawn in: Streamlit's index.html, made Swedish and given our addresses.

The shell is rewritten once, when the server starts. Every change must find what it replaces: a new
version of Streamlit with another shell stops the server with a message, instead of quietly
showing an English page or one whose security policy no longer fits.
"""

import base64
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

TITLE = "Lägesbild"
PAGE_STYLE = Path(__file__).with_name("page.css")

_ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="6" '
    'fill="#1f5f8b"/><path d="M6 23l6-7 5 4 9-11" fill="none" stroke="#fff" stroke-width="3" '
    'stroke-linecap="round" stroke-linejoin="round"/></svg>'
)
_WITHOUT_SCRIPT = (
    "<noscript><p>Lägesbild behöver JavaScript för att visa sidorna. Slå på JavaScript i webbläsaren "
    "och ladda om sidan.</p></noscript>"
)

# Without it Streamlit looks for its server below the page first: two failed requests, and a console error
# each, before a page other than the first can be shown. The bundles are found from the same address.
_SERVER_ADDRESS = 'window.__streamlit = {BACKEND_BASE_URL: new URL(".", location.href).href}'
_INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)


@dataclass(frozen=True)
class Change:
    """One change of the shell: what is looked for, what takes its place, and why."""

    pattern: str
    replacement: str
    why: str


class ShellError(RuntimeError):
    """Streamlit's shell isn't the one that the changes were written for."""


def changes(prefix: str, early: Iterable[str]) -> tuple[Change, ...]:
    """Return the changes, with the bundles under `prefix` (see `server.bundles`), some fetched `early`."""
    fetched = "".join(f'<link rel="modulepreload" crossorigin href="./{prefix}/{name}">' for name in early)
    icon = f"data:image/svg+xml,{quote(_ICON)}"
    return (
        Change(r'<html lang="en">', '<html lang="sv">', "screen readers read Swedish aloud"),
        Change(
            r"<title>Streamlit</title>", f"<title>{TITLE}</title>", "the tab's name until the page sets it"
        ),
        Change(r'href="\./favicon\.png"', f'href="{icon}"', "the tab's mark until the page sets it"),
        Change(r"\s*<link\s+rel=\"preload\"[^>]*as=\"font\"[^>]*>", "", "the fonts are the reader's own"),
        Change(r"<!--\s*Machine-readable.*?-->\s*<link rel=\"service-desc\"[^>]*>", "", "that API is off"),
        Change(
            r"</head>",
            f"<style>{PAGE_STYLE.read_text(encoding='utf-8')}</style>{fetched}</head>",
            "the pages' margins and headings, and what they are drawn by, are there before the first message",
        ),
        Change(r"<noscript>.*?</noscript>", _WITHOUT_SCRIPT, "the text is English"),
        Change(
            r"window\.prerenderReady = false",
            f"window.prerenderReady = false; {_SERVER_ADDRESS}",
            "the server's address is known",
        ),
        Change(r'"\./static/', f'"./{prefix}/', "bundles come from us, at an address of their version"),
    )


def swedish_shell(shell: str, prefix: str, early: Iterable[str] = ()) -> str:
    """Return Streamlit's shell with every change made. Raises ShellError where one finds nothing."""
    missing = []
    for change in changes(prefix, early):
        literal = change.replacement.replace("\\", r"\\")
        shell, found = re.subn(change.pattern, literal, shell, flags=re.DOTALL)
        if not found:
            missing.append(f"{change.pattern} ({change.why})")
    if missing:
        raise ShellError(
            "Streamlits index.html ser inte ut som i den version som requirements.txt låser. "
            f"Installera om med make, eller se över server/shell.py. Saknas: {'; '.join(missing)}"
        )
    return shell


def script_hashes(shell: str) -> tuple[str, ...]:
    """Return the hashes that let the shell's own inline scripts run under the security policy."""
    return tuple(
        "sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        for script in _INLINE_SCRIPT.findall(shell)
    )
