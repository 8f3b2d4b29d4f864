"""sosialplan: a school's social action plan as text files that compute."""

__version__ = "0.2.0"
