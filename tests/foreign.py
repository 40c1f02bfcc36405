"""
Small programs of others: a checker and a reader that know nothing but the files of ``conformance/``, and wrong ones.

Nothing of the library is used here. Each wrong one has one fault that was seen in a published program.
"""

import copy
import functools
import json
import re

from decimal import Decimal
from pathlib import Path


FOLDER = Path(__file__).parents[1] / "conformance"
FILES = {path.name: json.loads(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.json"))}
BASES = FILES["bases.json"]["bases"]
FORMS = {content["edition"]: content for content in FILES.values() if content.get("kind") == "form"}


def cases(*names):
    """The cases of these files."""
    return [case for name in names for case in FILES[name]["cases"]]


def step(inside, key):
    """What stands under a key; nothing under a key of nothing."""
    return None if inside is None else inside[key]


def at(value, path):
    """What stands at a path of keys."""
    return functools.reduce(step, path.split("."), value)


def put(value, path, item):
    """The same with something else at a path of keys."""
    *keys, last = path.split(".")
    functools.reduce(step, keys, value)[last] = item


def whole(given):
    """A report from its base and what is different."""
    value = copy.deepcopy(BASES[given["base"]])
    for path, item in given["set"].items():
        put(value, path, item)
    return value


# Checkers.


class Checker:
    """A right one, of relations and counts."""

    def figure(self, report, path):
        """The figure of a cell."""
        return at(report, path)

    def side(self, report, terms, constant=0):
        """What one side of a relation comes to; None with a blank."""
        figures = [(self.figure(report, path), times) for path, times in terms]
        return None if None in [figure for figure, _ in figures] else constant + sum(f * times for f, times in figures)

    def relations(self, report):
        """The relations of a report: for each block those of the edition that it follows."""
        for edition, form in FORMS.items():
            for relation in form["relations"]:
                block = form["cells"][relation["left"][0][0]]["blockPath"]
                if step(at(report, block), "edition") == edition:
                    yield relation

    def check(self, report):
        """Findings, what is undetermined, and how many relations hold."""
        found, held = [], 0
        for relation in self.relations(report):
            left = self.side(report, relation["left"])
            right = self.side(report, relation["right"], relation["constant"])
            if left is None or right is None:
                found.append(self.finding(relation, "undetermined", left, right))
            elif left == right or (relation["sense"] == "≥" and left > right):
                held += 1
            else:
                found.append(self.finding(relation, "violated", left, right))
        return sorted([*found, *self.counts(report)], key=str), held

    def finding(self, relation, verdict, left, right):
        """What is said of a relation."""
        cells = [path for path, _ in [*relation["left"], *relation["right"]]]
        difference = None if left is None or right is None else left - right
        return relation["rule"], verdict, relation["severity"], tuple(cells), left, right, difference

    def counts(self, report):
        """Figures that are less than a cell may hold."""
        for edition, form in FORMS.items():
            for path, cell in form["cells"].items():
                if step(at(report, cell["blockPath"]), "edition") == edition:
                    figure = self.figure(report, path)
                    if figure is not None and cell["least"] is not None and figure < cell["least"]:
                        yield "N-COUNT", "violated", "error", (path,), None, None, None


class BlankIsZero(Checker):
    """A blank counts as zero."""

    def figure(self, report, path):
        """The figure, or 0."""
        return at(report, path) or 0


class OnlyTotals(Checker):
    """Of columns that of totals is checked, and no other."""

    def relations(self, report):
        """Those in which all cells are totals, and sums of rows."""
        for relation in super().relations(report):
            paths = [path for path, _ in [*relation["left"], *relation["right"]]]
            if relation["rule"] not in {"T3-BALANCE", "T3-OUTCOMES"} or all(path.endswith("total") for path in paths):
                yield relation


class TotalsAreOverwritten(Checker):
    """Totals are worked out and put in before they are checked."""

    def check(self, report):
        """What is said of the report that was changed."""
        report = copy.deepcopy(report)
        for relation in super().relations(report):
            left = self.side(report, relation["left"])
            if relation["sense"] == "=" and len(relation["right"]) == 1 and left is not None:
                put(report, relation["right"][0][0], left)
        return super().check(report)


class PendingIsLeftOut(Checker):
    """Pending cases are no part of the total of table four."""

    def relations(self, report):
        """The same with fewer terms."""
        for relation in super().relations(report):
            yield {**relation, "left": [term for term in relation["left"] if not term[0].endswith(".pending")]}


class OneEdition(Checker):
    """Every report is on the form of 2021; what it lacks is nothing, and counts as such."""

    def figure(self, report, path):
        """The figure, if there is such a key."""
        try:
            return at(report, path)
        except KeyError:
            return None

    def relations(self, report):
        """Those of 2021."""
        yield from FORMS[2021]["relations"]


class EndsWith(Checker):
    """A cell called ``other`` is the first one in its block whose path ends so."""

    def relations(self, report):
        """The same with other cells."""
        for relation in super().relations(report):
            block = relation["left"][0][0].partition(".")[0]
            yield {**relation, "left": [[self.first(block, path), times] for path, times in relation["left"]]}

    @staticmethod
    @functools.cache
    def first(block, path):
        """The cell that is taken for another."""
        cells = FORMS[2021]["cells"]
        same = (cell for cell in cells if cell.startswith(block) and cell.endswith(".other"))
        return next(same) if path.endswith(".other") else path


#: Each wrong checker, and a case that it fails.
WRONG_CHECKERS = {
    BlankIsZero: "2021/T4-TOTAL/blank-left/would-fail",
    OnlyTotals: "city/two-columns",
    TotalsAreOverwritten: "city/pending-left-out",
    PendingIsLeftOut: "2021/T4-TOTAL/disputes.reconsideration.pending",
    OneEdition: "2021/hybrid/applications/T3-OUTCOMES/blank",
    EndsWith: "city/2023",
}


# What is taken for a report.


def takes(document, *, passes_over=False):
    """
    Whether a program takes JSON for a report.

    Args:
        document: any value.
        passes_over: whether it passes over keys that it does not know.
    """
    base = BASES["zeros-2021"]
    if not isinstance(document, dict) or document.keys() != base.keys() or "name" not in document["organ"]:
        return False
    if type(document["year"]) not in {int, type(None)}:
        return False
    for path in {cell["blockPath"] for form in FORMS.values() for cell in form["cells"].values()}:
        section, *rest = path.split(".")
        if rest and rest[0] not in document[section]:
            return False
        if not _is_block(at(document, path), path, passes_over=passes_over):
            return False
    return True


def _is_block(block, path, *, passes_over):
    if block is None:
        return True
    if type(block["edition"]) is not int or block["edition"] not in FORMS:
        return False
    cells = FORMS[block["edition"]]["cells"]
    due = {cell.removeprefix(f"{path}.") for cell, known in cells.items() if known["blockPath"] == path}
    there = dict(_leaves({key: item for key, item in block.items() if key != "edition"}))
    if not due or not (due <= there.keys() if passes_over else due == there.keys()):
        return False
    return all(there[cell] is None or (type(there[cell]) is int and abs(there[cell]) < 10**15) for cell in due)


def _leaves(value, path=""):
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _leaves(item, f"{path}.{key}" if path else key)
    else:
        yield path, value


# Readers.


class Reader:
    """A right one, of documents whose cells have tabs between them."""

    marks = frozenset({"", "/", "-", "—", "——", "无", "不适用"})
    digits = str.maketrans("０１２３４５６７８９，－", "0123456789,-")

    def number(self, text):
        """The number that a text says, or None; amounts with decimals are numbers of 万元."""
        plain = text.strip().translate(self.digits)
        if plain in self.marks:
            return None
        if found := re.fullmatch(r"(\d+)\.(\d+)", plain, re.ASCII):
            return int(Decimal(found[0]) * 10**6)
        found = re.fullmatch(r"(\+|-|减少?|增加?)?(\d{1,3}(?:,\d{3})+|\d+)件?", plain, re.ASCII)
        if not found:
            return None
        return (-1 if found[1] and found[1][0] in "-减" else 1) * int(found[2].replace(",", ""))

    def edition(self, document):
        """The edition, by a heading that only one has."""
        return 2021 if "本年制发件数" in document else 2019

    def is_row(self, printed, label):
        """Whether a label is that of a row."""
        return printed == label

    def figures(self, texts):
        """The figures of a row, or None if it is not taken."""
        return [self.number(text) for text in texts]

    def read(self, document):
        """The figure of each cell."""
        cells = FORMS[self.edition(document)]["cells"]
        found, section = dict.fromkeys(cells), ""
        for line in document.splitlines():
            texts = line.split("\t")
            section = texts[0] if len(texts) == 1 else section
            rows = self.row(cells, section, texts)
            figures = self.figures(texts[len(texts) - len(rows) :] if len(rows) > 4 else texts[1 : 1 + len(rows)])
            found.update(zip(rows, figures, strict=False))
        return found

    def row(self, cells, section, texts):
        """The cells of the row that a line is."""
        of_section = {path: cell for path, cell in cells.items() if cell["section"] == section}
        if len(texts) == len(of_section) and texts[0][:1].isdigit():
            return list(of_section)
        labels = [text for text in (texts[:-7] if len(texts) > 7 else texts[:1]) if text]
        if not labels:
            return []
        rows = {tuple(cell["rows"]) for cell in of_section.values() if cell["rows"]}
        mine = next((row for row in sorted(rows) if self.is_row(labels[-1], row[-1])), None)
        return [path for path, cell in of_section.items() if tuple(cell["rows"]) == mine] if mine else []


class ParseFloat(Reader):
    """A number ends at the first character that is no digit: 3，402 is 3."""

    def number(self, text):
        """What stands in front; signs in words, marks and amounts are read."""
        found = re.match(r"\d+(?=，)", text, re.ASCII)
        return int(found[0]) if found else super().number(text)


class OnlyNarrow(Reader):
    """Digits of full width are none."""

    digits = str.maketrans({})


class DropsRows(Reader):
    """A row in which something is blank is passed over, and stays 0."""

    def figures(self, texts):
        """The figures, or zeros."""
        found = super().figures(texts)
        return [0] * len(found) if None in found else found


class ZerosForMarks(Reader):
    """What is no number is 0."""

    def number(self, text):
        """The number, or 0."""
        return super().number(text) or 0


class OnlyOf2021(Reader):
    """The single row （六） of 2019 is that of 2021."""

    def edition(self, document):
        """Always the same."""
        return 2021


class RowEndsWith(Reader):
    """A row is known by the end of its label, in whatever edition: 其他."""

    def is_row(self, printed, label):
        """Whether one ends as the other."""
        bare = re.sub(r"^(（.）|\d\.)", "", printed)
        return bool(bare) and (label.endswith(bare) or (bare == "其他" and bare in label))


#: Each wrong reader, and a document that it misreads.
WRONG_READERS = {
    ParseFloat: "text/figures/thousands-full",
    OnlyNarrow: "text/figures/full-width",
    DropsRows: "text/figures/marks",
    ZerosForMarks: "text/figures/blanks",
    OnlyOf2021: "text/figures/signs",
    RowEndsWith: "text/labels/six",
}
