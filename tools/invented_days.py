#!/usr/bin/env python3
"""invented_days.py DAYS [SEED]: invented wire days as JSON lines {"id","day","date","lang","outlet","title","text","story"}.
For train_stories.py: events of one kind told in the same words about other people and places, a few towns and mayors that stand in
many stories, short accounts without names, copies that are cut, and side pieces. All of it is made up."""
import json
import random
import sys

TOWNS = ['Brenholm', 'Lower Tarn', 'Osterby', 'Cray Hill', 'Velmouth', 'Sandwater', 'Quillan', 'Port Hesper', 'Dunmarsh', 'Ravensund', 'Aldecote',
         'Millfleet', 'Torrange', 'Wexhaven', 'Stony Ferry', 'Garrowby', 'Lindle', 'Ostrava Bay', 'Hollin', 'Marrick']
LANDS = ['Corvania', 'Ostmark', 'Belland', 'Tavria', 'Nordmere']
FIRST = 'Ada Bruno Carla Dmitri Elsa Farid Greta Hugo Ines Jonas Kira Leo Mina Nils Olga Piet Rosa Sven Tilda Umar Vera Wanda Yusuf Zoe'.split()
LAST = ('Abram Bellcourt Castell Dovring Ekdahl Farrow Gantry Hollis Ibsen Jarvik Keane Lomax Moreau Nystad Oakes Pryce Quade Rensen Sorley Tamm '
        'Ulvik Vance Whitlock Yarrow Zeller Brandt Corrie Duval Engel Fabre Gruber Hadley').split()
FIRMS = 'Ardent Bexley Cortina Daleco Elmark Fennex Glasswell Hartline Ixora Junco Kestrel Lorimer Mavros Nordlund Optera Pallas'.split()
STREETS = ['Weaver Street', 'the harbour road', 'the ring road', 'Chapel Lane', 'the county road', 'Market Square', 'the old quay', 'Station Road']
SHIPS = ['Aurelia', 'Gudrun', 'Morning Star', 'Halcyon', 'Brita', 'Sea Holly']
OUTLETS = ['{0} Standard', '{0} Courier', 'The {0} Post', 'Daily {0}', '{0} Gazette']
AGENCIES = ['Meridian', 'Polarwire', 'Union Dispatch']

