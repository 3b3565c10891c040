"""Where a gazetteer's places come from: readers, one a source, and the file they are written into."""
