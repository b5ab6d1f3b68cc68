"""The words by which a customer opts out of texts and in again (R-SUP-7, R-SUP-8)."""

from __future__ import annotations

import unicodedata

from autoreply_sim.codes import OptWord

OPT_OUT = frozenset(
    {"STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT", "ARRET", "ARRÊT"}
)
OPT_IN = frozenset({"START", "UNSTOP"})
OPT_IN_AFTER_OUT = "YES"
"""Opts in only a customer who has opted out; otherwise it is an ordinary message."""


def opt_word(body: str) -> OptWord:
    """Return what an SMS that is nothing but this text does to consent; any case, white space around it."""
    word = unicodedata.normalize("NFC", body).strip().upper()
    if word in OPT_OUT:
        return OptWord.STOP
    if word in OPT_IN:
        return OptWord.START
    return OptWord.YES if word == OPT_IN_AFTER_OUT else OptWord.NONE