# (title, text) of each account; the last ones are side pieces. {t} town, {u} second town, {c} country, {p} {q} people, {m} mayor of t,
# {f} firm, {s} street, {ship}, {n} {k} {j} numbers, {pct} percentage, {day} weekday.
KINDS = {
    'budget': [
        ('{t} council approves {n} million budget', 'The town council of {t} approved a budget of {n} million crowns on {day} after five hours of debate.\nThe largest item is the repair of {s}, for which {k} million crowns are set aside. Parking fees go up by a fifth.\n"Nobody loves it, but it adds up," Mayor {m} said after the vote.\nThe opposition had asked for money for a kindergarten. It lost that vote by {j} voices.'),
        ('Budget of {t} passed, fees go up', 'The largest item of the new budget is {s}, for which {k} million crowns are set aside. The opposition had asked for street lamps.\n"It adds up," Mayor {m} said after the vote.'),
        ('{m} gets the budget through', 'It took five hours, {j} speeches and two pots of coffee. In the end the council voted for the {n} million that the mayor had asked for.'),
    ],
    'crash': [
        ('{who} killed in accident near {t}', 'A {k}-year-old {who2} was killed on {day} when {their} car left the road and hit a barrier near {t}, police said.\nThe accident happened at {h} on {s}. The road was closed for two hours.\nPolice are looking for witnesses who may have seen what happened.'),
        ('{who} dies on {s}', 'Police are asking witnesses to come forward after a car left the road near {t} on {day}. The driver, aged {k}, died at the scene.\nA helicopter was sent in vain. {s} was closed.'),
    ],
    'fire': [
        ('Fire destroys warehouse in {t}', 'A fire destroyed a warehouse of {f} in {t} in the night to {day}, the fire brigade said.\n{j} firefighters needed six hours to bring the flames under control. Nobody was hurt.\n"The smoke could be seen for miles," fire chief {p} said.\nThe damage is put at {n} million crowns. Police are looking into the cause.'),
        ('Night of flames at {f}', 'Residents of {t} were told to keep windows shut while the warehouse burned. {p}, the fire chief, said the roof had fallen in after an hour.\nThe firm {f} said it would rebuild.'),
        ('Fire brigade thanks neighbours', 'They brought soup and blankets through the night. {p} said {j} firefighters would not forget it.'),
    ],
    'theft': [
        ('Thieves take painting from museum in {t}', 'Thieves broke into the {t} museum in the night to {day} and took a painting by {p}, police said.\nThe alarm rang at {h} and a patrol was there nine minutes later. By then the frame was empty.\n"They knew what they wanted," museum director {q} said.\nThe painting is insured for {n} million crowns.'),
        ('Painting by {p} stolen', 'A painting worth {n} million crowns is gone from the wall of the museum in {t}. Director {q} said the thieves had come through the roof.\nPolice asked dealers at home and abroad to look out for it.'),
    ],
    'arrest': [
        ('Police arrest head of {f}', 'Police in {t} on {day} arrested the chairman of {f}, {p}, on suspicion of bribing officials, a court spokesman said.\n"The accusations concern {j} contracts," the spokesman said.\n{f} employs {n} people. The company said it would help the prosecutors.'),
        ('{f} chairman in custody', 'The prosecutors searched the offices of {f} for seven hours. {p} is to be heard by a judge in {t} on Monday.\nLawyers of the chairman called the accusations baseless.'),
        ('Shares of {f} fall after arrest', 'The shares lost {pct} percent on {day}. Analysts said the contracts with the city made up a third of sales.'),
    ],
    'layoff': [
        ('{f} to cut {n} jobs in {t}', '{f} will cut {n} jobs at its plant in {t}, about a quarter of the staff there, it said on {day}.\nThe company blamed weak demand. The cuts begin in July.\n"We were promised these jobs with tax money, and now they go," said Mayor {m}.\nThe union called a meeting.'),
        ('{n} jobs gone, and a mayor who is angry', 'The letter came before the meeting. "We were promised these jobs with tax money, and now they go," Mayor {m} said in the town hall.\nWorks council head {p} said the company had refused to talk.'),
        ('At the gate', 'The evening shift stood at the gate and read the letter. {p} of the works council had no answer. The plant has {n} places fewer from July.'),
    ],
    'strike': [
        ('{c} bus drivers to strike for {k} hours', 'Bus drivers across {c} will stop work for {k} hours from Monday, their union said on {day}, after talks on pay failed.\n"Our members have waited long enough," said union leader {p}.\nThe company {f} said one bus in three would run.\nIt is the second strike this year.'),
        ('Drivers walk out from Monday', 'Union leader {p} said the talks had failed over pay. {f} plans one bus in three and asks passengers to stay at home if they can.'),
        ('What the bus strike means for {t}', 'The town will open the school yard for cars, Mayor {m} said. "I will walk," said the nurse {q} at the stop on {day}.'),
    ],
    'match': [
        ('{t} beat {u} to go top', '{t} Rovers beat {u} United {k}-{j} on {day} to go top of the league.\n{p} scored twice in the first half and {q} added a third from a free kick.\n"We ran further than they did," said coach {m2}.\n{u} had a man sent off. They stay fourth.'),
        ('{p} scores twice as {t} win', 'Two goals before the break were enough. {p} hit the post as well, and {q} did the rest with a free kick.\n{u} stay fourth after {k}-{j}.'),
        ('Twenty minutes of joy', 'The stadium sang until the lights went out. {p} waved from the bus. {m2}, the coach, had lost his voice.'),
    ],
    'rate': [
        ('{c} central bank holds key rate at {pct} percent', 'The central bank of {c} left its key rate unchanged at {pct} percent on {day}, saying that prices were rising more slowly.\n"It is too early to speak of victory," Governor {p} told a news conference.\nFive members of the board voted for the decision. Two wanted a cut.\nThe currency gained slightly.'),
        ('{p} leaves the rate alone', 'Governor {p} of the {c} central bank said it was too early to speak of victory. Two members of the board wanted a cut. The rate stays at {pct} percent.'),
        ('Wait and see, says the governor', 'Markets had bet on a cut. {p} gave them none, and the currency rose.'),
    ],
    'storm': [
        ('Storm warning for coast of {c}', 'The weather service of {c} warned on {day} of gusts of up to {n} kilometres an hour on the west coast.\n"Stay away from the sea walls," said the forecaster {p}.\nFerries to {t} will not sail on Sunday. Schools stay open.'),
        ('Storm expected: ferries stay in port', 'Gusts of {n} kilometres an hour are expected on Sunday. Ferries from {t} will not sail, the shipping line said. {p} of the weather service spoke of a spring storm.'),
        ('Sandbags in {t}', 'The fire brigade handed out {k} sandbags on {day}. Mayor {m} asked people to tie down what can fly.'),
    ],
    'ferry': [
        ('Ferry with {n} aboard runs aground off {t}', 'A ferry with {n} people aboard ran aground off {t} in fog on {day}, the coastguard said.\nThe {ship} was on her way to {u}. Lifeboats took the passengers ashore. Nobody was hurt.\n"She lies straight and takes no water," coastguard commander {p} said.'),
        ('Lifeboats take passengers off the {ship}', 'One long shudder, then silence: {n} passengers waited for three hours before the lifeboats came. {p} of the coastguard praised the crew.\nThe line to {u} is closed.'),
        ('{ship} towed free', 'Two tugs pulled the ferry off the sandbank at high tide. Divers are looking at the hull.'),
    ],
    'study': [
        ('One in {k} pupils reads less than a book a year, study finds', 'One in {k} pupils reads less than one book a year, according to a study of the University of {t} published on {day}.\nThe researchers asked {n} pupils. "We do not blame the telephone, we count the hours," said {p}, who led the study.\nReading at home helps most.'),
        ('Too tired to read: study of {n} pupils', '{p} counted hours, not excuses. The university in {t} asked {n} pupils and found that one in {k} does not finish a book a year.'),
    ],
    'prize': [
        ('{p} wins {q2} Prize for novel', 'The writer {p} won the {q2} Prize for her novel "The {ship} Years" on {day}.\nThe jury praised a book of great patience. The prize is worth {n} thousand crowns.\n"I wrote it at a kitchen table in {t}," {p} said.'),
        ('Kitchen table book takes {q2} Prize', '{p} thanked her neighbours in {t}. The jury had read {k} novels. The award is worth {n} thousand crowns.'),
    ],
    'trial': [
        ('Court in {t} jails man for fraud', 'A court in {t} on {day} sentenced {p} to {k} years in prison for fraud.\nThe judge, {q}, said he had cheated {j} families out of their savings.\nThe defence said it would appeal.'),
        ('{k} years for {p}', 'He took the savings of {j} families, and showed no regret, said judge {q}. The lawyers of {p} will appeal.'),
    ],
    'talks': [
        ('Talks between {c} and {d} end without agreement', 'Talks between {c} and {d} on fishing rights ended without agreement in {t} on {day}.\n"We came for a fair share and for nothing else," said {p}, the minister of {c}.\nThe minister of {d}, {q}, left before the news conference. Both sides will meet again in June.'),
        ('Fishing talks fail', '{q} left by the back door. {p} said {c} had come for a fair share. The next round is in June.'),
        ('{d}: no treaty below two fifths', 'The government of {d} will sign no treaty that gives its boats less than two fifths of the catch, {q} said on {day}.'),
    ],
    'poll': [
        ('Two parties level in poll in {c}', 'The {q2} Alliance and the {u} List are level at {pct} percent in a poll published on {day}, weeks before the election in {c}.\nThe institute {f} asked {n} people. The margin of error is three points.\n"The distance is smaller than the error," said {p} of the institute.'),
        ('No first in new poll', '{f} sees both parties at {pct} percent. {p} warned against reading too much into one poll of {n} voters.'),
    ],
}
GERMAN = {
    'de-brand': [
        ('Brand in Lagerhalle in {t}', 'In {t} ist in der Nacht zum {tag} eine Lagerhalle der Firma {f} abgebrannt. Das teilte die Feuerwehr mit.\n{j} Feuerwehrleute waren im Einsatz. Verletzt wurde niemand. „Der Rauch war weithin zu sehen“, sagte der Einsatzleiter {p}.\nDer Schaden wird auf {n} Millionen Kronen geschätzt.'),
        ('Feuer bei {f}', 'Die Anwohner in {t} sollten die Fenster geschlossen halten, während die Halle brannte. Nach Angaben von {p} stürzte das Dach ein. Die Polizei ermittelt.'),
    ],
    'de-streik': [
        ('Busfahrer in {c} streiken', 'Die Busfahrer in {c} wollen von Montag an für {k} Stunden die Arbeit niederlegen. Das teilte ihre Gewerkschaft am {tag} mit, nachdem Gespräche über Löhne gescheitert waren.\n„Wir haben lange genug gewartet“, sagte Gewerkschaftschef {p}.\n{f} erklärte, jeder dritte Bus werde fahren.'),
        ('Jeder dritte Bus fährt', '{f} bittet die Fahrgäste, zu Hause zu bleiben. {p} verteidigte den Streik der Busfahrer.'),
    ],
    'de-zins': [
        ('Notenbank von {c} lässt Leitzins bei {pct} Prozent', 'Die Notenbank von {c} hat den Leitzins am {tag} unverändert bei {pct} Prozent gelassen. Es sei zu früh für einen Sieg, sagte Gouverneurin {p}.\nZwei Mitglieder des Rates wollten eine Senkung.'),
        ('{p} wartet ab', 'Die Gouverneurin lässt den Leitzins bei {pct} Prozent. Die Währung legte leicht zu. Zwei Mitglieder des Rates stimmten dagegen.'),
    ],
    'de-unfall': [
        ('Unfall bei {t}: Mann stirbt', 'Ein {k} Jahre alter Mann ist am {tag} bei {t} mit seinem Auto von der Straße abgekommen und gegen einen Baum geprallt. Er starb noch am Unfallort, wie die Polizei mitteilte.\nDie Straße war zwei Stunden gesperrt.'),
        ('Tödlicher Unfall auf der Landstraße', 'Nach dem Unfall bei {t} sucht die Polizei Zeugen. Der Fahrer, {k} Jahre alt, kam von der Straße ab. Die Strecke war gesperrt.'),
    ],
    'de-faehre': [
        ('Fähre mit {n} Menschen vor {t} auf Grund gelaufen', 'Die Fähre "{ship}" ist am {tag} vor dem Hafen von {t} auf eine Sandbank gelaufen. An Bord waren {n} Menschen, wie die Küstenwache mitteilte.\nVerletzt wurde niemand. „Das Schiff liegt gerade“, sagte {p}.'),
        ('Fahrgäste warten drei Stunden', 'Mit Rettungsbooten sind {n} Fahrgäste der "{ship}" an Land gebracht worden. {p} von der Küstenwache lobte die Mannschaft.'),
    ],
}


