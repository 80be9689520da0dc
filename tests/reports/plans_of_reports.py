"""Three invented reports, each in a layout of its own, with what a careful reader finds in them.

Calderwick, Tanbridge and Osmere, their people and their figures are invented. What is expected
was written with the reports, before any reader had seen them.
"""

from __future__ import annotations

# --- a yearly report: a challenge log, learning by review, scrutiny's list, two audits -----------

YEARLY = [
    ("h1", "Calderwick Safeguarding Children Partnership"),
    ("h1", "Annual Report 2023-24"),
    ("p", "This is an invented report about an invented place."),
    ("h1", "Foreword"),
    (
        "p",
        "This report covers the period 1 April 2023 to 31 March 2024. Altogether 2,064 "
        "practitioners attended our multi-agency training, and I am grateful to each of them. "
        "Orla Pennant, Independent Chair.",
    ),
    ("h1", "Children in Calderwick"),
    (
        "p",
        "There are 52,700 children in Calderwick. On 31 March 2024, 318 of them had a child "
        "protection plan.",
    ),
    ("h1", "Holding one another to account"),
    ("p", "Partners keep a log of the challenges that they make to one another."),
    (
        "t",
        [
            ["Challenged by", "Challenge", "Response", "Impact"],
            [
                "Education",
                "Schools were not told the outcome of the contacts that they made.",
                "The front door now writes to the school within three days.",
                "Seven in ten schools say that they hear back.",
            ],
            [
                "Youth Justice",
                "Children were held in custody overnight because no bed could be found.",
                "The Council and Calder Police agreed a protocol and a duty rota.",
                "No child was held overnight after October.",
            ],
        ],
    ),
    ("h1", "Learning from reviews"),
    (
        "p",
        "We completed one local child safeguarding practice review, about a boy we have called "
        "Ellis, and published it in June 2023. A further review, about sisters known as Wren and "
        "Robin, was still in progress at the end of the year. Three rapid reviews were held.",
    ),
    ("h2", "Ellis – what we learned"),
    (
        "p",
        "Ellis was nine when he was found alone at home for the fourth time. The review told us "
        "that:",
    ),
    ("b", "a missed appointment for a child is an appointment to which nobody took them;"),
    ("b", "four single incidents looked small because each agency held only one of them; and"),
    ("b", "neighbours had told two services, and neither of them wrote it down."),
    ("h2", "What our rapid reviews told us"),
    ("n", "1.", "Injuries to babies are often first seen by somebody who is not a professional."),
    ("n", "2.", "A change of address is a change of risk."),
    (
        "t",
        [
            ["Name", "Type of review", "Status"],
            ["Ellis", "LCSPR", "Published June 2023"],
            ["Wren and Robin", "LCSPR", "Completed, awaiting publication"],
        ],
    ),
    ("h1", "Multi-agency audits"),
    ("h2", "Audit of child protection conferences"),
    ("p", "Auditors looked at fifteen conferences held between May and July 2023."),
    ("p", "What is working well:"),
    ("b", "Parents had been given the reports beforehand in 14 of the 15 conferences."),
    ("b", "Every plan named a lead for each action."),
    ("p", "What needs to improve:"),
    ("b", "GPs had sent a report to three conferences only."),
    ("b", "Children’s own words were seldom in the minutes."),
    (
        "p",
        "It was recommended that (i) the ICB agree a short form of report with general practice; "
        "(ii) conference chairs begin each meeting with what the child has said; and (iii) the "
        "audit be repeated in a year.",
    ),
    ("h2", "Audit of children exploited by gangs"),
    (
        "p",
        "Ten children’s records were read in January 2024. The audit found that:",
    ),
    ("b", "risk assessments were up to date in all ten records;"),
    ("b", "parents had been treated as part of the problem in six of the ten."),
    ("p", "The audit made two recommendations:"),
    ("b", "Calder Police should share mapping with schools every month. [Lead: Calder Police]"),
    ("b", "Parents should be offered a worker of their own. (Children’s Services, by July 2024)"),
    ("h1", "Independent scrutiny"),
    (
        "p",
        "Our scrutineer, Jory Abram, spent eight days with partners. His report made the "
        "following recommendations to the partnership:",
    ),
    ("n", "1.", "The partnership should set out who decides what, on one page."),
    ("n", "2.", "Calder Police should chair one of the sub-groups."),
    ("n", "3.", "The voice of children should open each meeting of the executive."),
    ("p", "All three have been accepted. Work on the first is complete."),
    ("h1", "Training"),
    ("p", "In 2023-24, 2,046 practitioners attended multi-agency training."),
    (
        "t",
        [
            ["Course", "Attended"],
            ["Neglect", "612"],
            ["Working together", "870"],
            ["Exploitation", "582"],
            ["Total", "2,064"],
        ],
    ),
    ("h1", "Money"),
    (
        "t",
        [
            ["Partner", "2023-24"],
            ["Calderwick Council", "£96,000"],
            ["Calder and Wolds ICB", "£64,500"],
            ["Calder Police", "£31,000"],
            ["Total", "£191,000"],
        ],
    ),
]
YEARLY_TRUTH = {
    "title": "Calderwick Safeguarding Children Partnership Annual Report 2023-24",
    "challenge": ["Schools were not told the outcome", "Children were held in custody"],
    "answer": ["The front door now writes", "The Council and Calder Police agreed"],
    "learning": [
        ("Ellis", "a missed appointment for a child"),
        ("Ellis", "four single incidents looked small"),
        ("Ellis", "neighbours had told two services"),
        (None, "Injuries to babies are often first seen"),
        (None, "A change of address is a change of risk."),
    ],
    "finding": [
        ("strength", "Parents had been given the reports"),
        ("strength", "Every plan named a lead"),
        ("improvement", "GPs had sent a report to three"),
        ("improvement", "Children’s own words were seldom"),
        ("strength", "risk assessments were up to date"),
        ("improvement", "parents had been treated as part of the problem"),
    ],
    "recommendation": [
        ("i", "the ICB agree a short form of report", ("Calder and Wolds Integrated Care Board",)),
        ("ii", "conference chairs begin each meeting", None),
        ("iii", "the audit be repeated in a year", ()),
        (None, "Calder Police should share mapping", ("Calder Police",)),
        (None, "Parents should be offered a worker", ("Children's Services",)),
        (
            "1",
            "The partnership should set out who decides",
            ("Calderwick Safeguarding Children Partnership",),
        ),
        ("2", "Calder Police should chair one", ("Calder Police",)),
        ("3", "The voice of children should open", ()),
    ],
    "reviews": {("Ellis", "published"), ("Wren and Robin", "completed")},
    "audits": 2,
    "checks": [("191,000", "191,500"), ("2,046", "2,064"), ("Wren and Robin",)],
    "most_checks": 3,
}

