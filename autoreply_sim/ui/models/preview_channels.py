"""By which channels a reply can go out (R-MSG-26), worked out from its entry in the catalogue."""

from __future__ import annotations

from typing import Final

from autoreply_sim.codes import Channel
from autoreply_sim.rules.catalog import BY_KEY
from autoreply_sim.rules.moments import CHANNEL, Moment

_MESSAGES: Final = (Channel.SMS, Channel.WHATSAPP, Channel.WEB, Channel.APP)
_BY_SMS_ALONE: Final = (Moment.CALL_ENDED, Moment.VOICEHUB_SHARED)


def channels_of(reply: str) -> tuple[str, ...]:
    """Return the words of the channels, SMS first where it is one of them.

    A call is answered by SMS, and a number is shared by it; a message is answered by its own channel, if the
    reply is for that one; an advisor's action goes by the ticket's channel, which may be any.
    """
    trigger = BY_KEY[reply]
    if trigger.on in _BY_SMS_ALONE:
        return (Channel.SMS.word,)
    needed = [need.among for need in trigger.when if need.fact is CHANNEL]
    return tuple(channel.word for channel in _MESSAGES if all(channel in among for among in needed))
