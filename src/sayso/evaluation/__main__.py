"""`python -m sayso.evaluation`: the same as `sayso eval`."""

import typer

from sayso.evaluation.command import evaluate

typer.run(evaluate)
