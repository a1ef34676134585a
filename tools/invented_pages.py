#!/usr/bin/env python3
"""invented_pages.py N SEED OUT LABELLED.txt...

Writes N pages of invented outlets to OUT/html/ID.html, and their true texts to OUT/gold.ndjson ({"id","url","text"}), for tools/train_page.py.
Real pages are long; these are of all sizes, from two paragraphs on, and written in the ways in which people write pages by hand: with and
without names of classes, with boxes inside the text, in tables, with line breaks for paragraphs, without end tags. The texts are those of
models/labelled (invented, MIT). The same arguments give the same files."""
import html
import json
import os
import random
import re
import sys

BODY = ['article-body', 'entry-content', 'story', 'post-content', 'text', 'content', 'article__body', 'body-copy', 'articleText', 'main-text', 'c1', 'richtext', '']
RELATED = ['related', 'related-links', 'read-more', 'more-on-this', 'teaser-list', 'also', 'recommended', 'box', 'inline-links', 'weitere-artikel', '']
PROMO = ['newsletter', 'newsletter-signup', 'promo', 'subscribe-box', 'cta', 'abo', 'membership', 'box', 'banner', '']
ASIDE = ['sidebar', 'right-col', 'rail', 'most-read', 'col-2', 'widget', 'trending', 'popular', '']
AUTHOR = ['author-bio', 'about-author', 'author-box', 'bio', 'writer', 'box', '']
LEGAL = ['copyright', 'legal', 'disclaimer', 'small-print', 'notice', 'foot', '']
COMMENT = ['comments', 'comment-list', 'kommentare', 'discussion', 'reader-comments']
META = ['byline', 'meta', 'article-meta', 'dateline', 'author', 'info', '']
READ_ON = {'en': ['Read more', 'Related', 'Also on this site', 'You may also like', 'More on this', 'Read on', 'Read next'],
           'de': ['Lesen Sie auch', 'Mehr zum Thema', 'Weitere Artikel', 'Auch interessant', 'Verwandte Themen']}
SIGN_UP = {'en': ['Get our morning letter: the news of the day in five minutes, free of charge.', 'Sign up for our newsletter and never miss a story.',
                  'Support independent reporting. Become a member from four crowns a month.', 'Enjoying this article? Subscribe for full access to everything we write.'],
           'de': ['Jeden Morgen das Wichtigste in fünf Minuten: Melden Sie sich für unseren Newsletter an.', 'Unterstützen Sie unabhängigen Journalismus: jetzt Mitglied werden.',
                  'Ihnen gefällt dieser Artikel? Lesen Sie alles mit dem Digitalabo.']}
LEGAL_TEXT = {'en': ['Copyright {o}. All rights reserved. No part of this page may be used without permission.',
                     'This report may not be published, broadcast, rewritten or redistributed.', '{o} is not responsible for the content of external sites.'],
              'de': ['Alle Rechte vorbehalten. Nachdruck nur mit Genehmigung der Redaktion von {o}.', '{o} ist für Inhalte fremder Seiten nicht verantwortlich.']}
BIO = {'en': ['{n} has covered the region for {o} since 2011 and lives by the harbour with two dogs.', '{n} is a reporter at {o}. Write to the newsroom with hints and corrections.'],
       'de': ['{n} schreibt seit 2011 für {o} über die Region und lebt mit zwei Hunden am Hafen.', '{n} ist Redakteur bei {o}. Hinweise und Fehler bitte an die Redaktion.']}
MENU = {'en': ['Home', 'News', 'Sport', 'Weather', 'Business', 'Culture', 'Opinion', 'Travel', 'Jobs', 'Contact', 'About us', 'Log in', 'Puzzles', 'Video'],
        'de': ['Start', 'Nachrichten', 'Sport', 'Wetter', 'Wirtschaft', 'Kultur', 'Meinung', 'Reise', 'Stellen', 'Kontakt', 'Über uns', 'Anmelden', 'Rätsel']}
SAID = {'en': ['I never thought I would read this, thank you for the honest report.', 'Does anybody know whether the bus still goes there?', 'Nonsense, as always. The council should be ashamed of itself!',
               'My grandfather worked there for thirty years and told me the same story.'],
        'de': ['Danke für den Bericht, das hätte ich nicht gedacht.', 'Weiß jemand, ob der Bus dort noch fährt?', 'Unsinn wie immer. Die Stadt sollte sich schämen!', 'Mein Großvater hat dort dreißig Jahre gearbeitet.']}
