"""View models: what somebody has chosen and what follows from it, as plain data; they know no widget."""
