"""The only files and the only clock: scenario files, calendars, imports and exports."""
