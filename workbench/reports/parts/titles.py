"""What a section is about, told by its title: ``Lessons learned``, ``Issues for the Board``.

The titles are those that serious case reviews, practice reviews and learning reviews use in
England. A title nobody listed has no topic, and then its place among the others decides.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

Topic = Literal[
    "findings",
    "finding_summary",
    "themes",
    "analysis",
    "recommendations",
    "questions",
    "learning",
    "good_practice",
    "strengths",
    "improvements",
    "actions",
    "episodes",
    "narrative",
    "family",
    "glossary",
    "introduction",
    "summary",
    "conclusion",
    "later",
    "end",
]

_BODY = (
    r"(?:the )?(?:(?:northern |local |safeguarding |children'?s? |strategic )*"
    r"(?:board|partnership|lscb|lscp|scp|scb|partners?|[a-z]{1,3}scb|[a-z]{1,3}scp|"
    r"safeguarding partners)|safeguarding children (?:board|partnership)|"
    r"multi-?agency partners(?:hip)?|agencies)s?"
)
_TITLES: tuple[tuple[Topic, str], ...] = (
    (
        "finding_summary",
        r"(?:summary|overview|outline|list|table) of (?:the )?(?:key |main |priority )?"
        r"(?:findings|themes)|"
        r"(?:findings|themes) (?:in brief|at a glance|in summary|summary)|headline findings|"
        r"in what (?:way|ways) does this case (?:provide|offer) .*window.*",
    ),
    (
        "later",
        r"(?:progress|action|actions|developments|improvements|changes|work|what has changed)\b.* "
        r"(?:since|already|to date|taken|made).*|recommendations (?:from|of|made in) (?:previous|"
        r"earlier|other).*|previous (?:serious |local |case )*reviews?.*|response to .*|"
        r"(?:monitoring|implementation|implementing|dissemination|next steps)\b.*",
    ),
    (
        "questions",
        rf"(?:key |suggested )?(?:considerations?|questions?|issues?|challenges?|matters?)"
        rf"(?: (?:and|or) (?:considerations?|questions?|issues?|challenges?))?"
        rf" (?:for|to) {_BODY}(?: and .{{2,60}})?(?: to (?:consider|address|respond to))?|"
        rf"(?:questions?|issues?|matters?) (?:to|for) (?:consider|consideration)"
        rf"(?: by {_BODY})?|"
        rf"considerations|(?:challenge )?questions for (?:consideration|{_BODY}|agencies).*|"
        rf"what (?:should|does|do|might) {_BODY} (?:need to )?consider",
    ),
    (
        "good_practice",
        r"(?:key |main |summary of |areas? of |examples? of |evidence of |identified |notable |"
        r"some |positive and |effective and )*(?:good|positive|effective|best|notable|strong) "
        r"practices?(?: (?:identified|noted|points?|examples?|found|seen|highlighted|and strengths|"
        r"in this case|by professionals|themes?|observed|we (?:saw|found|noted|heard about)))*|"
        r"what (?:worked|went|was working|was done) well.*|practice strengths|"
        r"(?:good|effective) practice (?:in|and|by|with|from|during) .{2,50}",
    ),
    (
        "recommendations",
        r"(?:(?:summary|list|table|schedule) of |overall |key |main |final |collated |proposed |"
        r"single[- ]agency |individual |individual management review |imr |agency |"
        r"multi[- ]agency |overview |strategic |national |"
        r"local |partnership |system |board |overarching |additional |report |review |"
        r"conclusions?,? (?:and|&) |learning,? (?:and|&) |lessons (?:learned |learnt )?(?:and|&) |"
        r"actions? (?:and|&) |considerations (?:and|&) )*recommendations?"
        r"(?: (?:and|&) (?:actions?|next steps|considerations|questions for .*))?"
        r"(?: (?:for|to|from|made|arising|of|by|about|relating|in)\b.{0,90})?|"
        r"what (?:needs|should|must|has) (?:to )?(?:change|happen|be done)(?: next| now)?|"
        r"areas? for improvement and recommendations?|recommendations?: .{2,60}",
    ),
    (
        "findings",
        r"(?:the |key |main |priority |overall |overarching |review |reviewer'?s |summary |"
        r"systems? |practice |additional |analysis (?:and|&) |appraisal (?:and|&) |"
        r"themes? (?:and|&) |conclusions (?:and|&) )*findings?"
        r"(?: (?:in detail|of the review|from the review|of this review|by theme|identified))?"
        r"(?: (?:and|&) (?:analysis|recommendations|learning|lessons|conclusions|themes|"
        r"considerations|questions|key learning|discussion|learning points|issues for .*))?|"
        r"what (?:did )?(?:the|this) review (?:found|find)|what we found",
    ),
    (
        "learning",
        r"(?:the |key |main |summary of |practice |emerging |overall |wider |additional |single[- ]"
        r"agency |multi[- ]agency |system |systems |thematic |areas? (?:of|for) |"
        r"opportunit(?:y|ies) for |themes (?:and|&) |other |significant |local |national |"
        r"specific )*"
        r"(?:learning|lessons?)(?: (?:points?|themes?|outcomes?|messages?|areas?|opportunities|"
        r"learned|learnt|identified|to be (?:learned|learnt)|for (?:practice|practitioners|"
        r"the system|agencies|improvement|managers)|from (?:the|this) (?:review|case)|"
        r"summary|arising|gained|and (?:themes|conclusions|reflections)))*|"
        r"what (?:have we|did we|can we|was|has been|we|we have|we've|(?:the|this) review|"
        r"agencies|partners|services) (?:have |has )?(?:learned|learnt|learn)(?: from .{2,40})?|"
        r"key messages?(?: for .{2,40})?|practice (?:points|messages|learning)|"
        r"areas? for (?:practice )?development",
    ),
    (
        "episodes",
        r"(?:the |summary of |analysis of |appraisal of (?:professional )?practice in |"
        r"appraisal of )*(?:key|significant|critical) (?:practice )?"
        r"(?:episodes?|events?|periods?|phases)(?: (?:and|&) .{2,40})?",
    ),
    (
        "themes",
        r"(?:the |key |main |emerging |practice |thematic |analysis by |analysis of |"
        r"findings by |cross[- ]cutting )*themes?(?: (?:identified|emerging|arising|from .{2,30}|"
        r"for analysis|and analysis|analysis))?|thematic analysis(?: and .{2,30})?|"
        r"analysis (?:by|of) (?:key )?(?:theme|themes|key lines of enquiry)|"
        r"key lines of enquiry(?: and analysis)?",
    ),
    (
        "family",
        r"(?:the |about the |details of the |family |key )*family"
        r"(?: (?:composition|members?|structure|background|details|and household|tree|genogram|"
        r"and significant others|table))*|who(?:'s| is) who|genogram|household composition|"
        r"family and (?:professional|key) .*|(?:the )?subjects? of (?:the|this) review|"
        r"(?:people|persons|individuals) (?:referred to|involved|mentioned).*|"
        r"the (?:child|children|young people)(?: and (?:the |their )?family)?|key to .*|"
        r"pseudonyms?(?: used.*)?",
    ),
    (
        "narrative",
        r"(?:the |case |factual |brief |integrated |combined |summary |background |narrative )*"
        r"(?:narrative|chronology|timeline)s?(?: of .{2,60})?(?: and .{2,40})?|"
        r"(?:summary|overview|history|sequence) of (?:the )?(?:key |significant |agency )*"
        r"(?:events?|case|agency involvement|involvement|professional involvement|contact|facts).*|"
        r"what happened.*|(?:case|family) (?:history|summary|background|synopsis)|"
        r"the (?:story|facts|case)|agency involvement|background(?: .{2,60})?",
    ),
    (
        "analysis",
        r"(?:the |case |critical |practice |summary |overall )*"
        r"(?:analysis|appraisal|evaluation)(?: of .{2,60})?(?: (?:and|&) .{2,40})?|"
        r"discussion(?: and analysis)?",
    ),
    (
        "glossary",
        r"(?:glossary|abbreviations|acronyms|list of (?:abbreviations|acronyms|terms)|"
        r"terminology|key terms|definitions)(?:(?: of| and|,) .{2,60})?|"
        r"(?:terms|abbreviations|acronyms) used.*",
    ),
    (
        "conclusion",
        r"(?:overall |final |closing |summary |the )*"
        r"(?:conclusions?|remarks|reflections|concluding .{2,30})",
    ),
    (
        "summary",
        r"(?:executive )?summary(?: of (?:the )?(?:review|report|learning))?|foreword|preface",
    ),
    (
        "introduction",
        r"(?:the )?introduction(?: (?:and|to|&) .{2,60})?|"
        r"(?:review )?(?:methodology|method|process)(?: .{2,50})?|terms of reference(?: .{2,50})?|"
        r"(?:purpose|aims?|scope|time ?frame|"
        r"circumstances|reasons?|rationale|context)\b.{0,80}|about (?:this|the) review|"
        r"(?:the )?review (?:process|team|panel|approach|group)(?: .{2,50})?|research questions?|"
        r"(?:involvement|participation|contribution|perspectives?|views?|voice) of .{2,60}|"
        r"(?:family|practitioner|parental) (?:involvement|contribution|engagement|participation)"
        r"(?: .{2,50})?|parallel (?:processes|proceedings|investigations)|equality.{0,60}|"
        r"confidentiality|dissemination|why (?:was )?this (?:case|review).{0,60}|"
        r"(?:succinct )?(?:summary of )?(?:the )?case criteria|limitations.{0,40}|"
        r"how (?:the|this) review was (?:done|carried out|conducted|undertaken)",
    ),
    (
        "strengths",
        r"(?:key |areas? of |identified )?strengths?(?: (?:identified|found|in practice))?",
    ),
    (
        "improvements",
        r"(?:key )?(?:areas?|opportunities) (?:for|requiring) improvement|what needs to improve|"
        r"areas? of concern|weaknesses",
    ),
    ("actions", r"(?:key |agreed |proposed )?action(?:s| plan| log)(?: .{0,40})?"),
    (
        "end",
        r"(?:references|bibliography|endnotes|footnotes|contents|table of contents|"
        r"find out more.*|further (?:reading|information|resources).*|related .{3,40}|"
        r"useful (?:links|resources|contacts).*|(?:training and )?resources.{0,40}|"
        r"contact(?:s| us| details).{0,40}|feedback.{0,40}|"
        r"(?:reflective|discussion|team) (?:questions|points|prompts).{0,60}|"
        r"questions (?:for|to use in) (?:your |the |a )?(?:team|supervision|reflection|discussion|"
        r"practitioners?|practice).{0,40}|"
        r"acknowledge?ments|statement of .{2,60}|declarations?.{0,40}|signatories|"
        r"appendi(?:x|ces)|annex(?:es)?)(?:\b.{0,60})?",
    ),
)
_COMPILED = [(topic, re.compile(pattern)) for topic, pattern in _TITLES]
_PREFIX = re.compile(
    r"(?:appendix|annex|section|part|chapter)\s*(?:\d{1,2}|[a-z]|[ivx]{1,5})?\b\s*[:.–—-]*\s*|"
    r"\(?(?:\d{1,2}(?:\.\d{1,2})*|[a-z])[.):]?\s+(?=\S)"
)
# Sub-headings of one finding or theme, however they are set: never the start of a new section.
_WITHIN = re.compile(
    r"how (?:did|does|do|was|were|common|wide ?spread|prevalent|far|is|has|many|usual)\b.*|"
    r"why (?:does|did|do|is|was|are|this|it|were)\b.*|"
    r"what (?:is|was|do|does|did|makes|are|is known|evidence|research|happened|the research|"
    r"this means|it means|helped|hindered|would|could|makes)\b.*|"
    r"(?:is|was) (?:it|this|the issue)\b.*\?|"
    r"(?:evidence|prevalence|impact|relevance|significance|illustration|description|context|"
    r"research|national (?:research|context|evidence)|local (?:context|evidence)|implications?|"
    r"rationale|commentary|analysis|reflections?|discussion|what should have happened|"
    r"risks? (?:to|for) .{2,60}|in this case|the wider (?:system|picture)|wider relevance|"
    r"current position|underlying .{2,40}|contributory factors?)"
)


def plain_title(text: str) -> str:
    """A title without case, numbering, typographic marks and closing punctuation."""
    title = " ".join(text.replace("’", "'").casefold().split()).strip(" :.–—-*#")
    return title


@lru_cache(maxsize=20_000)
def topic_of(text: str) -> Topic | None:
    """What a section with this title holds, or None where the title does not say."""
    title = plain_title(text)
    if not title or len(title) > 140:
        return None
    bare = _PREFIX.sub("", title, count=1).strip(" :.–—-")
    for candidate in (bare, title):
        for topic, pattern in _COMPILED:
            if candidate and pattern.fullmatch(candidate):
                return topic
    return "end" if re.match(r"(?:appendix|annex)\b", title) else None


def is_within(text: str) -> bool:
    """Whether this is one of the usual sub-headings inside a finding, a theme or an episode."""
    return bool(_WITHIN.fullmatch(plain_title(text)))
