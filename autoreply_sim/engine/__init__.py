"""The engine: one loop in the order of time decides calls, tickets and replies, for a story and a year alike."""
