"""Who sits before a page: named by the environment or by a proxy, never by the browser."""

from __future__ import annotations

import getpass
import time

import pytest

from autoreply_sim.io.store.checks import MAX_NAME, checked_label
from autoreply_sim.ui.bridge import Bridge
from autoreply_sim.ui.users import (
    HUB_VARIABLE,
    KEY_VARIABLE,
    NOBODY,
    VALID_S,
    clean_name,
    read_name,
    sign_name,
    visitor,
)
from tests.ui.conftest import Server, StartServer

NOW_S = 1_800_000_000.0
HEADER = "X-Forwarded-User"


@pytest.mark.parametrize("name", ["ana", "Zoë Müller|admin", "a%7Cb", "李雷", "o’hara@example.com"])
def test_a_signed_name_is_read_back(name: str) -> None:
    """Whatever is in a name, the separator included."""
    assert read_name(sign_name(name, "key", NOW_S), "key", NOW_S + VALID_S - 1) == name


def test_a_name_that_this_server_has_not_signed_is_not_believed() -> None:
    """Another name, another expiry, another key, another signature, or nonsense."""
    name, expires, signature = sign_name("ana", "key", NOW_S).split("|")
    forged = [
        f"boss|{expires}|{signature}",
        f"ana|{int(expires) + 1}|{signature}",
        f"ana|{expires}|{signature[:-1]}",
        f"ana|{expires}|é",
        sign_name(name, "other key", NOW_S),
        "ana",
        "||",
        "",
        "\ud800|1|x",
    ]

    assert [read_name(one, "key", NOW_S) for one in forged] == [""] * len(forged)


def test_a_signed_name_is_soon_worth_nothing() -> None:
    """What somebody copied from a colleague's browser cannot be used tomorrow."""
    assert read_name(sign_name("ana", "key", NOW_S), "key", NOW_S + VALID_S) == ""


@pytest.mark.parametrize(
    ("odd", "clean"),
    [
        ("  Ana\t Maria \r\n", "Ana Maria"),
        ("bo\x00ss\u202e", "boss"),
        ("e\u0301va", "\u00e9va"),
        ("x" * 500, "x" * MAX_NAME),
        ("x" * (MAX_NAME - 1) + " y", "x" * (MAX_NAME - 1)),
        ("\ud800", ""),
    ],
)
def test_a_name_is_made_fit_for_the_store(odd: str, clean: str) -> None:
    """A store takes every name that is cleaned and not empty."""
    assert clean_name(odd) == clean
    checked_label("seed_time", clean or NOBODY)


def test_without_a_proxy_the_environment_names_the_visitor() -> None:
    """JupyterHub's user, else the operating system's; what the browser says does not count."""
    assert visitor("", {HUB_VARIABLE: "mara"}) == "mara"
    assert visitor(sign_name("boss", "", NOW_S), {}) == clean_name(getpass.getuser())


def test_behind_a_proxy_nobody_is_named_after_who_runs_the_server() -> None:
    """A visitor whom the proxy does not name is unknown, and neither the hub's user nor the system's."""
    assert visitor("", {KEY_VARIABLE: "key", HUB_VARIABLE: "mara"}) == NOBODY


def test_the_bridge_believes_a_signature_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    """A later forgery does not keep the name that was known before."""
    monkeypatch.setenv(KEY_VARIABLE, "key")
    bridge = Bridge()
    assert bridge.user == NOBODY
    assert "user" not in bridge.keys

    bridge.signed = sign_name("ana", "key", time.time())
    assert bridge.user == "ana"

    bridge.signed = "boss|99999999999|0"
    assert bridge.user == NOBODY


@pytest.fixture(scope="module")
def behind_proxy(start_server: StartServer) -> Server:
    """A server that believes one header, and needs a token."""
    return start_server("--preheat", "0", "--user-header", HEADER, AUTOREPLY_SIM_TOKEN="s3cret")  # noqa: S106  # made up


def ask(server: Server, **headers: str) -> tuple[int, str]:
    """What `/whoami` answers to somebody with the token."""
    answer = server.get("/whoami", Authorization="token s3cret", **headers)
    return answer.status, answer.text


def test_the_server_signs_the_name_that_the_proxy_gives(behind_proxy: Server) -> None:
    """UTF-8 as proxies write it; never kept by a cache."""
    status, signed = ask(behind_proxy, X_Forwarded_User="Zoë".encode().decode("latin-1"))

    assert status == 200
    assert signed.startswith("Zo%C3%AB|")
    assert behind_proxy.get("/whoami").status in (302, 403), "it asks for the token"


def test_another_header_names_nobody(behind_proxy: Server, server: Server) -> None:
    """Only the header that was chosen, and none if none was."""
    assert ask(behind_proxy, X_Remote_User="boss") == (204, "")
    assert server.get("/whoami", X_Forwarded_User="boss").status == 204
