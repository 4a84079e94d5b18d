"""Sentences of our own with names from everywhere, for the name tagger: patterns with slots.

    P a person's full name     L the family name of the last P    G a given name alone
    C a city                   N a country                        O an organisation
    A an adjective of a nation S its people                       B a body made of parts
    R a place to eat or sleep  V a firm of the neighbourhood      X letters that name nobody
"""
from data import Sentence

BODIES = (
    "{N} 's Ministry of Defence", "Ministry of Health", "Ministry of Foreign Affairs", "{A} Red Crescent",
    "University of {C}", "{C} University", "{C} Police", "{C} City Council", "{C} United", "FC {C}", "{C} High Court",
    "Supreme Court of {N}", "Central Bank of {N}", "Bank of {N}", "{N} National Party", "{A} Football Federation",
    "{L} Foundation", "{L} & Sons", "{L} Group", "{L} Holdings Ltd.", "{C} Steel Corp.", "{C} General Hospital",
    "Association of {A} Journalists", "{N} Human Rights Commission", "{C} Times", "{C} Post", "Radio {C}",
    "National Bureau of Statistics", "Independent Electoral Commission", "Union for Democracy and Progress",
    "Movement for {N}", "{N} Airways", "Air {N}", "{C} Stock Exchange", "{L} Industries", "{N} Liberation Front",
    "Centre for Policy Studies", "Institute for Security Studies", "{A} Medical Association", "{N} Telecom")

PATTERNS = """
{P} , the mayor of {C} , said on Monday that the water was safe .
President {P} of {N} will meet {P} in {C} next week .
Police in {C} arrested {P} , 34 , on Tuesday .
{L} said that talks with {N} had failed .
Mr. {L} told {O} that he would not resign .
Ms. {L} , a lawyer from {C} , denied it .
" We are still looking , " said {P} , who leads the rescue teams in {C} .
At least 14 people were killed in {C} , the capital of {N} , when a bridge fell .
{O} said its workers in {C} were safe .
The army of {N} said it had taken {C} and {C} .
Foreign Minister {P} flew to {C} on Friday for talks with {P} .
{P} and {P} were shot dead outside their home in {C} .
{B} said that 200 families had left {C} .
A spokesman for {B} , {P} , confirmed the figures .
{B} and {O} signed the deal in {C} , {N} .
Thousands of {S} marched through {C} against {P} 's government .
{A} officials blamed {O} for the attack near {C} .
The {A} president , {P} , called it an act of terror .
{A} forces shelled {C} overnight , {O} reported .
In {C} , {P} lost her house to the flood .
{G} was only six when the family fled {C} .
" {G} is still missing , " her mother , {P} , said by telephone .
Prime Minister {L} 's party lost seats in {C} and {C} .
Former prime minister {P} , who ruled {N} from 1994 to 2002 , has died .
The {C}-based {O} employs 4,000 people .
Shares in {O} fell 3 percent after {P} left the board .
{O} and {O} will merge , {O} reported from {C} .
The court in {C} sentenced {P} to nine years in prison .
General {P} took power in {N} last year .
Opposition leader {P} accused {L} of fraud .
The trial of {P} opens in {C} on 3 May .
{P} , an analyst at {B} , doubts that {N} will agree .
According to {B} , exports from {N} to {N} doubled .
{N} and {N} broke off relations in March .
The border between {N} and {N} has been closed since Sunday .
Flights from {C} to {C} were cancelled .
A boat with 80 people from {N} sank off {C} .
The governor , {P} , declared a state of emergency in {C} .
Human rights lawyer {P} said that {G} {L} had been beaten .
{P} ( {N} ) won the race ahead of {P} ( {N} ) and {P} ( {N} ) .
{C} ( {O} ) - {P} was sworn in as president of {N} on Wednesday .
{C} , {N} - Hundreds of people gathered in front of {B} .
Reporting by {P} in {C} ; editing by {P}
By {P} , {C}
{P} is a reporter for {O} in {C} .
{L} , 61 , was born in {C} and studied at {B} .
Secretary of State {P} spoke to {L} twice on Thursday .
The family of {P} , killed in {C} , wants an inquiry .
Rebels loyal to {P} left {C} for {N} .
{O} fighters attacked a village near {C} , the army said .
The leader of {O} , {P} , is thought to be in {N} .
{N} wants {N} to hand over {P} .
{N} , {N} and {N} voted against .
The embassy of {N} in {C} was evacuated .
Two {A} soldiers and a {A} aid worker of {O} died .
{S} and {S} live side by side in {C} .
{A} coach {P} said {L} would play .
{L} scored twice as {C} beat {C} 3 - 1 .
{O} beat {O} in the final in {C} .
Striker {P} moves from {O} to {O} .
Judge {P} of {B} ruled against {O} .
{P} 's lawyers asked for his release .
Dr. {P} of {B} said that vaccines would reach {C} by June .
The statement was signed by {P} , {P} and {P} .
Among the dead were {P} , {P} , both 19 , and {P} .
The ceasefire between {O} and {O} held in {C} .
In a letter to {P} , {O} asked {N} to free {L} .
A {A} court fined {O} .
{P} , a {A} citizen , was held at {C} airport .
Bishop {P} led the prayers in {C} .
{O} chief executive {P} will step down .
{B} , which is based in {C} , did not comment .
{L} met his {A} counterpart , {P} , in {C} .
The {A} parliament voted to remove {L} .
Farmers around {C} say that the rain came too late .
" {N} is ready , " {L} told reporters in {C} .
{P} was not available for comment .
{G} and {G} met in {C} in 1987 .
The {L} family has ruled {N} for 40 years .
{P} , whose brother {G} also serves in parliament , said no .
{C} mayor {P} blamed {O} .
{O} , {O} and {O} are among the firms that left {N} .
The village lies 30 km north of {C} .
The quake was felt in {C} , {C} and as far away as {C} .
{B} has warned {N} about its debt .
King {G} of {N} opened the session .
Researchers at {B} in {C} led by {P} found the cause .
{P} writes for {O} .
Troops from {N} , {N} and {N} arrived in {C} .
The ship left {C} for {C} with {A} grain .
{L} has been in exile in {N} since 2015 .
{A} police searched the offices of {O} in {C} .
Protesters burned a picture of {L} in front of the {A} embassy .
{P} called the {S} brave .
{N} 's {P} won gold in {C} .
{N} 's foreign ministry summoned the {A} ambassador , {P} .
Senator {P} of {B} asked why {O} was paid .
The plant in {C} belongs to {B} .
{O} 's office in {C} was closed by {A} police .
{P} joined {B} in 2009 .
""".strip().split("\n")