def event(r, towns, mayors, story):
    # few towns make much of the news, with the same mayors in it
    t, u = r.sample(towns[:3] if r.random() < .7 else towns, 2)
    c, d = r.sample(LANDS, 2)
    person = lambda: f'{r.choice(FIRST)} {r.choice(LAST)}'
    man = r.random() < .5
    day = r.choice(['Friday', 'Saturday'])
    return dict(t=t, u=u, c=c, d=d, p=person(), q=person(), q2=r.choice(LAST), m=mayors[t], m2=person(), f=r.choice(FIRMS), s=r.choice(STREETS),
                ship=r.choice(SHIPS), n=r.choice([r.randint(12, 99), r.randint(100, 999), r.randint(1000, 4999)]), k=r.randint(3, 79), j=r.randint(2, 60),
                pct=f'{r.randint(1, 38)}.{r.choice([1, 2, 25, 5, 75])}', h=f'{r.randint(0, 23):02d}:{r.randint(0, 59):02d}', day=day,
                tag={'Friday': 'Freitag', 'Saturday': 'Samstag'}[day], who='Man' if man else 'Woman', who2='man' if man else 'woman',
                their='his' if man else 'her', story=story)


# Other words for the same: two events of one kind are told alike, not letter for letter.
OTHER_WORDS = [(' said.', ' reported.'), (', police said', ', according to the police'), ('on {day}', 'over the weekend'), ('Nobody was hurt', 'There were no injuries'),
               ('destroyed', 'gutted'), ('The largest item is', 'Most of the money goes to'), ('are set aside', 'are planned'), ('left the road and hit', 'skidded off the road into'),
               ('broke into', 'forced their way into'), ('The company', 'The group'), ('blamed', 'pointed to'), ('will stop work', 'are to walk out'),
               ('talks', 'negotiations'), ('after five hours of debate', 'after a long evening'), ('it said', 'it announced'), ('sentenced', 'sent'),
               ('ended without agreement', 'broke down'), ('a news conference', 'reporters'), ('warned', 'gave warning'), ('ran aground', 'ran onto a sandbank'),
               ('The accident happened', 'It happened'), ('teilte', 'gab'), ('Verletzt wurde niemand', 'Menschen kamen nicht zu Schaden'), ('wie die Polizei mitteilte', 'so die Polizei')]


