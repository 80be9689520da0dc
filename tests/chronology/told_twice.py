"""Invented pairs of rows by two agencies of one day: one event told twice, or two events.

Written to measure the matching, not by it: half were never looked at while it was tuned.
"""

# ruff: noqa: E501 - pairs of invented rows read best on one line each

ONE_EVENT = [
    ("Officers attended after a call from a neighbour about shouting. Mother had a bruised arm.", "Notified by police of a disturbance at the home; mum's arm was bruised."),
    ("Child fell from a bed and has a fractured clavicle, seen in A&E.", "Attended emergency department with broken collar bone after fall from bed."),
    ("Mother took an overdose of paracetamol and was admitted.", "Call from the hospital: Mum on the ward after taking tablets."),
    ("Home visit. House dirty, no food in the fridge, dog faeces in the hallway.", "Joint visit to the home with the housing officer: very poor conditions, animal mess, empty fridge."),
    ("Missed speech and language appointment.", "Letter: not brought to speech therapy."),
    ("Father arrested for breach of the non-molestation order.", "Police told us Dad is in custody because he breached his order."),
    ("Strategy meeting held by telephone.", "Took part in strategy discussion by phone."),
    ("Core group held at the school. Mother did not come.", "Core group meeting; Mum absent."),
    ("Jay told his teacher that he sleeps on the sofa because men stay over.", "School rang: Jay says he has to sleep on the settee when men stay."),
    ("Eviction notice served for rent arrears of 1,900 pounds.", "Mother rang upset, she has been given notice to leave because of arrears."),
    ("Baby weighed, has lost 200 g since last week.", "Health visitor rang worried about weight loss of baby."),
    ("Found wandering on the ring road in pyjamas, returned home by patrol.", "Police notification: child found alone on the main road in night clothes."),
    ("Mother disclosed she is using heroin again.", "Drug worker informs us of mum's relapse on heroin."),
    ("Dog bite to the hand, cleaned and dressed.", "Treated for a bite to the hand by the family dog."),
    ("Initial child protection conference: made subject to a plan for neglect.", "Attended ICPC. Plan under the category of neglect."),
    ("Toddler scalded by tea, burn to the chest, transferred to burns unit.", "Ambulance took the toddler to hospital with scald to chest from hot drink."),
    ("Mother refused entry to the workers at the door.", "Tried to visit with social worker; Mum would not let us in."),
    ("Reported missing by foster carer at 22:00, returned at 01:30.", "Missing overnight from placement, came back in the early hours."),
    ("Disclosure that stepfather touched her on the leg under her clothing.", "She told the school nurse about sexual touching by stepdad."),
    ("Medical examination: four fingertip bruises on the upper arm.", "Child protection medical carried out; bruises on arm look like finger marks."),
    ("Mother brought Wren with a fever and a rash, prescribed antibiotics.", "GP saw Wren with rash and high temperature."),
    ("Supervised contact ended early because Father smelt of alcohol.", "Contact centre stopped contact as Dad had been drinking."),
    ("Stabbed in the thigh outside the shopping centre; taken to major trauma centre.", "Admitted with a stab wound to the leg."),
    ("Grandmother asked for help as she can no longer manage.", "Nan rang, at the end of her tether, asks for support."),
]  # fmt: skip

TWO_EVENTS = [
    ("Officers attended after a call from a neighbour about shouting.", "Routine eye test for Jay, glasses prescribed."),
    ("Baby had first immunisations.", "Rent arrears letter sent."),
    ("Missed speech and language appointment.", "Mother collected Jay from school late."),
    ("Father arrested for theft of a bicycle.", "Mother registered with new GP practice."),
    ("Home visit by health visitor, baby feeding well.", "Boiler repaired by contractor."),
    ("Core group held at the school.", "Wren seen in audiology, hearing normal."),
    ("Strategy meeting held by telephone.", "Jay awarded a certificate for reading."),
    ("Mother attended parenting course, week three.", "Noise complaint from upstairs flat."),
    ("Toddler scalded by tea.", "Father reported his car stolen."),
    ("Referral received from school about neglect.", "Dental check, two teeth extracted."),
    ("Depot injection given to mother.", "Jay excluded for two days for fighting."),
    ("Child seen at nursery, happy.", "Mother telephoned to cancel smear test."),
    ("Probation appointment kept by Father.", "Swimming lesson; Jay forgot his kit."),
    ("Case transferred to new social worker.", "Repeat prescription for asthma inhaler issued."),
    ("Mother seen in clinic for contraception.", "Letter to parents about attendance."),
    ("Father seen by duty psychiatrist, no psychosis.", "Housing inspection of damp in the bedroom."),
    ("Supervision with manager.", "Police checked bail address, father not present."),
    ("School nurse screening of height and weight.", "Mother phoned 101 about abusive texts."),
    ("Wren weighed at clinic on the 25th centile.", "Jay told off for swearing in class."),
    ("Family moved to temporary accommodation.", "Grandmother treated for a fall at home."),
    ("Mother attended ED with migraine.", "Home visit by family support worker, no reply."),
    ("Police intelligence on cannabis dealing.", "Wren's two-year review completed, development on track."),
    ("Call from father asking for contact.", "Call from mother asking for a food voucher."),
    ("Home visit by social worker; mother in.", "Home visit by midwife; baby's jaundice checked."),
]  # fmt: skip
