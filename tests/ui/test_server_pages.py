"""What the server answers, asked without a browser."""

from __future__ import annotations

import gzip
import os
import re
import shutil
import signal
from pathlib import Path

import pytest

from tests.ui.conftest import Server, StartServer, kernel_process, wait_until, write_notebook


def test_the_landing_page_lists_the_dashboards_without_a_kernel(server: Server) -> None:
    """Title, description, link; no session is opened for it."""
    before = server.health()["sessions"]
    page = server.get("/")

    assert page.status == 200
    assert "The counter" in page.text
    assert 'href="/voila/render/counter.ipynb?lang=en"' in page.text
    assert server.health()["sessions"] == before


@pytest.mark.parametrize(("path", "accepted"), [("/?lang=fr", "en"), ("/", "fr-CA,fr;q=0.9,en;q=0.5")])
def test_the_landing_page_speaks_french(server: Server, path: str, accepted: str) -> None:
    """By the address or by the browser's wish; the page says its language."""
    page = server.get(path, Accept_Language=accepted)

    assert '<html lang="fr">' in page.text
    assert "Le counter" in page.text
    assert "Tableaux de bord" in page.text


def test_health_is_told_without_a_session(server: Server) -> None:
    """A watchdog learns the status, the sessions and the version, as JSON."""
    answer = server.get("/healthz")

    assert answer.headers["Content-Type"].startswith("application/json")
    assert server.health().keys() == {"status", "sessions", "max_sessions", "preheated", "version"}
    assert server.health()["status"] == "ok"


@pytest.mark.parametrize(
    "path", ["/", "/healthz", "/nothing/here", "/assets/page.css", "/voila/static/voila.js"]
)
def test_every_answer_carries_the_safe_headers(server: Server, path: str) -> None:
    """Pages, files and errors alike: no other host, no sniffing, no referrer to others, no foreign frame."""
    headers = server.get(path).headers

    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'self'" in headers["Content-Security-Policy"]
    assert "frame-ancestors 'self'" in headers["Content-Security-Policy"]
    assert "http" not in headers["Content-Security-Policy"]
    assert "unsafe-eval" not in headers["Content-Security-Policy"]
    assert "Server" not in headers


def test_large_files_travel_compressed(server: Server) -> None:
    """Voilà's scripts are megabytes; gzip makes them a third."""
    plain = server.get("/voila/static/voila-style.js")
    packed = server.get("/voila/static/voila-style.js", Accept_Encoding="gzip")

    assert packed.headers["Content-Encoding"] == "gzip"
    assert len(packed.body) < len(plain.body) / 2
    assert gzip.decompress(packed.body) == plain.body


def test_a_theme_in_the_address_changes_nothing(server: Server) -> None:
    """Voilà's default writes `?theme=` into the page: a script could come in."""
    page = server.get("/voila/render/guarded.ipynb?theme=%3Cscript%3Eevil()%3C/script%3E")

    assert page.status == 200
    assert "evil" not in page.text


def test_a_template_in_the_address_changes_nothing(server: Server) -> None:
    """Voilà's default fails on an unknown `?template=`."""
    page = server.get("/voila/render/guarded.ipynb?template=no-such-template")

    assert page.status == 200
    assert "shell-loading" in page.text


def test_a_dashboard_names_no_other_host(server: Server) -> None:
    """Voilà's default waits for style sheets from a content network."""
    page = server.get("/voila/render/guarded.ipynb")

    assert re.findall(r"""(?:src|href)=["']?(?:https?:)?//[^"'> ]+""", page.text) == []


def test_a_kernel_keeps_the_slow_import_out(server: Server) -> None:
    """The kernel is started by our own module, so that the guard comes before all imports."""
    assert "import None" in server.get("/voila/render/guarded.ipynb").text


@pytest.mark.parametrize(
    "path",
    [
        "/voila/api/contents",
        "/voila/tree/",
        "/voila/render/",
        "/voila/render/none.ipynb",
        "/voila/render/..%2Fsecret.ipynb",
        "/voila/render/../../etc/passwd",
        "/api/kernels",
        "/assets/../server/app.py",
    ],
)
def test_what_no_dashboard_needs_is_not_there(server: Server, path: str) -> None:
    """No listing of files, no foreign notebook, no kernel on demand."""
    assert server.get(path).status in {403, 404}


def test_files_beside_the_notebooks_are_not_served(server: Server) -> None:
    """Not even the notebooks themselves: nothing is on the list of what may be fetched."""
    assert server.get("/voila/files/counter.ipynb").status == 403


def test_an_unknown_address_gets_a_friendly_page(server: Server) -> None:
    """In the visitor's language, with the way back."""
    page = server.get("/no/such/page?lang=fr")

    assert page.status == 404
    assert "Cette page n’existe pas" in page.text
    assert 'href="/?lang=fr"' in page.text


def test_a_failing_dashboard_shows_no_inner_matters(server: Server) -> None:
    """The traceback, with what it holds of customers, is neither on the page nor, unscrubbed, in the log."""
    page = server.get("/voila/render/broken.ipynb")

    assert page.status == 200
    assert "555 0177" not in page.text
    assert "ValueError" not in page.text
    assert "ValueError" in server.log()
    assert "555 0177" not in server.log()