def retold(r, text):
    """An event's own telling: some words are others, some sentences are not there."""
    for a, b in OTHER_WORDS:
        if r.random() < .4:
            text = text.replace(a, b)
    head, *rest = text.split('\n')
    rest = [x if r.random() < .85 else '' for x in rest]
    return '\n'.join([head] + [x for x in rest if x])


def day(number, seed):
    r = random.Random(f'{seed}/{number}')
    towns = r.sample(TOWNS, 7)
    mayors = {t: f'{r.choice(FIRST)} {r.choice(LAST)}' for t in towns}
    outlets = [r.choice(OUTLETS).format(t) for t in towns]
    rows, serial = [], 0
    kinds = ['budget', 'layoff', 'strike'] + r.sample(sorted(set(KINDS) - {'budget', 'layoff', 'strike'}), 8) + r.sample(sorted(GERMAN), 3)
    for kind in kinds:
        accounts = KINDS.get(kind) or GERMAN[kind]
        for _ in range(r.choice([1, 1, 2, 2, 3])):
            serial += 1
            e = event(r, towns, mayors, f'{number}.{serial}')
            at = r.randint(0, 15 * 60)
            agency = r.choice(AGENCIES) if r.random() < .7 else r.choice(outlets)
            own = [(title, retold(r, text)) for title, text in accounts]
            plan = [(agency, 0, 1.0)]
            told = r.sample(outlets, r.choice([0, 1, 2, 3, 4, 6]))
            for o in told + [x for x in told if r.random() < .15]:
                plan.append((o, 0, r.choice([1.0, 1.0, .5])) if r.random() < .4 else (o, r.randint(0, len(accounts) - 1), 1.0))
            for i, (outlet, account, share) in enumerate(plan):
                here = dict(e)
                if account > 1 and outlet in outlets and kind in ('strike', 'storm', 'rate'):  # a local paper tells it of its own town
                    here['t'] = towns[outlets.index(outlet)]
                    here['m'] = mayors[here['t']]
                title, text = (x.format(**here) for x in own[account])
                if i and account == 0:
                    lines = text.split('\n')
                    text = '\n'.join(lines[:max(1, int(len(lines) * share))])
                    title = r.choice([title, title.split(' to ')[0], accounts[min(1, len(accounts) - 1)][0].format(**e)])
                at = min(at + r.randint(2, 150), 24 * 60 - 1)
                rows.append(dict(day=number, date=f'2031-05-10T{at // 60:02d}:{at % 60:02d}:00Z', lang='de' if kind in GERMAN else 'en', outlet=outlet,
                                 title=title, text=text, story=e['story']))
    rows.sort(key=lambda x: x['date'])
    return [dict(id=f'{number}.{i}', **x) for i, x in enumerate(rows)]


if __name__ == '__main__':
    for n in range(int(sys.argv[1])):
        for row in day(n, sys.argv[2] if len(sys.argv) > 2 else '1'):
            print(json.dumps(row, ensure_ascii=False))
