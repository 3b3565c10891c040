"""The files the field uses."""
