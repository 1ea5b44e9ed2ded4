"""A page of the product opened, a button pressed, and what the page then says."""

import json
import re
from pathlib import Path

from streamlit.testing.v1 import AppTest

DASHBOARD = Path(__file__).parent.parent / "dashboard.py"
SECONDS = 20
NOT_THE_LEAD = (":gray[", ":violet-badge[", ":material")
"""What stands beside a heading: the office, that its figures are invented, and links."""


def opened(page: str, *boxes: str, **address: str) -> AppTest:
    """Open a page by an address, from the entry of the product, with some of its boxes open."""
    app = AppTest.from_file(str(DASHBOARD), default_timeout=SECONDS)
    app.query_params.update(address)
    for box in boxes:
        app.session_state[box] = True
    app.switch_page(str(DASHBOARD.parent / "pages" / f"{page}.py")).run()
    assert not app.exception, app.exception[0].value
    return app


def press(app: AppTest, label: str) -> AppTest:
    """Press the button that is labelled so, and see that the page stands."""
    (wanted,) = [each for each in app.button if each.label == label]
    wanted.click().run()
    assert not app.exception, app.exception[0].value
    return app


def told(app: AppTest) -> list[str]:
    """Return what the page says is wrong, line by line, under the line that nothing has been saved."""
    (error,) = app.error
    first, *problems = error.value.replace("\u00a0", " ").splitlines()
    assert first == "Inget har sparats."
    return [problem for problem in problems if problem]


def lead(app: AppTest) -> str:
    """Return the sentence that answers the page's question."""
    said = (each.value for each in app.markdown if not each.value.startswith(NOT_THE_LEAD))
    return plain(next(said, ""))


def sheets(app: AppTest) -> str:
    """Return the HTML of all the page's sheets as one text."""
    found = [json.loads(each.proto.json).get("html", "") for each in app.get("bidi_component")]
    return plain(" ".join(map(str, found)))


def plain(text: str) -> str:
    """Return a text with ordinary spaces and signs, as a test is written."""
    return text.replace("\u00a0", " ").replace("\u2212", "-")


def table(app: AppTest, title: str) -> dict[str, list[str]]:
    """Return the rows, by their first cell, of the plain table whose title begins so."""
    return {row[0]: row[1:] for row in rows(app, title)}


def rows(app: AppTest, title: str) -> list[list[str]]:
    """Return the rows of the plain table whose title begins so; nothing where there is none."""
    shown = [each.value for each in app.markdown if f'aria-label="{title}' in each.value]
    return _rows(shown[0]) if shown else []


def rows_of(html: str) -> dict[str, list[str]]:
    """Return the texts of a table's cells, by that of each row's first cell; headings are left out."""
    return {row[0]: row[1:] for row in _rows(html)}


def _rows(html: str) -> list[list[str]]:
    body = re.sub(r"<thead>.*?</thead>", "", html, flags=re.DOTALL)
    found = [
        [_text(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)]
        for row in re.findall(r"<tr[^>]*>(.*?)</tr>", body, re.DOTALL)
    ]
    return [row for row in found if row]


def _text(html: str) -> str:
    """Return a cell's text; its note stands after a bar."""
    return plain(re.sub(r"<[^>]+>", "", re.sub(r"<small>(?=.)(?!</small>)", " | ", html))).strip()
