"""What happens, as columns of codes in the order of time: the only thing besides tables that the engine reads."""
