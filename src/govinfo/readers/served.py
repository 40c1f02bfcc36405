"""
The program that the second process runs: it answers what it is asked of one document after the other.

It is run as a file, and uses nothing of this library but the file that it is given.
"""

import json
import os
import runpy
import signal
import struct
import sys

from collections.abc import Callable
from typing import IO, Any, Final


#: How the length of what follows is written.
LENGTH: Final = ">Q"
_LENGTH: Final = struct.Struct(LENGTH)


def serve(answer: Callable[..., Any], questions: IO[bytes], answers: IO[bytes]) -> None:
    """
    Answer until nobody asks any more.

    Args:
        answer: is given a document, and the numbers of the question.
        questions: each is a JSON array in its length, beginning with the length of the document that follows, and the
            seconds after which this process ends: if it answers so long, and if it is not asked so long.
        answers: each is JSON in its length.
    """
    while length := questions.read(_LENGTH.size):
        size, seconds, idle, *numbers = json.loads(questions.read(*_LENGTH.unpack(length)))
        data = questions.read(size)
        _ends_after(seconds)
        said = json.dumps(answer(data, *numbers), separators=(",", ":")).encode()
        _ends_after(idle)
        answers.write(_LENGTH.pack(len(said)) + said)
        answers.flush()


def _ends_after(seconds: int) -> None:
    """End this process then, whatever it does, where the system can see to it."""
    if hasattr(signal, "alarm"):
        signal.alarm(seconds)


def limit(memory: int) -> None:
    """Let this process have no more than so many bytes, and leave nothing behind, where the system can see to it."""
    try:
        import resource  # noqa: PLC0415  Windows has none
    except ImportError:
        return
    for what, most in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CORE, 0)):
        _, hard = resource.getrlimit(what)
        if hard == resource.RLIM_INFINITY or most < hard:
            resource.setrlimit(what, (most, hard))


def main(arguments: list[str]) -> None:  # pragma: no cover  (in a process of its own)
    """Serve what the file says that is named first, with the packages in a folder, in so many bytes of memory."""
    path, folder, memory = arguments
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt is for whoever has started it, who will end it
    if hasattr(signal, "SIGALRM"):
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
    questions, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1):  # what a library prints is no answer
        os.dup2(nothing, standard)
    sys.path.append(folder)
    answer = runpy.run_path(path)["answer"]
    limit(int(memory))
    serve(answer, questions, answers)


if __name__ == "__main__":  # pragma: no cover
    main(sys.argv[1:])
