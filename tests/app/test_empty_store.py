"""A store without a single organisation: every page that shows figures says what to do, and nothing else."""

from pathlib import Path

import pytest

PAGES = sorted(page.name for page in Path("pages").glob("*.py") if page.name != "method.py")


@pytest.mark.usefixtures("empty_store")
@pytest.mark.parametrize("page", PAGES)
def test_an_empty_store_says_what_to_do(app, page):
    app.run()
    app.switch_page(f"pages/{page}").run()
    assert not app.exception
    assert [told.value for told in app.info] == [
        "Inga verksamheter är inlästa ännu. Kör `python -m data init` och ladda om sidan."
    ]
    assert not app.title
