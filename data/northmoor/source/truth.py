"""Writes down what each invented report says, from its source and never from a reader."""

from __future__ import annotations

from markup import (
    DAY,
    FIGURE,
    LABEL,
    Node,
    Source,
    cites,
    own_texts,
    plain,
    walk,
    without_reference,
)

STARTS, ENDS = 8, 6  # words
PLURAL = {
    "finding": "findings",
    "recommendation": "recommendations",
    "question": "questions",
    "improvement": "improvements",
    "strength": "strengths",
    "good_practice": "good_practice",
    "learning": "learning",
    "episode": "episodes",
    "vignette": "vignettes",
    "quote": "quotes",
    "challenge": "challenges",
    "impact": "impacts",
    "paragraph": "paragraphs",
    "review": "reviews",
    "audit": "audits",
    "action": "actions",
    "cdop": "cdop",
}


def truth(source: Source, pages: dict[str, int]) -> dict:
    """The truth of one document; ``pages`` maps a node's key to the page it begins on."""
    out: dict = {"file": source.meta["file"], "review": source.meta["review"]}
    inside = [node for node in source.blocks if node.kind == "inside"]
    nodes = list(walk([node for node in source.blocks if node.kind != "inside"]))
    out.update(_told(nodes, pages))
    for node in inside:
        told = _told(list(walk(node.children)), pages)
        out["inside"] = [{"review": source.meta["inside_review"], **told}]
    out["wrongs"] = [_wrong(wrong, nodes, pages) for wrong in source.meta.get("wrongs", [])]
    out["clocks"] = source.meta.get("clocks", [])
    return {key: value for key, value in out.items() if value}


def _told(nodes: list[Node], pages: dict[str, int]) -> dict:
    """What a report, or one inside another, says: only the kinds of which it has any."""
    out: dict = {}
    for kind, name in PLURAL.items():
        out[name] = [_passage(node, pages) for node in nodes if node.kind == kind]
    for rec in out["recommendations"]:
        cited = [f["number"] for f in out["findings"] if rec["number"] in f["recommendations"]]
        rec["cited_by"] = cited
    out["tables"] = _tables(nodes, pages)
    out["terms"] = _terms(nodes)
    out["actions"] = _actions(nodes)
    out["agenda"] = [
        dict(zip(("item", "time", "subject", "lead", "paper"), row, strict=True))
        for node in nodes
        if node.kind == "agenda"
        for row in node.children[0].rows[1:]
    ]
    out["figures"] = [_figure(match, node, pages) for node in nodes for match in _figures(node)]
    return {key: value for key, value in out.items() if value}


def _passage(node: Node, pages: dict[str, int]) -> dict:
    texts = own_texts(node)
    if node.kind == "quote":  # the words spoken, without who is said to speak them
        texts = [" ".join(texts).split('"', 1)[1].rpartition('"')[0]]
    first = texts[0].split()
    last = without_reference(" ".join(texts)).split()
    found = {
        "number": node.number,
        "section": node.section,
        "starts": " ".join(first[:STARTS]),
        "ends": " ".join(last[-ENDS:]),
        "page": pages.get(node.key) or pages.get(node.children[0].key),
    }
    if node.kind in ("finding", "episode"):
        found["recommendations"] = cites(node)
    for key, value in node.attrs.items():
        if key == "owners":
            found["owners"] = [owner.strip() for owner in value.split(";")]
        elif key not in ("number", "printed", "title"):
            found[key] = value
    if node.kind == "challenge":
        answer = next(child for child in node.children if child.kind == "answer")
        words = LABEL.sub("", " ".join(plain(c.text) for c in answer.children)).split()
        words = words[1:] if words[0].casefold().startswith("action") else words
        found["answer_starts"] = " ".join(words[:STARTS])
    if node.kind == "audit":
        for part in ("audit_finding", "audit_recommendation"):
            inner = [c for c in walk(node.children) if c.kind == part]
            found[part + "s"] = [" ".join(own_texts(c)[0].split()[:STARTS]) for c in inner]
    return {key: value for key, value in found.items() if value is not None}


def _tables(nodes: list[Node], pages: dict[str, int]) -> list[dict]:
    tables = []
    for holder in nodes:
        if holder.kind != "table_of" or "glossary" in holder.attrs:
            continue
        table = next(child for child in holder.children if child.kind == "table")
        rows = [[plain(cell) for cell in row] for row in table.rows]
        tables.append(
            {
                "name": holder.attrs["name"],
                "columns": rows[0],
                "rows": rows[1:],
                "page": pages.get(table.key),
            }
        )
    return tables


def _terms(nodes: list[Node]) -> dict[str, str]:
    glossaries = [node for node in nodes if "glossary" in node.attrs]
    rows = [row for holder in glossaries for row in holder.children[0].rows[1:]]
    return {plain(term): plain(meaning) for term, meaning in rows}


def _actions(nodes: list[Node]) -> list[dict]:
    """Rows of an action log, under the record's own names."""
    log = [n for n in nodes if n.kind == "action_log"]
    names = ("number", "raised", "text", "owner", "due", "status", "comment")
    rows = [row for holder in log for child in holder.children for row in child.rows[1:]]
    return [dict(zip(names, (plain(DAY.sub(r"\1", c)) for c in row), strict=True)) for row in rows]


def _figures(node: Node) -> list:
    return FIGURE.findall(node.text) + [
        f for row in node.rows for c in row for f in FIGURE.findall(c)
    ]


def _figure(match: tuple[str, str], node: Node, pages: dict[str, int]) -> dict:
    measure, value, unit, period = (part.strip() for part in match[0].split(";"))
    return {
        "measure": measure,
        "value": float(value),
        "unit": unit or None,
        "period": period or None,
        "printed": match[1],
        "page": pages.get(node.key),
    }


def _wrong(wrong: dict, nodes: list[Node], pages: dict[str, int]) -> dict:
    """A planted wrong with its page, found by the words it stands beside."""
    near = wrong["near"]
    for node in nodes:
        printed = [plain(node.text), *(plain(cell) for row in node.rows for cell in row)]
        if any(near in text for text in printed):
            return {**wrong, "page": pages.get(node.key)}
    raise ValueError(f"no block prints {near!r}")
