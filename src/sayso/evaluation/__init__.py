"""Gold in, scores and floors out."""
