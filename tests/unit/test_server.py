"""The Swedish shell, the translated bundles, the headers and the health check, without a browser."""

import gzip
import re
from pathlib import Path

import pytest
import streamlit
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import HTMLResponse
from starlette.routing import Mount, Route
from starlette.testclient import TestClient
from streamlit.web.server.app_discovery import discover_asgi_app
from streamlit.web.server.starlette.starlette_static_routes import create_streamlit_static_handler

from data.store import migrate, open_store
from server import health
from server.bundles import Bundles
from server.front import Front
from server.headers import SecurityHeaders, content_security_policy
from server.phrases import Phrase, english_texts, phrases, to_swedish
from server.shell import ShellError, script_hashes, swedish_shell

STATIC = Path(streamlit.__file__).parent / "static"
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def bundles():
    return Bundles(STATIC)


@pytest.fixture(scope="module")
def client(bundles):
    """Streamlit's own file server behind our middleware, without the part that runs pages."""
    somebodys_html = Route("/media/report.html", lambda _: HTMLResponse("<p>En fil</p>"))
    app = Starlette(
        routes=[somebodys_html, Mount("/", create_streamlit_static_handler(str(STATIC), None))],
        middleware=[
            Middleware(SecurityHeaders, policy=content_security_policy(bundles.shell)),
            Middleware(Front, bundles=bundles),
        ],
    )
    with TestClient(app) as made:
        yield made


def bundle_address(bundles, stem):
    """Return the address of the first bundle whose name begins with `stem`."""
    name = next(path.name for path in sorted((STATIC / "static" / "js").glob(f"{stem}.*.js")))
    return f"/{bundles.prefix}/js/{name}"


@pytest.mark.parametrize("bundle", sorted(phrases()))
def test_every_phrase_is_found_in_the_pinned_streamlit(bundle):
    texts = [path.read_text("utf-8") for path in (STATIC / "static" / "js").glob(f"{bundle}.*.js")]
    assert [
        phrase.english for phrase in phrases()[bundle] if not any(phrase.exchange(text)[1] for text in texts)
    ] == []


def test_no_swedish_text_can_break_the_code_around_it():
    for table in phrases().values():
        for phrase in table:
            assert phrase.is_code or not re.search(r"[`\\]|\$\{", phrase.swedish), phrase
            assert phrase.english.count("`") == phrase.swedish.count("`"), phrase
            assert phrase.english.count("{}") == phrase.swedish.count("{}"), phrase


@pytest.mark.parametrize(
    ("english", "swedish", "bundle", "expected"),
    [
        # A whole text with a space can only be a text.
        ("No results", "Inga träffar", "return`No results`}", "return`Inga träffar`}"),
        ("No results", "Inga träffar", "`No results here`", "`No results here`"),
        # One word is exchanged where it is shown, and left where it is a name or a key.
        ("Close", "Stäng", '{"aria-label":`Close`}', '{"aria-label":`Stäng`}'),
        ("Close", "Stäng", "n(b,{children:`Close`})", "n(b,{children:`Stäng`})"),
        ("Close", "Stäng", "label:a?`Close`:`Open`", "label:a?`Stäng`:`Open`"),
        ("Open", "Öppna", "label:a?`Close`:`Open`", "label:a?`Close`:`Öppna`"),
        ("Format", "Talformat", "[s(z,{size:`base`}),`Format`]", "[s(z,{size:`base`}),`Talformat`]"),
        ("Close", "Stäng", "E.displayName=`Close`", "E.displayName=`Close`"),
        ("Close", "Stäng", "case`Close`:return", "case`Close`:return"),
        # What is computed stays what it was.
        ("Remove {}", "Ta bort {}", "`Remove ${e.name}`", "`Ta bort ${e.name}`"),
        ("View {} more", "Visa {} till", "`View ${x-m} more`", "`Visa ${x-m} till`"),
        (
            "Press {}+Enter",
            "Tryck {}+Enter",
            "`Press ${r()?`⌘`:`Ctrl`}+Enter`",
            "`Tryck ${r()?`⌘`:`Ctrl`}+Enter`",
        ),
        # Code is exchanged as it stands.
        ("?`Help`:", "?`Hjälp`:", "return m(t)?`Help`:`x`", "return m(t)?`Hjälp`:`x`"),
    ],
)
def test_a_phrase_is_exchanged_where_it_is_text(english, swedish, bundle, expected):
    assert Phrase(english, swedish).exchange(bundle)[0] == expected


@pytest.mark.parametrize(
    ("bundle", "expected"),
    [
        ("{locale:window.navigator.language,a:1}", '{locale:"sv-SE",a:1}'),
        ("(navigator.language||navigator.userLanguage)", '("sv-SE"||navigator.userLanguage)'),
        ("let n=navigator.languages;", 'let n=["sv-SE"];'),
    ],
)
def test_the_browsers_language_is_swedish_to_the_page(bundle, expected):
    assert to_swedish("whatever", bundle) == expected


def test_texts_looked_for_on_screen_are_the_english_ones():
    assert {"Choose an option", "Page not found", "Fullscreen"} <= english_texts()
    assert not any("`" in text or "{}" in text for text in english_texts())


