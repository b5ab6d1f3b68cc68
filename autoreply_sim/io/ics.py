"""Ring schedules from and to calendar files (.ics, RFC 5545), as the platform's own calendar downloads are.

What we write we read back unchanged; what others write (Google, Outlook, Apple) becomes schedules as far as a
ring schedule can say it, and a sentence for the rest. Importing this module loads `icalendar`, which takes
0.2 s: import it where it is needed.
"""

from __future__ import annotations

from autoreply_sim.io.ics_read import Entry, entries_from_ics, schedules_from_ics
from autoreply_sim.io.ics_write import schedules_to_ics, uid_of

__all__ = ["Entry", "entries_from_ics", "schedules_from_ics", "schedules_to_ics", "uid_of"]
