"""What is known of a report: when, by whom, in what language."""
