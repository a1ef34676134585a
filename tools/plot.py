#!/usr/bin/env python3
"""plot.py FIGURES.tsv > CURVES.svg: what `wiredesk bench scale --tsv` or `bench stories --tsv` measured, drawn over the number of texts.
Panels one under the other: of the copy index time a text, memory, pairs and what is found; of stories the time of all, time an article,
memory, how right they are. Colours follow the reader's (light or dark); no script. Standard library only."""
import csv
import math
import sys
from html import escape

WIDTH, PANEL, LEFT, RIGHT, TOP, GAP = 760, 190, 74, 150, 56, 62
STYLE = """
svg { background: #fff; font: 13px system-ui, sans-serif; fill: #1b1f24 }
.grid { stroke: #d5d9de; stroke-width: 1 }
.axis { stroke: #57606a; stroke-width: 1 }
.quiet { fill: #57606a }
.goal { stroke: #57606a; stroke-width: 1; stroke-dasharray: 5 4 }
.head { font-weight: 600 }
path { fill: none; stroke-width: 2 }
.c0 { stroke: #0b5cad } .d0 { fill: #0b5cad }
.c1 { stroke: #a33a00 } .d1 { fill: #a33a00 }
.c2 { stroke: #22702d } .d2 { fill: #22702d }
.c3 { stroke: #7a3fa0 } .d3 { fill: #7a3fa0 }
@media (prefers-color-scheme: dark) {
svg { background: #14171a; fill: #e6e8ea }
.grid { stroke: #363c42 } .axis, .goal { stroke: #a4abb3 } .quiet { fill: #a4abb3 }
.c0 { stroke: #7cb7ff } .d0 { fill: #7cb7ff }
.c1 { stroke: #ffa36b } .d1 { fill: #ffa36b }
.c2 { stroke: #7ed08a } .d2 { fill: #7ed08a }
.c3 { stroke: #d3a4f0 } .d3 { fill: #d3a4f0 }
}"""


def number(n):
    for size, name in ((1e6, 'M'), (1e3, 'k')):
        if n >= size:
            return f'{n / size:g}{name}'
    return f'{n:g}'


def steps(most):
    """Round grid values from 0 to at least `most`, four to six of them."""
    raw = most / 4 or 1
    unit = 10 ** math.floor(math.log10(raw))
    step = next(unit * k for k in (1, 2, 2.5, 5, 10) if unit * k >= raw)
    count = math.ceil(most / step - 1e-9) or 1
    return [step * i for i in range(count + 1)]


def found(row, age):
    """Mean over the four kinds of copies; None where no source was of that age yet."""
    kinds = [float(v) for k, v in row.items() if k.startswith(f'found_{age}_')]
    return sum(kinds) / len(kinds) if any(kinds) else None


def column(rows, name, scale=1.0):
    return [float(r[name]) * scale for r in rows]


def copies_panels(rows):
    def found_of(age):
        return [found(r, age) for r in rows]

    return [
        {'head': 'CPU time of a query and an insert, microseconds a text', 'goal': (40, 'goal: 25,000 a second'),
         'lines': [('of late', column(rows, 'cpu_us')), ('since the start', column(rows, 'cpu_us_all'))]},
        {'head': 'Memory of the process, MB (segments are mapped files and not in it)',
         'lines': [('resident, anonymous', column(rows, 'anon_bytes', 1e-6))]},
        {'head': 'Candidates verified and pairs a text, and planted copies found (share)',
         'lines': [('candidates a text', column(rows, 'candidates_a_text')), ('pairs a text', column(rows, 'pairs_a_text')),
                   ('found, source hot', found_of('hot')), ('found, source sealed', found_of('sealed'))]},
    ]


def stories_panels(rows):
    live = max(float(r['true_stories']) for r in rows)
    return [
        {'head': 'CPU time of all so far, seconds',
         'lines': [('with copies', [float(r['articles']) * float(r['cpu_us_all']) / 1e6 for r in rows]),
                   ('features, placement', [float(r['articles']) * float(r['placing_us_all']) / 1e6 for r in rows])]},
        {'head': f'CPU time of late, microseconds an article (up to {live:,.0f} live stories)', 'goal': (100, 'goal: 10,000 a second'),
         'lines': [('with copies', column(rows, 'cpu_us')), ('features, placement', column(rows, 'placing_us'))]},
        {'head': "Memory of the stories' index, bytes a live article", 'goal': (2000, 'goal'),
         'lines': [('index of stories', column(rows, 'bytes_a_live_article'))]},
        {'head': 'B-cubed, of the articles within the window',
         'lines': [('precision', column(rows, 'precision')), ('recall', column(rows, 'recall')), ('F1', column(rows, 'b3_f1'))]},
    ]


