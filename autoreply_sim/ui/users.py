"""Who sits before a page, without believing what the browser says.

Alone or behind JupyterHub there is one user, and the environment names them. Behind a proxy that names each visitor,
the server signs the name that the proxy gave, the browser carries the signed name to the kernel, and the kernel checks
the signature: only the server and its kernels know the key.
"""

from __future__ import annotations

import hashlib
import hmac
import time
import unicodedata
from collections.abc import Mapping
from getpass import getuser
from typing import Final
from urllib.parse import quote, unquote

from autoreply_sim.io.store.checks import MAX_NAME

KEY_VARIABLE: Final = "AUTOREPLY_SIM_USER_KEY"
"""What the key is called in a kernel's environment; only a server whose visitors are named by a proxy sets it."""

HUB_VARIABLE: Final = "JUPYTERHUB_USER"

NOBODY: Final = "?"
"""The author of what somebody saves whose name is not known."""

VALID_S: Final = 300
"""How long a signed name is believed: a busy kernel may read it late, a copied one is soon worth nothing."""


def clean_name(name: str) -> str:
    """Return a name as a store accepts it: no control or invisible characters, single spaces, not too long."""
    composed = unicodedata.normalize("NFC", name)
    spaced = "".join(" " if sign.isspace() else sign for sign in composed)
    seen = "".join(sign for sign in spaced if not unicodedata.category(sign).startswith("C"))
    return " ".join(seen.split())[:MAX_NAME].rstrip()


def sign_name(name: str, key: str, now_s: float) -> str:
    """Return `name|expiry|signature`, which `read_name` believes for `VALID_S` seconds."""
    said = f"{quote(clean_name(name), safe='')}|{int(now_s) + VALID_S}"
    return f"{said}|{_signature(said, key)}"


def read_name(signed: str, key: str, now_s: float) -> str:
    """Return the name that was signed with this key, empty if it was not or too long ago."""
    said, _, signature = signed.rpartition("|")
    # Compared as bytes: a browser may send what is no ASCII, which compare_digest refuses in texts.
    if not hmac.compare_digest(_signature(said, key).encode(), signature.encode("utf-8", "replace")):
        return ""
    name, _, expires = said.rpartition("|")
    return clean_name(unquote(name)) if now_s < int(expires) else ""


def visitor(signed: str, environment: Mapping[str, str]) -> str:
    """Return who sits before a kernel's page; `signed` is what the browser says, where a proxy names visitors."""
    key = environment.get(KEY_VARIABLE, "")
    if key:
        return read_name(signed, key, time.time()) or NOBODY
    return clean_name(environment.get(HUB_VARIABLE, "")) or clean_name(_system_user()) or NOBODY


def _signature(said: str, key: str) -> str:
    return hmac.new(key.encode(), said.encode("utf-8", "replace"), hashlib.sha256).hexdigest()


def _system_user() -> str:
    """Return the operating system's name of who runs this; containers may have none."""
    try:
        return getuser()
    except (OSError, KeyError):
        return ""
