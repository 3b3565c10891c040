"""Tables, records, migrations; the only room that knows SQLAlchemy."""
