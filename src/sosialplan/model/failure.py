"""What stops a command though nothing is wrong with the program."""


class ExpectedFailure(Exception):
    """The command cannot go on; says why and how to mend it. Exit status 3.

    Holds no value of a case: the sentence may end up in a log.
    """

    def __init__(self, sentence: str, cure: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.cure = cure


class WrongUsage(ExpectedFailure):
    """The command was asked for something it does not take. Exit status 2."""