CAPTION = {'en': 'The square in front of the town hall on {d}. Photo: {n}', 'de': 'Der Platz vor dem Rathaus am {d}. Foto: {n}'}
OUTLETS = ['The Ostrel Post', 'Morvik Courier', 'Lindal Zeitung', 'Karlow Echo', 'Havn Observer', 'Brindle Gazette', 'Tellin Rundschau', 'Nordby Times']
NAMES = ['Ines Varga', 'Omar Haddad', 'Pia Lund', 'Tom Resk', 'Lena Moor', 'Ivo Marsh', 'Ada Quell', 'Jon Brisk']
DAYS = {'en': ['Monday', '9 March 2026', 'Tuesday, 3 February'], 'de': ['Montag', '9. März 2026', 'Dienstag, 3. Februar']}


def pieces(paths):
    """(language, headline, paragraphs) of each labelled piece, without its labels."""
    found, now = [], None
    for path in paths:
        with open(path, encoding='utf-8') as f:
            for line in f:
                line = line.strip()
                if line.startswith('@'):
                    now = (line[1:3], [])
                    found.append(now)
                elif line and not line.startswith('#') and now:
                    before = None
                    while before != line:
                        before, line = line, re.sub(r'\{[^ {}]+ ([^{}]*)\}', r'\1', line)
                    now[1].append(line)
    for language, lines in found:
        if len(lines) >= 3 and language in MENU:
            yield language, lines[0], lines[1:]


