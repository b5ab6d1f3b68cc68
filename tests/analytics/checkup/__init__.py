"""Tests of the check-up, theme by theme."""
