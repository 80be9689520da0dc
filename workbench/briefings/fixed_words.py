"""The workbench's own words in briefings, all in one place.

``PATTERNS`` are the words around facts; each ``{}`` holds one value of a record. ``OWN`` are
sentences that stand on no source. A briefing may say nothing of its own that is not here.
"""

from __future__ import annotations

# What ``themes.echoes.with_outcomes`` says where no action answers a recommendation.
NO_ACTION = "No action is recorded for the earlier one."

PATTERNS = {
    # --- of a review
    "is_a_by": "This is a {} by {}.",
    "is_a_by_the": "This is a {} by the {}.",
    "is_a": "This is a {}.",
    "published": "It was published on {}.",
    "published_month": "It was published in {}.",
    "covers": "It covers {}.",
    "looked_at": "It looked at {}.",
    "visited": "Inspectors visited from {}.",
    "visited_month": "Inspectors visited in {}.",
    "people": "It took account of the experiences of {} children.",
    "answer_due": "A written answer is due by {}.",
    "answer_was_due": "A written answer was due by {}.",
    "answer_terms": "An action plan is due {}.",
    "look_again": "Read {} again: which would a family say is true of us?",
    "question": "{}",
    "whole_report": "The whole report: {}",
    # --- counts
    "reviews_found": "It was found in {}, {}.",
    "passages_found": "{} of it: {}.",
    "named_in_one": "This is made from {} that names this agency or speaks of its service in its "
    "area.",
    "named_in": "This is made from {} that name this agency or speak of its service in its area.",
    "year_in_short": "In the year {}, {} completed and {} under way.",
    "actions_in_short": "{} for this year: {}.",
    "year_found": "{}",
    "count": "{}",
    "most_found": "The theme most often found is “{}”, in {}.",
    # --- of a board paper and of tables
    "decide": "Accept the {}, and agree an owner and a day for each.",
    "answer": "Answer the {} that the report asks, with an owner for each.",
    "act_on": "Agree who acts on the {} for improvement, and by when.",
    "due_within": "within {} working days of receipt",
    "unowned": "Name an owner for {}: the report gives none.",
    "value": "{}",
    "purpose": "This paper brings the report “{}” to the board, so that it can agree who acts, "
    "by when, and how the board will know.",
    "what_became": "{}",
    "meaning": "{}",
    "status": "{} ({}).",
}

