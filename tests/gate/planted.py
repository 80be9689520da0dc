"""Invented identifiers in awkward spellings, and innocent look-alikes. Everybody here is invented.

Forms are in two halves. ``SEEN`` were looked at while the rules were written; ``HELD_OUT`` were
not, and say how the rules do on spellings nobody had in mind.
"""

# ruff: noqa: E501 - a table of spellings reads best with many to a line
from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

KEY = {
    "Wren Ashby-Cole": "Child A",
    "Jay Ashby-Cole": "Child B",
    "Kieran O'Rourke": "Father",
    "Siân McAllister": "Mother",
    "Zoë Łukaszewska": "Aunt",
    "Mohammed Iqbal Rahman": "Stepfather",
    "Grace Hope": "Grandmother",
    "Will Sharpnell": "Uncle",
    "Dean Oakenshaw": "Neighbour",
    "Moorgate Academy": "School 1",
    "St Bride's Hospital": "Hospital 1",
    "Calderbeck": "Town 1",
    "Fell Lane Surgery": "Practice 1",
}


@dataclass(frozen=True)
class Plant:
    """One identifier: its kind, as it is written, and the sentence it stands in."""

    kind: str
    text: str
    sentence: str
    held_out: bool


# --- numbers with check digits ---------------------------------------------------------------


def nhs(rng: random.Random, valid: bool = True) -> str:
    """Ten figures whose last is, or is not, the check digit."""
    while True:
        digits = [rng.randint(4, 9), *(rng.randint(0, 9) for _ in range(8))]
        check = 11 - sum(d * w for d, w in zip(digits, range(10, 1, -1), strict=True)) % 11
        check = 0 if check == 11 else check
        if check < 10:
            last = check if valid else (check + rng.randint(1, 9)) % 10
            return "".join(map(str, [*digits, last]))


def upn(rng: random.Random) -> str:
    """A letter, an authority, a school, a year, a serial: the letter is the check."""
    letters = "ABCDEFGHJKLMNPQRTUVWXYZ"
    rest = f"{rng.choice([380, 381, 382, 383, 936])}{rng.randint(1000, 9999)}{rng.randint(10, 24)}{rng.randint(0, 999):03d}"
    total = sum(int(d) * w for w, d in enumerate(rest, 2))
    return letters[total % 23] + rest


def nino(rng: random.Random) -> str:
    """Two letters, six figures, a letter."""
    front = rng.choice(["AB", "CE", "HJ", "JK", "LM", "PR", "SY", "WE"])
    return f"{front}{rng.randint(0, 999999):06d}{rng.choice('ABCD')}"


def grouped(text: str, *sizes: int, sep: str = " ") -> str:
    """Cut into groups."""
    out, at = [], 0
    for size in sizes:
        out.append(text[at : at + size])
        at += size
    return sep.join(out)


Form = Callable[[random.Random], str]
# kind -> (seen forms, held-out forms, sentences)
NAME_SENTENCES = ("{} was seen by the health visitor.", "Staff spoke with {} at home.")


def _fixed(*texts: str) -> list[Form]:
    return [lambda _rng, text=text: text for text in texts]


