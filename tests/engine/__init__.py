"""The engine, told short stories and the library."""