OWN = {
    "recognise": "Which of these findings do you recognise in our own work?",
    "one_thing": "What one thing will we do differently from this week, and who will see to it?",
    "notice": "How will a child or family notice the difference?",
    "ask_today": "Which child on my caseload does this make me think of?",
    "ask_missing": "What do I not know about that child, and who could tell me?",
    "ask_supervision": "What will I bring to supervision?",
    "inspection_story": "This was an inspection of services. It does not tell the story of one "
    "child.",
    "a_voice": "Somebody who uses these services said:",
    "read_more": "To read",
    "who_to_ask": "Whom to ask",
    "how_known": "How we will know",
    "no_contacts": "Ask your own safeguarding lead.",
    "know_by": "Agree in your team what you would see or hear in six months if this had changed, "
    "and who will look.",
    "asks_questions": "The report makes no recommendations. It asks the board questions, and these "
    "are some of them:",
    "read_whole": "Please read the whole report: practice may have moved on since.",
    "tell_us": "Tell us what your team decided, so that we can see whether it made a difference.",
    "no_good_practice": "The report does not list good practice apart. Look for it as you read.",
    "nothing_well": "Nothing that these reports praise by itself was found on this theme.",
    "no_findings": "No findings could be read in this report.",
    "no_asks_across": "No recommendation on this theme could be read in these reports.",
    "nothing_short": "Nothing that fell short could be read on this theme in these reports.",
    "short_not_quoted": "What is counted above as falling short is told in passing or not plainly, "
    "so it is not quoted here.",
    "decide_one_thing": "The report asks nothing of single practitioners. Talk with your manager "
    "about what it found, and decide one thing that you will do from this week.",
    "no_asks": "No recommendations could be read in this report.",
    "no_asks_but_improvements": "The report makes no recommendations: it says what needs to "
    "improve (part 3). Agree in your team who does what, and by when.",
    "no_story": "The report’s account of what happened could not be read. Please see the report.",
    "to_improve": "What inspectors said needs to improve",
    "needs_to_improve": "The report says that these need to improve:",
    "needs_improving": "what needs to improve",
    "make_sure": "The report asks services to make sure of this:",
    "reports_ask": "The reports ask for this, each in its own words:",
    "make_sure_yours": "You are asked to make sure of this:",
    "no_shared": "None of the recommendations is shared with others.",
    "no_alone": "None of the recommendations is for this agency alone.",
    "none_short": "Nothing that fell short was found that names this agency or is coded to it.",
    "not_named": "No finding names this agency or is coded to it.",
    "not_said_before": "No earlier recommendation that says the same could be found.",
    "matched_by_words": "These were matched by how alike they are. Read both before you say that "
    "the same was asked before.",
    "as_above": "The same as in the row above.",
    "no_action_recorded": "No action is recorded for any of the earlier ones.",
    "agency_next_1": "Take this briefing to your safeguarding lead and agree who answers for "
    "each recommendation.",
    "agency_next_2": "Tell the partnership what you will do, by when, and how you will know "
    "that it changed something for children.",
    "agency_next_3": "Where something was asked before, say what is different this time.",
    "theme_question_1": "Where do we see this in our own work, and where do we do it well?",
    "theme_question_2": "What was tried after earlier reviews, and why did it not last?",
    "theme_question_3": "What would a child or parent say has changed?",
    "stands_on_suggestions": "Some of what is counted was suggested by the workbench and not "
    "yet decided by a person: look before you quote a number.",
    "stands_on_people": "All that is counted was coded by people.",
    "few_reviews": "With so few reports the numbers say where to look, not how common something "
    "is.",
    "board_asked_1": "Accept the findings, or say which it does not accept and why.",
    "board_asked_2": "Agree who does what, and by when, in answer to the findings.",
    "board_asked_3": "Say how it will know that children’s experience has changed, and when it "
    "will test that again.",
    "board_asked_4": "Agree what is published, when, and how families and staff hear of it.",
    "costs_not_told": "The report does not say what its recommendations cost. Each owner is asked "
    "to say what its actions need in money and people’s time, and who pays.",
    "costs_told": "This is what the report says of money, staff and time. Each owner is asked to "
    "say what its actions cost, and who pays.",
    "risk_overdue": "The day by which an answer is due has passed.",
    "risk_no_owners": "The report names no owner for its recommendations: until the board does, "
    "nobody has to act.",
    "questions_not_asks": "The report makes no recommendations. It asks the board these questions; "
    "each needs an answer with an owner.",
    "improvements_not_asks": "The report makes no recommendations. It lists what needs to improve; "
    "each point needs an owner.",
    "no_matters": "The report lists neither recommendations nor questions that could be read. The "
    "board decides what it does about the findings.",
    "purpose_decision": "For decision: what is asked, who owns it and by when.",
    "purpose_assurance": "For assurance: what became of what was recommended before.",
    "purpose_information": "For information: the findings and what is to come.",
    "risk_again": "What was recommended before has been found again: the same answer may fail "
    "again.",
    "risk_no_owner": "A recommendation without an owner is likely to be done by nobody.",
    "risk_no_recommendation": "A finding that led to no recommendation can be lost. That is so "
    "here:",
    "no_risk": "No recommendation is without an owner, and none could be seen to have been made "
    "before. The board may wish to add the risk that what is agreed is not done in time.",
    "risk_not_done": "What is asked here is not put as recommendations, and can go without an "
    "owner or a day.",
    "no_equality": "The report says nothing of identity, ethnicity, disability or poverty that "
    "could be read. The board may wish to ask why.",
    "next_owner": "Each owner writes down what it will do, by when, and how it will be known.",
    "next_share": "The seven-minute briefing and the agencies’ own briefings go to teams.",
    "next_test": "The effect is tested again after the actions are done, and the date is set now.",
    "due_passed": "at once: the day has passed",
    "due_not_set": "to be agreed",
    "owner_not_named": "to be agreed",
    "none_this_year": "None in this year.",
    "no_learning": "No learning from these reviews could be read.",
    "no_actions": "No actions could be read for this year.",
    "no_impact": "No difference to children’s lives is recorded for this year. What was done is "
    "not the same as what changed.",
    "activity_is_not_impact": "What was done and what difference it made are told apart here.",
    "what_we_did": "What was done",
    "what_changed": "What difference it made",
    "for_everyone": "For everyone who works with children and families",
    "for_the_board": "For the board",
    "for_no_one": "Owner to be agreed",
}