KINDS = {'texts': ('The copy index', 'texts', 'wiredesk bench scale', copies_panels),
         'articles': ('Stories', 'articles', 'wiredesk bench stories', stories_panels)}


def kind_of(rows):
    return KINDS['texts' if 'texts' in rows[0] else 'articles']


def draw(rows):
    name, unit, command, panels = kind_of(rows)
    texts = column(rows, unit)
    low, high = math.log10(min(texts)), math.log10(max(texts))
    span = high - low or 1
    inner = WIDTH - LEFT - RIGHT
    parts = panels(rows)
    height = TOP + len(parts) * (PANEL + GAP)
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" role="img" '
           f'aria-labelledby="title description">',
           f'<title id="title">{command}: {number(min(texts))} to {number(max(texts))} {unit}</title>',
           f'<desc id="description">{escape(describe(rows))}</desc>', f'<style>{STYLE}</style>',
           f'<text class="head" x="{LEFT}" y="24">{name} from {number(min(texts))} to {number(max(texts))} {unit}</text>']

    def x_of(n):
        return LEFT + (math.log10(n) - low) / span * inner

    for at, panel in enumerate(parts):
        y0 = TOP + at * (PANEL + GAP) + PANEL
        values = [v for _, line in panel['lines'] for v in line if v is not None]
        grid = steps(max(values + ([panel['goal'][0]] if 'goal' in panel else [])))
        top = grid[-1]

        def y_of(value, y0=y0, top=top):
            return y0 - value / top * (PANEL - 22)

        out.append(f'<text x="{LEFT}" y="{y0 - PANEL + 8}">{escape(panel["head"])}</text>')
        for value in grid:
            out.append(f'<line class="{"grid" if value else "axis"}" x1="{LEFT}" x2="{LEFT + inner}" y1="{y_of(value):.1f}" y2="{y_of(value):.1f}"/>')
            out.append(f'<text class="quiet" x="{LEFT - 8}" y="{y_of(value) + 4:.1f}" text-anchor="end">{value:g}</text>')
        last_x = -1e9
        for n in texts:
            if x_of(n) - last_x < 34:
                continue
            last_x = x_of(n)
            out.append(f'<line class="axis" x1="{last_x:.1f}" x2="{last_x:.1f}" y1="{y0}" y2="{y0 + 5}"/>')
            out.append(f'<text class="quiet" x="{last_x:.1f}" y="{y0 + 20}" text-anchor="middle">{number(n)}</text>')
        if 'goal' in panel:
            value, words = panel['goal']
            out.append(f'<line class="goal" x1="{LEFT}" x2="{LEFT + inner}" y1="{y_of(value):.1f}" y2="{y_of(value):.1f}"/>')
        labels = [[y_of(panel['goal'][0]) + 4, 'quiet', panel['goal'][1]]] if 'goal' in panel else []
        for k, (name, line) in enumerate(panel['lines']):
            points = [(x_of(n), y_of(v)) for n, v in zip(texts, line) if v is not None]
            if not points:
                continue
            out.append(f'<path class="c{k}" d="M{" L".join(f"{x:.1f} {y:.1f}" for x, y in points)}"/>')
            out += [f'<circle class="d{k}" cx="{x:.1f}" cy="{y:.1f}" r="3"/>' for x, y in points]
            labels.append([points[-1][1] + 4, f'd{k}', name])
        labels.sort()
        for before, after in zip(labels, labels[1:]):
            after[0] = max(after[0], before[0] + 16)
        for y, style, name in labels:
            out.append(f'<text class="{style}" x="{LEFT + inner + 10}" y="{y:.1f}">{escape(name)}</text>')
    out.append('</svg>')
    return '\n'.join(out) + '\n'


def describe(rows):
    last = rows[-1]
    if 'articles' in last:
        return (f'At {int(last["articles"]):,} articles: {float(last["cpu_us"]):.1f} microseconds of CPU an article, '
                f'{float(last["placing_us"]):.1f} of them for features and placement, {float(last["bytes_a_live_article"]):.0f} bytes of '
                f'memory a live article, B-cubed F1 {float(last["b3_f1"]):.3f}.')
    return (f'At {int(last["texts"]):,} texts: {float(last["cpu_us"]):.1f} microseconds of CPU a text, '
            f'{float(last["anon_bytes"]) / 1e6:.0f} MB of memory, {float(last["pairs_a_text"]):.2f} pairs a text.')


def main():
    if len(sys.argv) != 2:
        sys.exit('usage: plot.py FIGURES.tsv > CURVES.svg')
    with open(sys.argv[1], encoding='utf-8', newline='') as f:
        rows = list(csv.DictReader(f, delimiter='\t'))
    if not rows:
        sys.exit(f'plot.py: {sys.argv[1]} holds no figures')
    sys.stdout.write(draw(rows))


if __name__ == '__main__':
    main()
