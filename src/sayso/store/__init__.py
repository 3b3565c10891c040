"""Tables, records and migrations: the only room that knows SQLAlchemy.

Importing this room imports SQLAlchemy (about 0.3 s): do it inside the function that opens the store.
"""

from sayso.store.rows import Rejection
from sayso.store.store import Store
from sayso.store.write import PutResult

__all__ = ["PutResult", "Rejection", "Store"]
