"""What people type. `main.py` puts the commands together; each command has a module of its own."""
