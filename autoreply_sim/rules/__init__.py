"""The rules as data: the fourteen replies, what may hold them back, and the tables compiled from them."""
