"""Ledgers made readable: records, sentences, texts and tables, all on demand."""
