"""Serious case reviews, practice reviews, learning and thematic reviews."""
