"""Running scenarios: one story now; replications, variants and comparisons on the same road."""