# --- a pack: cover sheets with letters, a log in its own words, a yearly report as an annex -------

PACK = [
    ("h1", "Tanbridge Safeguarding Children Partnership"),
    ("p", "Strategic Board: papers for the meeting on 6 June 2023"),
    ("p", "An invented pack about an invented place."),
    ("h1", "Agenda"),
    (
        "t",
        [
            ["No.", "Agenda item", "Presenter", "Time"],
            ["1", "Apologies and declarations of interest", "Chair", "2.00"],
            ["2", "Minutes of the last meeting", "Chair", "2.05"],
            ["3", "Actions from previous meetings", "Manager", "2.10"],
            ["4", "Yearly report", "Manager", "2.20"],
            ["5", "Review of data", "Analyst", "2.50"],
        ],
    ),
    ("break",),
    ("h1", "Paper A: Minutes of the meeting on 7 March 2023"),
    ("p", "Present: Ida Thorne (Chair), Council; Ravi Oke, ICB; Sgt Cal Munro, Tan Valley Police."),
    ("n", "1.", "Apologies had come from the probation service."),
    ("n", "2.", "The Board agreed that the escalation policy is too long."),
    ("break",),
    ("h1", "Paper B: Actions from previous meetings"),
    (
        "t",
        [
            ["Action no.", "What was agreed", "Who", "By when", "RAG", "Update"],
            ["A17", "Shorten the escalation policy", "Ida Thorne", "1 May 2023", "Green", "Done"],
            ["A18", "Ask dentists to join the network", "Ravi Oke", "30 June 2023", "Amber", ""],
            ["A19", "Count the children out of school", "Analyst", "1 June 2023", "Red", "Late"],
        ],
    ),
    ("break",),
    ("h1", "Paper C: Yearly report 2022/23"),
    ("p", "Purpose: for approval. Author: Partnership Manager."),
    ("p", "The Board is asked to approve the report at Annex 1."),
    ("break",),
    ("p", "Annex 1"),
    ("h1", "Tanbridge Safeguarding Children Partnership"),
    ("h1", "Yearly Report 2022/23"),
    ("h2", "Welcome"),
    ("p", "This report covers April 2022 to March 2023."),
    ("h2", "Our work"),
    ("p", "We had two priorities, harm in the home and harm outside it."),
    (
        "l",
        "What was the challenge?",
        "Health visitors asked why they were not invited to strategy meetings.",
    ),
    (
        "l",
        "What happened?",
        "An invitation now goes to each of them. They were at 41 of 46 meetings.",
    ),
    ("h2", "Learning from the review about Baby Sol"),
    ("p", "The serious case review about Baby Sol was published in May 2022. It taught us that:"),
    ("b", "sleep is part of every visit to a family with a baby;"),
    ("b", "a father who lives elsewhere is a father."),
    ("h2", "Audit: strategy meetings"),
    ("p", "Forty-six meetings were looked at. Findings:"),
    ("b", "Minutes had been sent within two days of 44 of the 46 meetings."),
    ("b", "Schools were missing from half of the meetings in the holidays."),
    ("p", "Actions agreed:"),
    ("b", "The Council will find a way to reach schools in the holidays."),
    ("break",),
    ("p", "Annex 2"),
    ("h1", "What we will spend"),
    ("p", "Spending in 2023/24 will be £140,000."),
    ("break",),
    ("h1", "Paper D: Review of data"),
    (
        "t",
        [
            ["Measure", "Q3", "Q4"],
            ["Contacts", "1,020", "990"],
            ["Referrals", "301", "322"],
        ],
    ),
]
PACK_TRUTH = {
    "held": "2023-06-06",
    "actions": [
        ("A17", "Ida Thorne", "2023-05-01"),
        ("A18", "Ravi Oke", "2023-06-30"),
        ("A19", "Analyst", "2023-06-01"),
    ],
    "agenda": 5,
    "inside": "Tanbridge Safeguarding Children Partnership Annual Report 2022-23",
    "challenge": ["Health visitors asked why"],
    "answer": ["An invitation now goes to each"],
    "learning": [("Baby Sol", "sleep is part of every visit"), ("Baby Sol", "a father who lives")],
    "finding": [
        ("strength", "Minutes had been sent"),
        ("improvement", "Schools were missing from half"),
    ],
    "recommendation": [(None, "The Council will find a way to reach schools", ("Council",))],
    "not_inside": "Spending in 2023/24 will be",
    "most_checks": 0,
}

