"""The error of a function that cannot be compiled."""

from __future__ import annotations

from negosim.errors import NegosimError


class CompileError(NegosimError):
    """A function is outside the subset of Python that can be compiled.

    Parameters
    ----------
    file : str
        The file of the function.
    line : int
        The line; 0 if there is none.
    problem, remedy : str
        What is wrong, and how to fix it.
    """

    def __init__(self, file: str, line: int, problem: str, remedy: str) -> None:
        self.file, self.line, self.problem, self.remedy = file, line, problem, remedy
        place = f"{file}:{line}: " if line else ""
        super().__init__(f"{place}{problem}; {remedy}" if remedy else f"{place}{problem}")