@pytest.mark.parametrize("path", ["/", "/indikator", "/?organisation=timra"])
def test_every_page_is_the_swedish_shell(client, bundles, path):
    answer = client.get(path)
    assert answer.status_code == 200
    assert '<html lang="sv">' in answer.text
    assert "<title>Lägesbild</title>" in answer.text
    assert f'src="./{bundles.prefix}/js/index.' in answer.text
    assert "./static/" not in answer.text
    assert answer.headers["cache-control"] == "no-cache"


def test_the_shell_is_the_same_with_and_without_compression(client):
    plain = client.get("/", headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    small = client.get("/")
    assert small.headers["content-encoding"] == "gzip"
    assert small.text == plain.text


def test_a_shell_the_browser_has_is_not_sent_again(client):
    tag = client.get("/").headers["etag"]
    assert client.get("/", headers={"If-None-Match": tag}).status_code == 304


def test_the_policy_lets_the_shells_own_script_run_and_no_other(client):
    answer = client.get("/")
    policy = answer.headers["content-security-policy"]
    allowed = set(re.findall(r"'(sha256-[^']+)'", policy))
    assert allowed == set(script_hashes(answer.text))
    assert len(allowed) == len(re.findall(r"<script>", answer.text)) == 1
    assert "unsafe-eval" not in policy
    assert "script-src 'self' blob: 'sha256-" in policy


def test_what_tables_and_fields_are_drawn_by_is_fetched_early(bundles):
    fetched = re.findall(r'rel="modulepreload" crossorigin href="\./[^"]+/js/([A-Za-z_]+)\.', bundles.shell)
    assert {"BidiComponent", "_arrayReduce", "recordbatch", "serialization"} <= set(fetched)


@pytest.mark.parametrize("path", ["/", "/media/report.html", "/lagesbild-0/js/finns-inte.js"])
def test_every_answer_has_the_security_headers(client, path):
    headers = client.get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "same-origin"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]


def test_html_that_is_not_the_shell_is_left_alone(client):
    assert client.get("/media/report.html").text == "<p>En fil</p>"


def test_another_streamlit_is_refused_with_what_is_missing():
    shell = (STATIC / "index.html").read_text("utf-8").replace('<html lang="en">', '<html lang="en-GB">')
    with pytest.raises(ShellError, match=r'<html lang="en">'):
        swedish_shell(shell, "prefix")


def test_a_bundle_is_swedish_compressed_and_kept_for_a_year(client, bundles):
    answer = client.get(bundle_address(bundles, "index"))
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["content-type"] == "text/javascript; charset=utf-8"
    assert "max-age=31536000" in answer.headers["cache-control"]
    assert "Hoppa till innehållet" in answer.text
    assert "Skip to main content" not in answer.text


def test_a_bundle_is_the_same_without_compression(client, bundles):
    address = bundle_address(bundles, "Toolbar")
    plain = client.get(address, headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert plain.text == client.get(address).text


def test_a_font_is_sent_as_it_is(client, bundles):
    font = next((STATIC / "static" / "media").glob("*.woff2"))
    answer = client.get(f"/{bundles.prefix}/media/{font.name}")
    assert answer.content == font.read_bytes()
    assert "content-encoding" not in answer.headers
    assert answer.headers["content-type"] == "font/woff2"


def test_an_old_page_gets_its_bundle_but_may_not_keep_it(client, bundles):
    address = bundle_address(bundles, "index").replace(bundles.mark, "0123456789ab")
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize(
    "name", ["js/finns-inte.js", "../index.html", "js/../../index.html", "%2e%2e/index.html", "js"]
)
def test_only_listed_files_are_served(client, bundles, name):
    answer = client.get(f"/{bundles.prefix}/{name}")
    assert "immutable" not in answer.headers.get("cache-control", "")


def test_what_is_kept_in_memory_is_compressed(bundles):
    name = "js/" + next((STATIC / "static" / "js").glob("Toolbar.*.js")).name
    assert gzip.decompress(bundles.body(name)).startswith(b"import")
    assert bundles.body(name) is bundles.body(name)


def test_streamlit_finds_the_server_in_serve_py():
    found = discover_asgi_app(ROOT / "serve.py")
    assert (found.is_asgi_app, found.app_name) == (True, "app")


@pytest.fixture
def health_of(monkeypatch):
    """Return a function that asks /halsa with the store at an address."""

    def ask(address):
        engine = open_store(address)
        monkeypatch.setattr(health, "_engine", lambda: engine)
        with TestClient(Starlette(routes=[Route("/halsa", health.health)])) as made:
            answer = made.get("/halsa")
        engine.dispose()
        return answer.status_code, answer.text

    return ask


def test_health_is_ok_with_a_store_that_is_ready(health_of, tmp_path):
    address = f"sqlite:///{tmp_path / 'ready.db'}"
    engine = open_store(address)
    migrate(engine)
    engine.dispose()
    assert health_of(address) == (200, "ok")


@pytest.mark.parametrize("file", ["empty.db", "missing-folder/store.db"])
def test_health_tells_what_to_do_without_one(health_of, tmp_path, file):
    status, text = health_of(f"sqlite:///{tmp_path / file}")
    assert status == 503
    assert "python -m data init" in text
