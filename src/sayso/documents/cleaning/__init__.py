"""A report's text divided: what is the report, and what only stands around it."""
