"""The files the field uses: JSON Lines, CSV, GeoJSON and the brief, from the records of a store."""