HEADLINES = """
{N} court frees {P}
{L} vows to rebuild {C}
{O} quits {N} after raid
Floods kill 40 in {C}
{L} , {L} to meet in {C}
{A} troops enter {C}
Protests spread from {C} to {C}
{P} , voice of {N} , dies at 88
{O} says sorry to {L}
Who is {P} ?
{N} and {N} agree on gas
Blast hits {C} market
{B} names {P} as chief
{L} out , {L} in
{C} mayor charged
{N} votes
""".strip().split("\n")

# As people write on the web and in mails; the labels are those of UNER.
WEB = """
We had dinner at {R} last night .
I love {R} !
{R} is the best place in town .
Anyone up for {R} tonight ?
The food at {R} was great but the service was slow .
Stay away from {R} .
We stayed at {R} for two nights and loved it .
{R} on {L} Ave . is closing .
Have you been to {R} or {R} ?
We go to {R} every time we are in {C} .
I have been taking my car to {V} for years .
{V} did a great job on my roof .
Thank you {V} !
I would recommend {V} to anyone in {C} .
{V} has been doing our taxes since 2004 .
When {V} refused to help , I called {V} .
{G} at {V} is the best .
" {L} , {G} " < someone@mail.com >
" {L} , {G} "
" {P} " < someone@mail.com >
From : {P}
To : {P}
cc : {P} , {P} , {P}
{P} on 08/16/2000 03:14:14 PM
Regards , {P}
Thanks , {G}
Thanks {G}
{G} ,
{G}
Hi {G} ,
Hi {G} -
- {G}
{P} , {G} and {G} are in .
{G} - call {P} at {O} about the {X} .
Sent by {P} , {O}
{P} {O} Phone : ( 713 ) 555-0134
Anyone know a good dentist in {C} ?
I 'm moving to {C} next month , any tips ?
How far is {C} from {C} by train ?
I live in {C} {N} .
What to do in {C} , {N} ?
Is it safe to travel to {N} alone ?
What is the best time to visit {C} and {C} ?
My friend {G} is from {N} , near {C} .
My sister {G} and her husband {G} live in {C} .
Is {C} cheaper than {C} ?
Please send me the {X} by Friday .
I need a new {X} for my {X} .
What is an {X} ?
The {X} was 4 percent , and the {X} is still open .
He is {X} of {O} .
{P} , {X} , is a professor at {B} .
Does {O} pay for the {X} ?
Every {X} needs an {X} these days .
I bought it at {O} , not at {O} .
{O} web site is down again .
Does anyone work for {O} ?
{O} stock fell after the {X} .
I spoke to {G} {L} at {O} about their {X} .
{P} writes in {O} that {L} was wrong .
A piece by {P} of {O} says so .
{O} , {O} and {O} all do that .
""".strip().split("\n")

ROOMS = ("{L} 's", "{L} 's", "{G} 's", "{L} s", "{L} 's Pizza", "{G} 's Cafe", "The {L} Inn", "{L} s Grill",
         "Hotel {C}", "{C} Grill", "{L} House", "{G} 's Diner", "{C} Palace", "{G} & {G} 's", "Cafe {C}", "{L} Lodge")