FORMS: dict[str, tuple[list[Form], list[Form], tuple[str, ...]]] = {
    "name": (
        _fixed(
            "Wren Ashby-Cole", "WREN ASHBY-COLE", "wren ashby-cole", "Wren", "Ashby-Cole", "Ashby",
            "Wren's", "ASHBY-COLE, Wren", "W. Ashby-Cole", "W Ashby-Cole", "O'Rourke", "O’Rourke",
            "ORourke", "Kieran O Rourke", "Kieran\u00a0O'Rourke", "Kie\u200bran", "Kie\u00adran",
            "Sian McAllister", "SIÂN MCALLISTER", "Mc Allister", "Zoe Lukaszewska", "Zoё Lukaszewska",
            "Мohammed Rahman", "Muhammad Rahman", "Mohammed I. Rahman", "Rahman, M.", "M. I. Rahman",
            "Jay Ashby Cole", "Mrs Hope", "Grace Hope", "Grace's mother", "Will Sharpnell", "Sharpnell",
            "Dean Oakenshaw", "Oakenshaws", "Wren\nAshby-Cole",
        ),
        _fixed(
            "W.A-C.", "AshbyCole", "Ashby\u2010Cole", "Ashby – Cole", "Ｗｒｅｎ", "W r e n", "K-i-e-r-a-n",
            "Kieran O'Rourk\u0435", "KIERAN O`ROURKE", "K O'Rourke", "O'Rourke K", "Kieran O.", "K. O'R.",
            "Siàn MacAllister", "McAllister's", "S. MacAllister", "Zo\u0308e Łukaszewska", "Lukaszewska Zoe",
            "Mohamed Iqbal-Rahman", "Mohammed Rahmans", "Iqbal", "G. Hope", "HOPE, Grace", "Grace M. Hope",
            "0akenshaw", "Oakensh@w", "Oakensaw, Dean", "dean oakenshaw", "Sharpnell-Jones", "Sharp\u200dnell",
            "Kiér\u0301an", "Wrеn", "Jаy Аshby", "W.\u00a0Ashby-Cole", "KieranORourke", "kieran.orourke",
        ),
        NAME_SENTENCES,
    ),
    "place": (
        _fixed("Moorgate Academy", "MOORGATE ACADEMY", "Moorgate", "St Bride's Hospital", "St. Brides Hospital",
               "Calderbeck", "Calderbeck's"),
        _fixed("Saint Bride’s", "St Bride\u2019s Hosp", "moorgate academy", "Caldеrbeck", "Calder\u00adbeck",
               "Fell Lane", "Fell\u00a0Lane Surgery"),
        ("The child went to {} from the spring.", "A worker from {} rang."),
    ),
    "nhs_number": (
        [
            nhs,
            lambda r: grouped(nhs(r), 3, 3, 4),
            lambda r: grouped(nhs(r), 3, 3, 4, sep="-"),
            lambda r: "NHS No: " + nhs(r, valid=False),
            lambda r: "NHS number " + grouped(nhs(r), 3, 3, 4, sep="\u00a0"),
            lambda r: grouped(nhs(r), 3, 3, 4, sep="\u2011"),
        ],
        [
            lambda r: grouped(nhs(r), 3, 3, 4, sep="."),
            lambda r: " ".join(nhs(r)),
            lambda r: grouped(nhs(r), 3, 3, 4, sep="\n"),
            lambda r: "N.H.S. no. " + grouped(nhs(r, valid=False), 3, 3, 4),
            lambda r: grouped(nhs(r), 3, 3, 4, sep="\u2009"),
            lambda r: "NHS#" + grouped(nhs(r), 5, 5),
            lambda r: "\u200b".join(grouped(nhs(r), 3, 3, 4)),
            lambda r: nhs(r).translate({48 + n: 0xFF10 + n for n in range(10)}),
        ],
        ("The record gave {} for the baby.", "Entry: {}."),
    ),
    "upn": (
        [upn, lambda r: upn(r).lower(), lambda r: "UPN: " + upn(r), lambda r: grouped(upn(r), 1, 3, 4, 5)],
        [lambda r: grouped(upn(r), 1, 3, 4, 2, 3, sep="-"), lambda r: "Unique Pupil Number " + upn(r),
         lambda r: "UPN " + "Z" + upn(r)[1:], lambda r: grouped(upn(r), 4, 4, 5)],
        ("School records show {} in Year 2.",),
    ),
    "date_of_birth": (
        _fixed("DOB: 14/03/2021", "born on 14 March 2021", "date of birth 14.3.21", "D.O.B. 2021-03-14",
               "born 14th of March, 2021"),
        _fixed("d.o.b 14-Mar-21", "(dob 14 03 2021)", "birthday is 14 March", "born on the fourteenth of March 2021",
               "DoB – 14/3/21", "Born: Sunday, March 14th 2021", "date of birth: 14032021"),
        ("The child was {} in the referral.",),
    ),
    "exact_date": (
        _fixed("22 May 2019", "22/05/2019", "22nd May 2019", "2019-05-22", "22.05.19", "May 22, 2019",
               "Wednesday 22 May 2019", "22-05-2019", "22 May"),
        _fixed("22nd of May '19", "the twenty-second of May 2019", "22\u00a0May\u00a02019", "22 / 05 / 2019", "22-May-2019",
               "Wed 22nd May", "2019/05/22", "22–05–2019", "22\u2024 05\u2024 2019", "22.v.2019", "20190522", "3 and 4 June 2019"),
        ("He was taken to hospital on {} after a fall.", "On {} police attended."),
    ),
    "postcode": (
        _fixed("LS14 6AB", "ls14 6ab", "LS146AB", "M1 1AE", "EC1A 1BB", "W1A 0AX", "LS14\u00a06AB"),
        _fixed("ls146ab", "LS14-6AB", "L S 1 4  6 A B", "postcode LS14", "postcode area BD5", "LS14 6**", "LS14\n6AB",
               "Ls14 6Ab", "ＬＳ１４ ６ＡＢ", "in the LS14 area", "LS1 OAB"),
        ("The family lived at {} then.",),
    ),
    "telephone": (
        _fixed("07700 900123", "0113 496 0123", "(01632) 960123", "+44 7700 900123", "+44 (0)7700 900 123",
               "07700900123", "020 7946 0958", "0113 4960 123 ext 4"),
        _fixed("07700-900-123", "07700.900.123", "0044 7700 900123", "0 7 7 0 0 9 0 0 1 2 3", "O77OO 9OO123", "07700/900123",
               "01632\u00a0960\u00a0123", "oh double seven double oh nine double oh one two three", "(+44) 1632 960 123",
               "07700 900 1\u200b23", "tel 960123", "0113\u20114960\u2011123"),
        ("Her number was {} at the time.", "Contact by text: {}."),
    ),
    "email": (
        _fixed("k.orourke77@mail.example", "K.OROURKE@MAIL.EXAMPLE.COM", "name at example dot org", "kez [at] example [dot] com"),
        _fixed("kez(at)example.org", "kez @ example . com", "kez＠example.com", "kez AT example DOT co DOT uk",
               "kez_77 at mail.example.com", "kez{at}mail{dot}com", "<kez@mail.example>"),
        ("He wrote from {} twice.",),
    ),
    "vehicle": (
        _fixed("AB12 CDE", "AB12CDE", "ab12cde", "A123 BCD", "ABC 123D", "JIZ 1234"),
        _fixed("AB-12-CDE", "AB 12 CDE", "vehicle reg A1 BCD", "car registration number ABC 1D", "ab12 cde, a blue van",
               "number plate K9 WRN", "YOI 4321", "ＡＢ１２ ＣＤＥ"),
        ("Officers stopped a car, {} near home.", "The van {} was outside."),
    ),
    "national_insurance": (
        [nino, lambda r: grouped(nino(r), 2, 2, 2, 2, 1), lambda r: nino(r).lower()],
        [lambda r: grouped(nino(r), 2, 2, 2, 2, 1, sep="-"), lambda r: "NI number " + nino(r)[:8],
         lambda r: "National Insurance: QQ 12 34 56 C", lambda r: grouped(nino(r), 2, 2, 2, 2, 1, sep="\u00a0")],
        ("Benefits were paid to {} from then.",),
    ),
    "case_reference": (
        _fixed("ZC16C00123", "CAD 1234 of the day", "crime reference 13/4821/22", "LCS 123456", "Mosaic ID 987654"),
        _fixed("case no. LS21P00456", "police log number 0417", "URN 13CY/1234/16", "Liquidlogic ref: 4455667", "Crime ref: 13230456789",
               "custody record 44AB/1021/22", "hospital number X1234567", "ZC 16 C 00123", "[2021] EWFC 112", "CAD 345-22MAY19"),
        ("It was recorded under {} in the notes.",),
    ),
    "address": (
        _fixed("14 Alder Street", "Flat 3, Harrow Court", "22B Moss Lane", "7 Kestrel Close"),
        _fixed("14, Alder St.", "no. 14 alder street", "flat 3b", "Apartment 12 Mill House", "14-16 Alder Road", "fourteen Alder Street",
               "PO Box 442", "ALDER STREET NO 14, FLAT 2"),
        ("They moved to {} that winter.",),
    ),
    "ip": (_fixed("192.168.14.77"), _fixed("2001:db8:85a3::8a2e:370:7334", "IP address 10.0.0.4"), ("Messages came from {} at night.",)),
    "url": (
        _fixed("https://www.facebook.com/kez.orourk", "instagram.com/kez_ash", "Snapchat: kez_ash09", "@kez_ash09"),
        _fixed("tiktok.com/@kezzy", "username kezzaboy07", "gamertag KezzaBoy_07", "www.justgiving.com/fundraising/for-wren",
               "Insta kez.ash.09", "http://kezblog.example/wren"),
        ("Posts by {} were found.",),
    ),
    "bank": (
        _fixed("sort code 12-34-56", "account number 12345678", "GB29 NWBK 6016 1331 9268 19"),
        _fixed("s/c 12 34 56", "a/c no: 1234 5678", "12-34-56 12345678", "4111 1111 1111 1111"),
        ("Money went to {} each week.",),
    ),
    "gps": (
        _fixed("53.79964, -1.54912", "SE 29834 33612"),
        _fixed("53°47'59\"N 1°32'57\"W", "///filled.count.soap", "lat 53.79964", "grid reference SE298336", "53.7996N, 1.5491W"),
        ("The phone was at {} then.",),
    ),
    "rare_condition": (
        _fixed("osteogenesis imperfecta", "Prader-Willi syndrome", "phenylketonuria", "Ehlers Danlos"),
        _fixed("PRADER WILLI", "Osteogenesis\u00a0Imperfecta", "methylmalonic acidemia", "Zonkel-Hartwig syndrome", "brittle bone disease",
               "Duchenne's", "haemophilia A"),
        ("The baby has {} and saw a specialist.",),
    ),
    "family_shape": (
        _fixed("triplets", "one of seven siblings", "youngest of nine", "her twin brother", "sibling group of six"),
        _fixed("five older sisters", "the sixth child", "a mother of eight", "TRIPLETS", "eldest of 7", "identical\u00a0twins", "thirteen-year-old mother",
               "her mother, who had six children"),
        ("Workers knew the child as {} in the home.",),
    ),
}  # fmt: skip

