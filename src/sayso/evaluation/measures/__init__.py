"""The measures: one module a corpus, each with what it reads, how it is scored, and what others reached."""
