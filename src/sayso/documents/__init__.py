"""Brings a report in, cleans it, keeps the way back, spots reprints."""
