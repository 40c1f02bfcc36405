"""
Run the command line: ``python -m govinfo``.
"""

from .cli import main


main()