# --- an audit: no chapter of findings, themes with strengths and areas to develop ------------

AUDIT = [
    ("h1", "Osmere Safeguarding Children Partnership"),
    ("h1", "Thematic audit: Children who harm other children"),
    ("p", "October 2021"),
    ("p", "An invented audit about an invented place."),
    ("h1", "1. Why we did this audit"),
    (
        "p",
        "Schools asked for it. They said that responses differ, and that nobody was sure when a "
        "matter is for the police.",
    ),
    ("h1", "2. Method"),
    (
        "p",
        "We selected eighteen children aged 8 to 15 at random. Seven agencies read their own "
        "records, and a panel moderated the grades in September 2021.",
    ),
    (
        "t",
        [
            ["Grade", "Children"],
            ["Good", "7"],
            ["Requires improvement", "9"],
            ["Inadequate", "2"],
            ["Total", "18"],
        ],
    ),
    ("h1", "3. Recognising harm"),
    ("h2", "Strengths"),
    ("b", "Teachers had named what happened as harm in 16 of the 18 records."),
    ("b", "The children who were harmed were spoken to first, and kindly."),
    ("h2", "Areas for development"),
    ("b", "Five records use ‘experimenting’ of a child who had been forced."),
    ("h1", "4. Planning together"),
    ("h2", "Strengths"),
    ("b", "Where a meeting was held, each agency left with a copy of the plan."),
    ("h2", "Areas for development"),
    ("b", "Only four of the eighteen children had a plan that both schools knew of."),
    ("b", "CAMHS were asked for advice after the plan had been written."),
    (
        "l",
        "Good practice:",
        "A youth worker met one boy each week in the library that he had chosen.",
    ),
    ("h1", "5. Lessons"),
    ("n", "5.1", "Words that make harm smaller make it harder to stop."),
    ("n", "5.2", "A child who harms has nearly always been harmed."),
    ("h1", "6. Recommendations and leads"),
    (
        "t",
        [
            ["Ref", "Recommendation", "Lead agency", "Timescale"],
            [
                "1",
                "Agree one protocol for harm between children, with a flow chart.",
                "Osmere Council Children’s Services",
                "March 2022",
            ],
            [
                "2",
                "Train school leads together with police officers.",
                "Osmere Constabulary and Education Services",
                "June 2022",
            ],
            [
                "3",
                "CAMHS should offer a consultation within ten days.",
                "Osmere CAMHS",
                "April 2022",
            ],
        ],
    ),
    ("h1", "Appendix: questions that auditors asked"),
    ("b", "Was the child who was harmed safe by the end of the day?"),
    ("b", "Did anybody recommend what should happen next?"),
]
AUDIT_TRUTH = {
    "title": "Thematic audit: Children who harm other children",
    "area": "Osmere",
    "subject": "Children who harm other children",
    "published": "2021-10",
    "counted": 18,
    "finding": [
        ("strength", "Teachers had named what happened"),
        ("strength", "The children who were harmed were spoken to"),
        ("improvement", "Five records use ‘experimenting’"),
        ("strength", "Where a meeting was held"),
        ("improvement", "Only four of the eighteen children"),
        ("improvement", "CAMHS were asked for advice after"),
    ],
    "good_practice": ["A youth worker met one boy"],
    "learning": [(None, "Words that make harm smaller"), (None, "A child who harms has nearly")],
    "recommendation": [
        ("1", "Agree one protocol for harm", ("Osmere Council Children's Services",)),
        ("2", "Train school leads together", ("Osmere Constabulary", "Education Services")),
        ("3", "CAMHS should offer a consultation", ("Osmere CAMHS",)),
    ],
    "most_checks": 0,
}
