"""One script a change of the tables, oldest first."""
