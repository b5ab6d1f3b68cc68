"""The words of the automated replies: fields, default wording, what a text may contain.

A text is plain fields and simple conditions and nothing else: `grammar` refuses the rest before
anything runs.
"""
