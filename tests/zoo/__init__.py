"""
A zoo of documents: any figures, written in every layout that published reports are found in.

``sheets`` is what a document prints, box by box, and so the truth about it; ``faults`` are what clerks and converters
do to it; ``spellings`` are the ways in which labels are written; ``layouts``, ``pages`` and ``containers`` write it as
text, as HTML and as files; ``cases`` put these together and judge what is read of them; ``noise`` damages what is
written, so that nobody knows what it prints.
"""