INNOCENT = (
    "Section 47 enquiries began.", "A section 20 agreement was signed.", "Working Together 2018 was followed.",
    "See Working Together to Safeguard Children 2023, chapter 4.", "ISBN 978-0-11-372345-1 is the handbook.",
    "ISBN 0113723458 is out of print.", "The catalogue lists 4820193756 items codes.", "Form 1234567890 was used.",
    "Staff had Level 3 training.", "A reply is due in 20 working days.", "The M25 was closed.", "They drove along the A2 road.",
    "Records move by GP2GP.", "May staff ask for help? They may.", "Practice may improve.", "Everybody will attend.",
    "A grace period of ten days applies.", "Grace period rules changed.", "We hope that this helps.", "There is hope for change.",
    "Hope that change would last was voiced.", "It was a sharp fall.", "The dean of the faculty spoke.", "Ward 5 was full.",
    "Young people said so.", "The Children Act 1989 applies.", "Keeping Children Safe in Education 2024 says so.",
    "The rate rose from 3% to 5%.", "In May 2021 the plan changed.", "By spring 2019 it was better.", "The 2018-19 report counts them.",
    "The year 2019/20 saw a rise.", "Key stage 2 results rose.", "KS2 and KS3 pupils were asked.", "Year 11 pupils were asked.",
    "It happened in Q3 2022.", "The standard is ISO 9001:2015.", "Version 2.1.4 of the tool is used.",
    "See paragraph 4.3.2.1 of the report.", "The budget was £1,234,567.", "Some 12,345 contacts were made.",
    "Call 999 in an emergency.", "Ring Childline on 0800 1111.", "The NSPCC helpline is 0808 800 5000.", "Dial 101 for police.",
    "NHS 111 gave advice.", "Guidance is at https://www.gov.uk/government/publications/working-together.",
    "See learning.nspcc.org.uk for more.", "Look at gov.uk for guidance.", "Meet at 3pm or 15:30.", "A score of 12/20 was given.",
    "It took 24/7 cover.", "The ratio was 1:4.", "Regulation 44 visits took place.", "Charity number 1096012 is ours.",
    "The Down's syndrome nurse attended.", "Parkinson's disease was in the family history.", "Stockholm syndrome was suggested.",
    "Sudden infant death syndrome is rare.", "Twin-track planning was used.", "A twin track approach was agreed.",
    "The first child protection conference met.", "Family Court hearings were delayed.", "The 3 Court orders were read.",
    "Two-thirds of plans were late.", "There were 47 children on plans.", "Six children's services teams met.",
    "Recommendation 5.2 was accepted.", "Finding 3 cites recommendation 1.1.", "A Level 2 response was right.",
    "Vitamin B12 was given.", "The E3 form was used.", "COVID-19 closed schools.", "The CP3A form was late.", "SW1 and HV2 shared notes.",
    "Child A and Child B lived with Mother.", "The JTAI in 2023 said so.", "CIN 2019 data were used.", "The reference 0300/2021 is a circular.",
    "Document ref DFE-00195-2018 applies.", "At 9am on Mondays the panel meets.", "One parent worked nights.", "Her Majesty's Inspectors came.",
    "The Hall of Residence shut.", "Art therapy helped.", "Frank conversations were needed.", "The summer term began.", "Mark schemes were shared.",
)  # fmt: skip