FIRMS = ("{L} 's Auto", "{L} Insurance", "{L} & Sons Plumbing", "{C} Dental", "{L} Motorsports", "{G} 's Karate",
         "Law Offices of {G} {L}", "{L} Heating & Air", "{C} Animal Hospital", "{L} 's", "{L} Realty", "{C} Moving Company",
         "{L} Chiropractic", "{G} 's Salon", "{C} Auto Body", "{L} Carpet Cleaning", "{L} Photography")
LETTERS = ("IRR ISO MD PhD CEO CFO VP SVP HR DVD TV PC USB GPS ATM RFP NDA FAQ DIY BBQ AC HIV AIDS DNA MRI LNG GDP IPO CV "
           "ID IT SUV PDF HTML SMS DJ IQ RV LCD LED PR QA UPS VAT VPN XML ADHD BMI CPR DUI EKG ETA FM GMT HD IVF JPEG KPI "
           "LLM MBA MP3 NGO OCD POS PTSD RSVP SIM UFO UV WMD APR CD MPG NO2 PIN PPE R&D SPF STD TB WC").split()


class Maker:
    def __init__(self, swap, nations):
        self.swap, self.nations = swap, nations  # nations: [(country, adjective, people)]

    def person(self, rng):
        """(given, family); from one people, and now and then made up."""
        names = self.swap
        k = rng.randrange(len(names["family"]))
        given = rng.choice(names["given"][k % len(names["given"])] if rng.random() < 0.5 else
                           rng.choice(names["given"]))
        family = rng.choice(names["family"][k])
        if rng.random() < 0.25:
            family = blend(family, rng.choice(names["family"][k]))
        return given, family

    def place(self, rng):
        c = rng.choice(self.swap["city"])
        return blend(c, rng.choice(self.swap["city"])) if rng.random() < 0.2 and " " not in c else c

    def filled(self, pattern, rng):
        given, family = self.person(rng)
        for slot, word in (("{N}", rng.choice(self.nations)[0]), ("{A}", rng.choice(self.nations)[1]),
                           ("{C}", self.place(rng)), ("{L}", family), ("{G}", given)):
            pattern = pattern.replace(slot, word)
        return pattern.split()

    def sentence(self, rng):
        web, head = rng.random() < 0.35, rng.random() < 0.12
        words = rng.choice(WEB if web else HEADLINES if head else PATTERNS).split()
        if head and not web and rng.random() < 0.7:
            words = [w if w.startswith("{") or w in ("to", "in", "from", "of", "and", "at", "is") else
                     w[:1].upper() + w[1:] for w in words]
        forms, tags = [], []
        last = None

        def put(tokens, kind):
            for i, t in enumerate(tokens):
                forms.append(t)
                tags.append("O" if kind is None else ("I-" if i else "B-") + kind)

        for w in words:
            if w == "{P}":
                g, last = self.person(rng)
                middle = [rng.choice("ABCDEFGHIJKLMNOPRSTW") + "."] if rng.random() < 0.08 else []
                put([g] + middle + last.split(), "PER")
            elif w == "{L}":
                last = last or self.person(rng)[1]
                put(last.split(), "PER")
                last = None
            elif w == "{G}":
                if rng.random() < 0.5:
                    last = None
                put(self.person(rng)[0].split(), "PER")
            elif w == "{C}":
                put(self.place(rng).split(), "LOC")
            elif w == "{N}":
                put(rng.choice(self.swap["country"]).split(), "LOC")
            elif w == "{O}":
                put(rng.choice(self.swap["organisation"]).split(), "ORG")
            elif w == "{A}":
                put(rng.choice(self.nations)[1].split(), "NORP")
            elif w == "{S}":
                put(rng.choice(self.nations)[2].split(), "NORP")
            elif w == "{B}":
                put(self.filled(rng.choice(BODIES), rng), "ORG")
            elif w == "{R}":
                put(self.filled(rng.choice(ROOMS), rng), "LOC")
            elif w == "{V}":
                put(self.filled(rng.choice(FIRMS), rng), "ORG")
            elif w == "{X}":
                put([rng.choice(LETTERS)], None)
            else:
                if w.startswith("{C}-"):
                    put(self.place(rng).split(), "LOC")
                    w = "- " + w[4:]
                put(w.split(), None)
        if forms[0] == "the":
            forms[0] = "The"
        if web and rng.random() < 0.2:
            forms = [f.lower() for f in forms]
        s = Sentence(forms)
        s.names, s.source = tags, "uner" if web else "own"
        return s


def blend(a, b):
    """A name that nobody has: the first half of one and the second of another."""
    x = a[:(len(a) + 1) // 2] + b[len(b) // 2:].lower()
    return x if len(x) > 3 else a


def nations(root):
    """(country, adjective, people) of data/know/countries.tsv"""
    out = []
    for line in open(f"{root}/data/know/countries.tsv", encoding="utf-8"):
        c = line.rstrip("\n").split("\t")
        if not line.startswith("#") and len(c) > 7 and c[4].strip() and c[5].strip():
            out.append((c[2], c[4].split(";")[0].strip(), c[5].split(";")[0].strip()))
    return out
