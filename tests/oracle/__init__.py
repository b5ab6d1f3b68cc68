"""A second, slow, obvious restatement of the rulebook, and worlds in which the engine must agree with it.

The modules here import nothing of the package: they are written from the rules and cite them, so that a
reader who knows the rulebook can check them line by line. `world.decide` is the way in.
"""
