"""
The tables as Great Tables makes them: headings over columns with spanners, labels in the stub.

It has no headings that span rows, and its groups of rows cannot stand between rows of no group; so all
labels stand in full.
"""

import pandas as pd

from great_tables import GT


def applications(records: list[tuple[str, list[str]]], columns: list[str], organizations: list[str]) -> str:
    """
    Table three.

    Args:
        records: label and the seven texts of each row.
        columns: the seven headings.
        organizations: those of them that stand under 法人或其他组织.
    """
    names = [f"c{i}" for i in range(len(columns))]
    frame = pd.DataFrame([(label, *texts) for label, texts in records], columns=["row", *names])
    under = [name for name, heading in zip(names, columns, strict=True) if heading in organizations]
    table = (
        GT(frame, rowname_col="row")
        .cols_label(dict(zip(names, columns, strict=True)))
        .tab_spanner(label="法人或其他组织", columns=under)
        .tab_spanner(label="申请人情况", columns=names)
        .tab_stubhead(label="（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）")
    )
    return table.as_raw_html()


def disclosure(blocks: list[tuple[str, list[str], list[tuple[str, list[str]]]]]) -> str:
    """Table two: a table for each block of title, headings and rows."""
    pages = []
    for title, headings, rows in blocks:
        names = [f"c{i}" for i in range(len(headings))]
        frame = pd.DataFrame([(label, *texts) for label, texts in rows], columns=["row", *names])
        table = (
            GT(frame, rowname_col="row")
            .tab_header(title=title)
            .cols_label(dict(zip(names, headings, strict=True)))
            .tab_stubhead(label="信息内容")
        )
        pages.append(table.as_raw_html())
    return "\n".join(pages)


def disputes(groups: list[tuple[str, list[str], list[str]]]) -> str:
    """Table four: groups of columns with title, headings and texts."""
    texts: list[str] = []
    labels: dict[str, str] = {}
    spans: list[tuple[str, list[str]]] = []
    for title, headings, values in groups:
        names = [f"c{len(texts) + i}" for i in range(len(values))]
        labels |= dict(zip(names, headings, strict=True))
        texts += values
        spans.append((title, names))
    table = GT(pd.DataFrame([texts], columns=list(labels))).cols_label(labels)
    for title, names in spans:
        table = table.tab_spanner(label=title, columns=names)
    litigation = [name for _, names in spans[1:] for name in names]
    return table.tab_spanner(label="行政诉讼", columns=litigation).as_raw_html()