def test_another_site_cannot_open_sessions_behind_the_back(server: Server) -> None:
    """A picture on a foreign page must not cost a kernel; a link on it is welcome."""
    picture = server.get("/voila/render/guarded.ipynb", Sec_Fetch_Site="cross-site", Sec_Fetch_Dest="image")
    link = server.get("/voila/render/guarded.ipynb", Sec_Fetch_Site="cross-site", Sec_Fetch_Dest="document")

    assert picture.status == 403
    assert "This is not allowed" in picture.text
    assert link.status == 200


def test_on_loopback_only_a_loopback_name_is_answered(server: Server) -> None:
    """A foreign name that resolves to 127.0.0.1 would let another site read everything (DNS rebinding)."""
    assert server.get("/", Host="evil.example").status == 403


def test_one_session_too_many_is_asked_to_wait(start_server: StartServer) -> None:
    """503 with Retry-After and a page that says so, in both languages; a freed seat is given away again."""
    server = start_server("--preheat", "0", "--max-sessions", "1")
    kernel = kernel_process(server.get("/voila/render/guarded.ipynb"))
    refused = server.get("/voila/render/guarded.ipynb")
    en_francais = server.get("/voila/render/guarded.ipynb?lang=fr")

    assert refused.status == 503
    assert int(refused.headers["Retry-After"]) > 0
    assert "Every seat is taken" in refused.text
    assert "Toutes les places sont prises" in en_francais.text
    assert server.health()["sessions"] == 1

    os.kill(kernel, signal.SIGKILL)
    wait_until(lambda: server.health()["sessions"] == 0, "the end of the killed session")
    assert server.get("/voila/render/guarded.ipynb").status == 200


def test_a_preheated_session_is_no_session_until_somebody_takes_it(start_server: StartServer) -> None:
    """The pool does not count against the cap; one seat allowed is one page, and the pool refills."""
    server = start_server("--preheat", "1", "--max-sessions", "1")
    wait_until(lambda: server.health()["preheated"] >= 1, "a preheated kernel")
    assert server.health()["sessions"] == 0

    assert server.get("/voila/render/guarded.ipynb").status == 200
    assert server.health()["sessions"] == 1
    assert server.get("/voila/render/guarded.ipynb").status == 503


def test_a_notebook_that_cannot_be_read_harms_no_other(
    start_server: StartServer, notebooks: Path, tmp_path: Path
) -> None:
    """Voilà's pool would otherwise stumble over it whenever any session ends, and end none."""
    shutil.copy(notebooks / "guarded.ipynb", tmp_path)
    (tmp_path / "torn.ipynb").write_text('{"cells": [')
    server = start_server("--preheat", "1", directory=tmp_path)

    kernel = kernel_process(server.get("/voila/render/guarded.ipynb"))
    os.kill(kernel, signal.SIGKILL)

    wait_until(lambda: server.health()["sessions"] == 0, "the end of the killed session")
    assert "torn" not in server.get("/").text
    assert "torn.ipynb could not be preheated" in server.log()


def test_with_a_token_everything_but_health_asks_for_it(start_server: StartServer) -> None:
    """Pages lead to the sign-in; the token is taken out of the address and never logged."""
    server = start_server("--preheat", "0", "--verbose", AUTOREPLY_SIM_TOKEN="t0p-s3cret-token")  # noqa: S106  # made up

    stranger = server.get("/voila/render/counter.ipynb")
    login = server.get("/login?lang=fr")
    guest = server.get("/?token=t0p-s3cret-token&lang=fr")
    cookies = "; ".join(cookie.split(";")[0] for cookie in guest.headers.get_all("Set-Cookie", []))
    inside = server.get("/", Cookie=cookies)

    assert stranger.status == 302
    assert stranger.headers["Location"].startswith("/login?next=")
    assert "Jeton" in login.text
    assert guest.status == 302
    assert guest.headers["Location"] == "/?lang=fr"
    assert inside.status == 200
    assert server.get("/?token=wrong").status == 302
    assert server.get("/alive/00000000-0000-0000-0000-000000000000").status in {302, 403}
    assert server.get("/healthz").status == 200
    assert "s3cret" not in server.log()


def test_plotly_comes_from_this_server(server: Server) -> None:
    """The script is the one of the installed package, packed for its way."""
    script = server.get("/assets/plotly.min.js", Accept_Encoding="gzip")

    assert script.status == 200
    assert "javascript" in script.headers["Content-Type"]
    assert gzip.decompress(script.body).startswith(b"/**\n* plotly.js")


def test_what_a_figure_says_stays_text(start_server: StartServer, tmp_path: Path) -> None:
    """A name that somebody chose ends no script and no attribute of the page."""
    hostile = '</script><script>alert(1)</script>" onclick="alert(2)'
    bundle = {
        "application/vnd.plotly.v1+json": {"data": [], "layout": {"title": hostile}},
        "text/plain": hostile,
    }
    code = f"import IPython.display\nIPython.display.display({bundle!r}, raw=True)"
    write_notebook(tmp_path, "figure", code)

    page = start_server("--preheat", "0", directory=tmp_path).get("/voila/render/figure.ipynb").text

    assert 'class="drawn-figure"' in page
    assert "<script>alert(1)" not in page
    assert '" onclick="' not in page