# --- a harder set, with other people and places -----------------------------------------------

HARDER_KEY = {
    "Maisie Thornbury": "Child M",
    "Dr Anil Kapoor": "GP 1",
    "Jean-Luc O'Connor": "Father",
    "Ana de Souza": "Mother",
    "Bartłomiej Wiśniewski": "Stepfather",
    "Oakfield Primary School": "the primary school",
    "Thurlby Bridge": "a northern town",
    "Llywelyn ap Rhys": "Uncle",
    "Chidinma Okonkwo-Bell": "Child N",
    "St. Aidan's C of E Junior School": "School B",
    "Nguyen Thi Lan": "Neighbour",
    "Elizabeth Farrow": "Gran",
    "Ward 27": "a ward",
    "Harrogate Road Health Centre": "Clinic",
}
HARDER: dict[str, tuple[str, ...]] = {
    'name': ('Maisie T.', 'MAISIE THORNBURY', 'Thornbury, M', 'Ms. Thornbury', 'Maisie-Thornbury', "M. Thornbury's", 'Kapoor', 'Dr. A. Kapoor', 'Anil', 'Jean Luc', 'JeanLuc O Connor', "O'connor", "J-L O'Connor", "J.L. O'Connor", 'Jean-Luc', 'de Souza', 'A de Souza', 'DeSouza', 'Desouza', 'Bartlomiej Wisniewski', 'Wiśniewski', 'B. Wisniewski', 'ap Rhys', 'L. ap Rhys', 'Rhys', 'Okonkwo', 'Okonkwo Bell', 'Chidinma', 'C. Okonkwo-Bell', 'Nguyen', 'Liz Farrow', 'Lizzie', 'Beth Farrow', 'E Farrow', 'the Farrows', 'Maisie Thornberry', 'Masie Thornbury', 'Mai sie', 'Thorn-\nbury', 'M\u200baisie',),
    'place': ('Oakfield', 'OAKFIELD PRIMARY', 'Oakfield Prim. School', 'Oak field Primary School', 'Thurlby Bridge', 'Thurlby-Bridge', 'Thurlby', 'St Aidans', "Saint Aidan's", 'St Aidan’s CofE Junior School', 'Ward 27', 'Harrogate Road Health Centre',),
    'exact_date': ('Christmas Day 2019', '2019-05-22T14:30', '22MAY2019', 'Boxing Day 2018', 'week commencing 20 May 2019', '20–24 May 2019', '2021.03.14', '14/III/2021', "New Year's Eve 2018", 'the 3rd of May', 'Thursday 23rd', 'on 22/5', '14th March', '14ᵗʰ March 2021', 'l4/03/2021', '14 Maerch 2021',),
    'telephone': ('+44 113 496 0123', '0113-496-0123', '(0113) 4960123', '01134960123', 'Tel. 496 0123', '447700900123', '+353 1 234 5678', 'phone: 7700 900123', '07700 900 123/124', '07700 [900] 123', 'zero seven seven zero zero, nine zero zero, one two three',),
    'email': ('kez dot ash at example dot com', 'kez_ash[at]example[dot]co[dot]uk', 'KEZ.ASH@EXAMPLE.ORG.UK',),
    'vehicle': ('AB 12CDE', 'reg ab 12 cde', 'ab12-cde', 'Reg: P8 LMN', 'W474 KXP', 'w474kxp', 'LNX 482P', 'FIG 4821', 'number plate "KEZ 1"',),
    'postcode': ('LS 14 6AB', 'LS14 6 AB', 'NM4 7QZ', 'nm4 7qz', 'post code NM4', 'BFPO 57', 'SW1A 2AA',),
    'nhs_number': ('NHS No 999 123 4567', 'nhs: 999-123-4567', 'NHS number is 999 1234567', 'NHS Number (999 123 4567)',),
    'upn': ('UPN is A999 2345 67890',),
    'national_insurance': ('NINO QQ123456C', 'NI no. AB 12 34 56',),
    'case_reference': ('driving licence MORGA657054SM9IJ', 'NMC PIN 98I1234E', 'GMC number 7654321', 'passport 123456789', 'incident number 20190522-0417', 'case ref: NM/CS/2019/0042', 'crime no 06CC/12345/19', 'EMIS no 12345', 'LCS ID: 44321', 'court case number ZE19C00456',),
    'address': ('14 Alder St, Northmoor', 'Rose Cottage, Mill Lane', '17 the crescent', '2/4 Harrow Place', 'Flat A, 9 Moss Lane', 'Unit 4 Kestrel Court', 'house number 14',),
    'url': ('fb.com/kez.orourke', '@kezza_07', 'x.com/kez', 'on Snapchat as kezash09',),
    'ip': ('IP 81.2.69.142', '81.2.69.142',),
    'bank': ('sort code: 20-45-67', 'acct no. 31926819', '20-45-67 / 31926819',),
    'gps': ('53.7997, -1.5492', 'lat: 53.7997 long: -1.5492', '53° 47\' 59" N, 1° 32\' 57" W', 'SE298336',),
    'rare_condition': ('cystic fibrosis', '22q11 deletion', 'PKU', "Angelman's", 'haemolytic uraemic syndrome', 'Sanfilippo', 'trisomy 18', 'Turner’s syndrome',),
    'family_shape': ('quads', 'one of a set of triplets', 'only girl of seven', 'two sets of twins', 'second of eight children', 'a family with seven children', '7 siblings', 'eleven children in the household', 'pregnant with her seventh child', 'youngest of six', 'the fifth of nine',),
}  # fmt: skip
HARDER_INNOCENT = (
    'Section 11 audit', 'S.47 enquiry', 's20 arrangement', 'Sec 17 assessment',
    'the Children and Social Work Act 2017', 'Regulation 5 of the 2006 Regulations',
    'Working Together (2023), page 94', 'Article 8 ECHR', 'R v Smith [1999] 2 AC 1', 'Public Law Outline',
    'Form C110A', 'EHCP for pupils aged 0-25', 'a 0-19 service', 'Band 7 nurse', 'Grade 8a post', 'Level 2 course',
    'Tier 4 bed', 'NICE guideline NG76', 'NICE CG89', 'QS179', 'DfE-00228-2023', 'Cm 5730', 'HC 401', 'SI 2018/789',
    'ISSN 1234-5678', 'ISBN-13: 9781786550439', 'doi:10.1016/j.chiabu.2019.104120', 'ORCID 0000-0002-1825-0097',
    'the 2011 census', '2019-20 financial year', 'between 2015 and 2019', 'by autumn 2022', 'in Q1 2021-22',
    'the spring term 2019', 'on Mondays', 'at 10.30am', '14:30 to 16:00', 'within 15 working days', 'within 24 hours',
    '72-hour review', '6-week check', '12-month plan', 'every 28 days', 'a 1:2 ratio', '3 in 10', '25%',
    '£12.50 an hour', '£4.2m', '1,204 referrals', 'Phase 2', 'Objective 3.2', 'Appendix B', 'Figure 4', 'Table 12',
    'Chapter 3', 'para 5.10', 'paragraph 12.4.1', 'Recommendation 7', 'Action 4.1', 'Priority 1', 'Theme 2',
    'B12 deficiency', 'vitamin D3', 'H1N1', 'HbA1c 48', 'BMI 32', 'O2 saturation', '4x4 grid', 'A4 paper', 'MP3',
    'M62 corridor', 'the A1 closed', 'the B6265 road', 'J42 of the M62', 'Platform 9', 'Room 101', 'Gate 4',
    'E5 paper', 'C1 class', 'Windows 11', 'Microsoft 365', 'Office 2019', 'PDF/A-1b', 'UTF-8', 'Wi-Fi 6',
    'GDPR Article 6(1)(e)', 'DPA 2018 Schedule 2', 'Freedom of Information Act 2000', 'Ofsted URN 80434',
    'UKPRN 10007799', 'Companies House 01234567', 'charity no. 216401', 'VAT GB 123 4567 89', 'PO number 4500012345',
    'invoice 20230417', 'ref RR040', 'RR157', 'Report 2021/14', 'Version 3.2.1', 'v1.4', 'draft 2', 'Down syndrome',
    "Down's Syndrome", "Parkinson's disease", 'foetal alcohol syndrome', 'acute respiratory distress syndrome',
    'coronavirus disease', 'heart disease', 'mental illness', 'twin-track', 'Twin Hills', "five children's homes",
    "six children's centres", 'seven schools', 'nine families in need services', 'eight agencies',
    'the family of six health trusts', 'family of services', 'with good grace', 'will power', 'free will',
    'last will and testament', 'high hopes', 'in the hope of', 'salt marsh', 'marsh land', 'oak field', 'maisonette',
    'Mayor', 'May Day', 'May half term', '1 May bank holiday', 'the month of May', 'may 2 or 3 times', 'March past',
    'a long march', 'in Sept', 'Jan to Mar', 'call 101', 'dial 999', 'text 85258', 'SHOUT to 85258',
    'Samaritans 116 123', 'NHS 111', '0800 1111', '0808 800 5000', 'help@nspcc.org.uk',
    'www.gov.uk/childrens-services', 'https://www.legislation.gov.uk/ukpga/1989/41/section/47',
    'look at the policy at home', 'meet at work dot points', '@ 3pm', '@home scheme', '50 @ £2', 'sort by code 12',
    'account for 12345 hours', 'number 10 Downing Street', '10 Downing Street', 'Sesame Street',
    'Court Road project team', 'High Street shops', 'Family Court', 'The Close family', '12 Close contacts',
    '20 Way markers', '2 Park runs', 'Flat rate', 'apartment living', 'unit 3 of the course', 'plot 2 lines',
)  # fmt: skip


def plants(seed: int = 7) -> list[Plant]:
    """Every form once, in a sentence of its own."""
    rng = random.Random(seed)
    return list(_plants(rng))


def _plants(rng: random.Random) -> Iterator[Plant]:
    for kind, (seen, held_out, sentences) in FORMS.items():
        for forms, is_held_out in ((seen, False), (held_out, True)):
            for form in forms:
                text = form(rng)
                yield Plant(kind, text, rng.choice(sentences).format(text), is_held_out)