class Writer:
    def __init__(self, rng, all_pieces):
        self.rng, self.pieces = rng, all_pieces
        self.headlines = {l: [h for m, h, _ in all_pieces if m == l and len(h) < 120] for l in MENU}

    def pick(self, of):
        return self.rng.choice(of)

    def maybe(self, chance):
        return self.rng.random() < chance

    def cls(self, of):
        name = self.pick(of)
        kind = self.pick(['class', 'class', 'class', 'id'])
        return f' {kind}="{name}"' if name else ''

    def box(self, tags, attributes, inner):
        tag = self.pick(tags)
        return f'<{tag}{attributes}>{inner}</{tag.split()[0]}>'

    def links(self, n, tag=None):
        tag = tag or self.pick(['ul', 'div', 'p'])
        heads = [html.escape(self.pick(self.headlines[self.language])) for _ in range(n)]
        if tag == 'ul':
            return '<ul>' + ''.join(f'<li><a href="/s/{self.rng.randrange(9999)}">{h}</a></li>' for h in heads) + '</ul>'
        if tag == 'p':
            return ''.join(f'<p><a href="/s/{self.rng.randrange(9999)}">{h}</a></p>' for h in heads)
        return ''.join(f'<div class="card"><a href="/s/{self.rng.randrange(9999)}"><h3>{h}</h3></a>{self.teaser()}</div>' for h in heads)

    def teaser(self):
        if self.maybe(.5):
            return ''
        text = self.pick([b for l, _, b in self.pieces if l == self.language])[0]
        return '<p>' + html.escape(text[:self.rng.randrange(60, 160)].rsplit(' ', 1)[0]) + self.pick(['…', ' ...', '']) + '</p>'

    def related(self):
        head = self.pick(READ_ON[self.language])
        tag = self.pick(['h2', 'h3', 'h4', 'p', 'strong', 'div'])
        if self.maybe(.35):
            return f'<p{self.cls(RELATED)}>{self.pick(["", "<b>"])}{head}: <a href="/s/1">{html.escape(self.pick(self.headlines[self.language]))}</a></p>'
        return self.box(['div', 'aside', 'section'], self.cls(RELATED), f'<{tag}>{head}</{tag}>{self.links(self.rng.randrange(1, 6))}')

    def promo(self):
        text = html.escape(self.pick(SIGN_UP[self.language]))
        return f'<div{self.cls(PROMO)}><p>{text}</p>{self.pick(["", "<form><input name=mail><button>OK</button></form>", "<a href=/abo>OK</a>"])}</div>'

    def figure(self):
        caption = CAPTION[self.language].format(d=self.pick(DAYS[self.language]), n=self.pick(NAMES))
        if self.maybe(.6):
            return f'<figure><img src="/img/{self.rng.randrange(999)}.jpg" alt=""><figcaption>{caption}</figcaption></figure>'
        return f'<div class="{self.pick(["image", "photo", "caption", "wp-caption"])}"><img src="/i.jpg"><p>{caption}</p></div>'

    def comments(self):
        out = ''.join(f'<li class="{self.pick(["comment", "item", "reply"])}"><b>{self.pick(NAMES).lower().replace(" ", "_")}</b><p>{html.escape(self.pick(SAID[self.language]))}</p></li>'
                      for _ in range(self.rng.randrange(2, 12)))
        return f'<section class="{self.pick(COMMENT)}"><h2>{self.rng.randrange(2, 60)} {"comments" if self.language == "en" else "Kommentare"}</h2><ul>{out}</ul></section>'

    def body(self, paragraphs):
        """The text in one of the ways of writing it, with boxes between its paragraphs; and the true lines."""
        true, out = [], []
        breaks = self.maybe(.1)
        bare = self.maybe(.08)
        for i, p in enumerate(paragraphs):
            heading = i and self.maybe(.12) and len(p) > 60
            if heading:
                words = ' '.join(p.split()[:self.rng.randrange(2, 5)]).rstrip('.,:;')
                true.append(words)
                tag = self.pick(['h2', 'h3', 'h2', 'strong'])
                out.append(f'<p><strong>{html.escape(words)}</strong></p>' if tag == 'strong' else f'<{tag}>{html.escape(words)}</{tag}>')
            true.append(p)
            text = html.escape(p, quote=False)
            if self.maybe(.15) and len(p) > 80:
                a, b = sorted(self.rng.sample(range(10, len(p) - 10), 2))
                text = html.escape(p[:a]) + f'<a href="/t/{i}">' + html.escape(p[a:b]) + '</a>' + html.escape(p[b:])
            if breaks:
                out.append(text + '<br><br>')
            else:
                out.append(f'<p>{text}' + ('' if bare else '</p>'))
            if i + 1 < len(paragraphs) or self.maybe(.5):
                for chance, box in ((.12, self.related), (.06, self.promo), (.06, self.figure)):
                    if self.maybe(chance):
                        out.append(box())
        if self.maybe(.1):
            items = [self.pick([b for l, _, b in self.pieces if l == self.language])[0].split('. ')[0] for _ in range(3)]
            true += items
            out.append('<ul>' + ''.join(f'<li>{html.escape(x)}</li>' for x in items) + '</ul>')
        return '\n'.join(out), true

    def bare(self, number, headline, paragraphs):
        """A page of a headline and some paragraphs, and hardly anything else."""
        paragraphs = paragraphs[:self.rng.randrange(1, 6)]
        inner = ''.join(f'<p>{html.escape(p)}</p>' for p in paragraphs)
        if self.maybe(.2):
            inner = '<br><br>'.join(html.escape(p) for p in paragraphs)
        head = self.pick([f'<h1>{html.escape(headline)}</h1>', f'<h2>{html.escape(headline)}</h2>', ''])
        tag = self.pick(['div', 'article', 'main', 'section', ''])
        text = f'<{tag}>{head}{inner}</{tag}>' if tag else head + inner
        if self.maybe(.3):
            text = f'<p><a href="/">{self.pick(MENU[self.language])}</a></p>{text}'
        if self.maybe(.3):
            text += f'<p>{html.escape(self.pick(LEGAL_TEXT[self.language]).format(o=self.pick(OUTLETS)))}</p>'
        title = self.pick([headline, self.pick(OUTLETS), 'Page'])
        whole = f'<html><head><title>{html.escape(title)}</title></head><body>{text}</body></html>'
        return {'id': f'p{number:04}', 'url': f'https://www.outlet{number}.example/{number}', 'text': '\n'.join(paragraphs)}, whole

    def page(self, number):
        self.language, headline, paragraphs = self.pick(self.pieces)
        if self.maybe(.2):
            return self.bare(number, headline, paragraphs)
        if self.maybe(.4):
            more = self.pick([b for l, _, b in self.pieces if l == self.language])
            paragraphs = paragraphs + more
        paragraphs = paragraphs[:self.rng.randrange(2, 14)]
        outlet, name, day = self.pick(OUTLETS), self.pick(NAMES), self.pick(DAYS[self.language])
        inner, true = self.body(paragraphs)
        lead = ''
        if self.maybe(.15):
            first = self.pick([b for l, _, b in self.pieces if l == self.language])[0].split('. ')[0] + '.'
            lead = f'<p class="{self.pick(["standfirst", "lead", "intro", "teaser", "summary"])}">{html.escape(first)}</p>'
            true.insert(0, first)
        title = html.escape(headline)
        byline = f'<div{self.cls(META)}>{self.pick(["By ", "", "Von "])}{name}</div><time datetime="2026-03-09">{day}</time>' if self.maybe(.6) else ''
        after = ''.join(part() for chance, part in ((.3, self.related), (.2, self.promo), (.2, self.comments)) if self.maybe(chance))
        if self.maybe(.3):
            after += f'<div{self.cls(AUTHOR)}><p>{html.escape(self.pick(BIO[self.language]).format(n=name, o=outlet))}</p></div>'
        tail = f'<p{self.cls(LEGAL)}>{html.escape(self.pick(LEGAL_TEXT[self.language]).format(o=outlet))}</p>' if self.maybe(.4) else ''
        inside = self.maybe(.4)
        text = f'<div{self.cls(BODY)}>{lead}{inner}{tail if inside else ""}{after if inside else ""}</div>{"" if inside else after + tail}'
        picture = self.figure() if self.maybe(.4) else ''
        box = self.pick(['article', 'div', 'main', 'section', 'td'])
        article = f'<h1>{title}</h1>{byline}{picture}{text}'
        article = f'<table><tr><td>{article}</td><td>{self.links(4)}</td></tr></table>' if box == 'td' else f'<{box}>{article}</{box}>'
        if self.maybe(.5) and box != 'main':
            article = f'<main>{article}</main>'
        menu = ''.join(f'<li><a href="/{m}">{m}</a>' for m in self.rng.sample(MENU[self.language], self.rng.randrange(3, 11)))
        nav = self.box(['nav', 'div class=menu', 'div'], '', f'<ul>{menu}</ul>')
        side = ''
        if self.maybe(.6):
            side = self.box(['aside', 'div'], self.cls(ASIDE), f'<h3>{self.pick(READ_ON[self.language])}</h3>{self.links(self.rng.randrange(2, 9))}')
        head = f'<meta property="og:title" content="{title}"><meta property="og:type" content="article">' if self.maybe(.7) else ''
        if self.maybe(.4):
            head += f'<meta name="description" content="{html.escape(paragraphs[0][:150])}">'
        foot = self.box(['footer', 'div class=footer', 'div id=bottom'], '', f'<p>{html.escape(self.pick(LEGAL_TEXT[self.language]).format(o=outlet))}</p><ul>{menu}</ul>')
        banner = f'<div class="{self.pick(["masthead", "top", "header"])}"><p>{html.escape(self.pick(SIGN_UP[self.language]))}</p></div>' if self.maybe(.3) else ''
        whole = (f'<!DOCTYPE html><html lang="{self.language}"><head><meta charset="utf-8"><title>{title} | {outlet}</title>{head}</head><body>'
                 f'{nav}{banner}{article}{side}{foot}</body></html>')
        return {'id': f'p{number:04}', 'url': f'https://www.outlet{number}.example/{number}', 'text': '\n'.join(true)}, whole


def main():
    if len(sys.argv) < 5:
        sys.exit(__doc__)
    count, seed, out = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    writer = Writer(random.Random(seed), list(pieces(sorted(sys.argv[4:]))))
    os.makedirs(os.path.join(out, 'html'), exist_ok=True)
    with open(os.path.join(out, 'gold.ndjson'), 'w', encoding='utf-8') as gold:
        for i in range(count):
            row, page = writer.page(i)
            gold.write(json.dumps(row, ensure_ascii=False) + '\n')
            with open(os.path.join(out, 'html', row['id'] + '.html'), 'w', encoding='utf-8') as f:
                f.write(page)


if __name__ == '__main__':
    main()
