"""Git as a person uses it beside the program: the folder's own settings hold, and the net is there."""

from functools import partial

from sosialplan.git import program

ask = partial(program.ask, obeys=True, graph=True)
tell = partial(program.tell, obeys=True, graph=True)
