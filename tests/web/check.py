#!/usr/bin/env python3
"""check.py (PROGRAM DATA | --url BASE) [--shots FOLDER]: the pages of a desk in a real browser.
Drives Chromium through ChromeDriver's WebDriver protocol. At 360 and 1280 px, light and dark, it visits the front page, a story,
articles, a search and the small pages, and holds each to: no console error and no broken policy, no sideways scrolling, contrast of all text,
headings in order, landmarks and names for forms and images, targets of 24 px, links that resolve, a visible focus; then keys, the notice of
what is new, print, and all pages again without JavaScript. Last line: `N passed, N failed, N skipped`."""
import argparse
import base64
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request

from server import Desk

MISSING = '/nothing-here'
ELEMENT = 'element-6066-11e4-a52e-4f735466cecf'
FLAGS = ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
         '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage', '--hide-scrollbars', '--lang=en']

# Runs in the page: every fault a reader could meet, as a list of texts.
AUDIT = r'''
const faults = [];
const say = (what, node) => faults.push(what + (node ? ": " + node.outerHTML.slice(0, 140) : ""));
const seen = (e) => e.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true });
// ---- sideways ----
if (document.documentElement.scrollWidth > innerWidth) {
  say("wider than the window by " + (document.documentElement.scrollWidth - innerWidth));
  for (const e of document.querySelectorAll("main *"))
    if (seen(e) && e.getBoundingClientRect().right > innerWidth + 1 && !e.closest(".vh")) { say("sticks out", e); break; }
}
// ---- contrast ----
const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
const rgba = (text) => {
  canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = text; canvas.fillRect(0, 0, 1, 1);
  return [...canvas.getImageData(0, 0, 1, 1).data];
};
const light = ([r, g, b]) => {
  const f = (v) => { v /= 255; return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; };
  return 0.2126 * f(r) + 0.7152 * f(g) + 0.0722 * f(b);
};
const ratio = (a, b) => { const [x, y] = [light(a), light(b)].sort((p, q) => q - p); return (x + 0.05) / (y + 0.05); };
const behind = (e) => {
  for (; e; e = e.parentElement) { const c = rgba(getComputedStyle(e).backgroundColor); if (c[3] === 255) return c; }
  return rgba(matchMedia("(prefers-color-scheme: dark)").matches ? "#121212" : "#ffffff");
};
let texts = 0;
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
for (let node; (node = walker.nextNode());) {
  const e = node.parentElement;
  if (!node.data.trim() || !seen(e) || e.closest(".vh, .skip, script")) continue;
  texts++;
  const style = getComputedStyle(e), got = ratio(rgba(style.color), behind(e));
  const large = parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.66 && style.fontWeight >= 700);
  if (got < (large ? 3 : 4.5)) say("contrast " + got.toFixed(2), e);
}
for (const input of document.querySelectorAll("input[placeholder]")) {
  const got = ratio(rgba(getComputedStyle(input, "::placeholder").color), behind(input));
  if (got < 4.5) say("contrast of placeholder " + got.toFixed(2), input);
}
if (texts < 5) say("hardly any text: " + texts);
// ---- structure ----
let depth = 0, ones = 0;
for (const h of document.querySelectorAll("h1,h2,h3,h4,h5,h6")) {
  const level = +h.tagName[1];
  if (level > depth + 1) say("heading skips a level", h);
  if (!h.textContent.trim()) say("empty heading", h);
  depth = level; ones += level === 1;
}
if (ones !== 1) say(ones + " headings of the first level");
for (const one of ["main", "header.desk", "nav[aria-label]", "form[role=search]", "footer"])
  if (!document.querySelector(one)) say("no " + one);
if (document.documentElement.lang !== "en") say("no language");
if (!document.title.trim()) say("no title");
if (!document.querySelector("a.skip[href='#main']")) say("no way past the header");
const ids = new Set();
for (const e of document.querySelectorAll("[id]")) { if (ids.has(e.id)) say("id twice", e); ids.add(e.id); }
for (const e of document.querySelectorAll("a[href^='#']"))
  if (!document.getElementById(decodeURIComponent(e.hash.slice(1)))) say("leads nowhere", e);
for (const e of document.querySelectorAll("[aria-labelledby]"))
  for (const id of e.getAttribute("aria-labelledby").split(" ")) if (!document.getElementById(id)) say("label missing", e);
// ---- names ----
const name = (e) => (e.getAttribute("aria-label") || e.textContent || "").trim();
for (const e of document.querySelectorAll("a[href], button, summary")) if (!name(e)) say("no name", e);
for (const e of document.querySelectorAll("input, select, textarea"))
  if (!e.getAttribute("aria-label") && !(e.labels && e.labels.length)) say("form field without a label", e);
for (const e of document.querySelectorAll("img")) if (!e.hasAttribute("alt")) say("image without words", e);
for (const e of document.querySelectorAll("svg"))
  if (e.getAttribute("aria-hidden") !== "true" && !(e.getAttribute("role") === "img" && e.getAttribute("aria-label"))) say("drawing without words", e);
for (const e of document.querySelectorAll("time")) if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(e.dateTime)) say("time without instant", e);
for (const e of document.querySelectorAll("[lang]")) if (!/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/.test(e.lang)) say("no language code", e);
if (document.querySelector("[style], style, [onclick], script:not([src])")) say("inline style or script");
// ---- targets: 24 px, or in a line of text, or with room around (WCAG 2.5.8) ----
const targets = [...document.querySelectorAll("a[href], button, summary, input")].filter((e) => seen(e) && !e.closest(".skip"));
const boxes = targets.map((e) => e.getBoundingClientRect());
targets.forEach((e, i) => {
  const b = boxes[i];
  if (b.width >= 24 && b.height >= 24) return;
  const inline = getComputedStyle(e).display.startsWith("inline") && e.tagName === "A" && e.parentElement.textContent.trim() !== e.textContent.trim();
  if (inline) return;
  const x = b.x + b.width / 2, y = b.y + b.height / 2;
  const crowded = boxes.some((o, k) => k !== i && Math.abs(Math.max(o.left, Math.min(x, o.right)) - x) < 12 && Math.abs(Math.max(o.top, Math.min(y, o.bottom)) - y) < 12);
  if (crowded) say("target " + Math.round(b.width) + " x " + Math.round(b.height), e);
});
return faults;
'''
FOCUS = r'''
const e = document.activeElement, s = getComputedStyle(e);
return [e.tagName, s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2, e.outerHTML.slice(0, 100)];
'''


class Score:
    def __init__(self):
        self.passed = self.failed = self.skipped = 0

    def check(self, holds, what, detail=''):
        if holds:
            self.passed += 1
        else:
            self.failed += 1
            print(f'not ok: {what}' + (f'\n    {detail}' if detail else ''))

    def end(self):
        print(f'{self.passed} passed, {self.failed} failed, {self.skipped} skipped')
        return 1 if self.failed else 0


class Driver:
    """As much of WebDriver as is needed."""

    def __init__(self, chromium, chromedriver):
        with socket.socket() as s:
            s.bind(('127.0.0.1', 0))
            self.port = s.getsockname()[1]
        self.profiles = tempfile.mkdtemp(prefix='wiredesk-web-')
        self.process = subprocess.Popen([chromedriver, f'--port={self.port}'], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.chromium = chromium
        self.session = None

    def call(self, method, path, body=None):
        data = None if method in ('GET', 'DELETE') else json.dumps(body or {}).encode()
        request = urllib.request.Request(f'http://127.0.0.1:{self.port}{path}', data, {'Content-Type': 'application/json'}, method=method)
        try:
            with urllib.request.urlopen(request, timeout=120) as answer:
                return json.load(answer)['value']
        except urllib.error.HTTPError as error:
            raise RuntimeError(json.load(error)['value']['message'].split('\n')[0]) from None

    def start(self, script=True):
        until = time.monotonic() + 30
        while True:
            try:
                if self.call('GET', '/status')['ready']:
                    break
            except OSError:
                pass
            if time.monotonic() > until:
                raise RuntimeError('chromedriver does not answer')
            time.sleep(0.2)
        folder = tempfile.mkdtemp(dir=self.profiles)
        options = {'binary': self.chromium, 'args': FLAGS + [f'--user-data-dir={folder}']}
        if not script:
            options['prefs'] = {'profile.managed_default_content_settings.javascript': 2}
        self.session = self.call('POST', '/session', {'capabilities': {'alwaysMatch': {
            'browserName': 'chrome', 'goog:chromeOptions': options, 'goog:loggingPrefs': {'browser': 'ALL'}}}})['sessionId']

    def do(self, method, path, body=None):
        return self.call(method, f'/session/{self.session}{path}', body)

    def end(self):
        if self.session:
            self.do('DELETE', '')
            self.session = None

    def stop(self):
        try:
            self.end()
        finally:
            self.process.terminate()
            self.process.wait()
            shutil.rmtree(self.profiles, ignore_errors=True)

    def cdp(self, command, parameters):
        return self.do('POST', '/goog/cdp/execute', {'cmd': command, 'params': parameters})

    def look(self, width, dark, medium=''):
        self.cdp('Emulation.setDeviceMetricsOverride', {'width': width, 'height': 900, 'deviceScaleFactor': 1, 'mobile': False})
        self.cdp('Emulation.setEmulatedMedia', {'media': medium, 'features': [
            {'name': 'prefers-color-scheme', 'value': 'dark' if dark else 'light'}, {'name': 'prefers-reduced-motion', 'value': 'reduce'}]})

    def go(self, url):
        self.do('POST', '/url', {'url': url})

    def run(self, script):
        return self.do('POST', '/execute/sync', {'script': script, 'args': []})

    def keys(self, text):
        actions = []
        for key in text:
            actions += [{'type': 'keyDown', 'value': key}, {'type': 'keyUp', 'value': key}]
        self.do('POST', '/actions', {'actions': [{'type': 'key', 'id': 'keyboard', 'actions': actions}]})

    def console(self):
        return [f"{line['level']} {line['message']}" for line in self.do('POST', '/se/log', {'type': 'browser'}) if line['level'] != 'INFO']

    def shot(self, path):
        size = self.cdp('Page.getLayoutMetrics', {})['cssContentSize']
        clip = {'x': 0, 'y': 0, 'width': size['width'], 'height': min(size['height'], 8000), 'scale': 1}
        picture = self.cdp('Page.captureScreenshot', {'format': 'png', 'captureBeyondViewport': True, 'clip': clip})['data']
        with open(path, 'wb') as f:
            f.write(base64.b64decode(picture))


def fetch(url):
    try:
        with urllib.request.urlopen(url, timeout=30) as answer:
            return answer.status, answer.read().decode('utf-8', 'replace')
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode('utf-8', 'replace')


def most_fields(base, stories):
    """Number of the article that says most of itself, its image first of all."""
    best = (False, 0, None)
    for story in stories:
        for article in story['articles'][:4]:
            status, text = fetch(f"{base}/a/{article['id'][1:]}.json")
            if status == 200:
                fields = json.loads(text).get('fields', {})
                best = max(best, ('image' in fields, len(fields), article['id'][1:]))
    return best[2]


def find_pages(base):
    """Pages to visit: the story and article with the most to show."""
    pages = {'front': '/', 'outlets': '/outlets', 'speakers': '/speakers', 'feeds': '/feeds', 'about': '/about', 'search-empty': '/search', 'missing': MISSING}
    _, front = fetch(base + '/')
    serials = sorted({int(part.split('"')[0]) for part in front.split('href="./s/')[1:]})
    best, articles, stories = None, [], []
    for serial in serials[:40]:
        status, text = fetch(f'{base}/s/{serial}.json')
        if status != 200:
            continue
        story = json.loads(text)
        stories.append(story)
        weight = len(story['statements']) + 3 * len(story['articles'])
        if best is None or weight > best[0]:
            best = (weight, serial, story)
    if best:
        pages['story'] = f'/s/{best[1]}'
        pages['articles'] = f'/s/{best[1]}/articles'
        articles = [a for a in best[2]['articles'] if not a.get('killed')]
        most = max(articles, key=lambda a: (a.get('relation') == 'copy', a['letter']), default={})
        if most.get('outlet'):
            pages['outlet'] = '/o/' + urllib.parse.quote(most['outlet'])
        said = [x['speaker'] for x in best[2]['statements'] if x['speaker']]
        if said:
            pages['speaker'] = '/p/' + urllib.parse.quote(max(said, key=said.count), safe='')
        words = [w for w in best[2]['headline'].split() if w.isalpha() and len(w) > 4]
        pages['search'] = '/search?q=' + urllib.parse.quote(words[0] if words else 'news')
    for article in articles[:2]:
        pages['article-' + article['letter']] = '/a/' + article['id'][1:]
    fields = most_fields(base, stories)
    if fields:
        pages['fields'] = f'/a/{fields}'
    changed = next((c for c in best[2]['changes'] if c['kind'] != 'withdrawn'), None) if best else None
    if changed:
        pages['versions'] = f"/a/{changed['article'][1:]}/versions"
        pages['versions-two'] = f"/a/{changed['article'][1:]}/versions?from=1&to=2"
    for number, article in enumerate(articles[1:3]):
        pages[f'beside-{number}'] = f"/a/{articles[0]['id'][1:]}/beside/{article['id'][1:]}"
    return pages


def audit(score, driver, base, pages, shots):
    for width in (1280, 360):
        for dark in (False, True):
            driver.look(width, dark)
            look = f'{width} {"dark" if dark else "light"}'
            for name, path in pages.items():
                driver.go(base + path)
                faults = driver.run(AUDIT)
                score.check(not faults, f'{name} at {look}', '\n    '.join(faults[:12]))
                noise = [line for line in driver.console() if MISSING not in line]
                score.check(not noise, f'{name} at {look}: console', '\n    '.join(noise))
                driver.run('for (const d of document.querySelectorAll("details")) d.open = true')
                faults = driver.run(AUDIT)
                score.check(not faults, f'{name} at {look}, all unfolded', '\n    '.join(faults[:12]))
                if shots:
                    driver.go(base + path)
                    driver.shot(os.path.join(shots, f'{name}-{width}-{"dark" if dark else "light"}.png'))


def check_links(score, driver, base, pages):
    links = set()
    for path in pages.values():
        driver.go(base + path)
        links |= set(driver.run('return [...document.querySelectorAll("a[href], link[href], script[src]")].map((e) => (e.href || e.src).split("#")[0])'))
    driver.console()
    own = sorted(link for link in links if link.startswith(base) and link != base + MISSING)
    dead = [f'{status} {link}' for link in own for status in [fetch(link)[0]] if status not in (200, 410)]
    score.check(own and not dead, f'{len(own)} links of the desk resolve', '\n    '.join(dead))
    other = [link for link in links if not link.startswith(('http://', 'https://'))]
    score.check(not other, 'links out are http and https', '\n    '.join(other))


def check_keys(score, driver, base, pages):
    driver.look(1280, False)
    for name in ('front', 'story'):
        if name not in pages:
            continue
        driver.go(base + pages[name])
        unseen = []
        for _ in range(12):
            driver.keys('\ue004')
            tag, outlined, text = driver.run(FOCUS)
            if tag != 'BODY' and not outlined:
                unseen.append(text)
        score.check(not unseen, f'{name}: the focus is seen', '\n    '.join(unseen))
        driver.go(base + pages[name])
        driver.keys('j')
        first = driver.run('return document.activeElement.hasAttribute("data-row") && document.querySelectorAll("[data-row]")[0] === document.activeElement')
        driver.keys('j')
        driver.keys('k')
        again = driver.run('return document.querySelectorAll("[data-row]")[0] === document.activeElement')
        score.check(first and again, f'{name}: j and k go through the rows')
        driver.keys('/')
        score.check(driver.run('return document.activeElement.matches("input[type=search]")'), f'{name}: / goes to the search field')
        driver.keys('jk')
        score.check(driver.run('return document.activeElement.value') == 'jk', f'{name}: letters typed there are letters')
    driver.go(base + '/about')
    driver.run('document.querySelector("#keys-state button").click()')
    driver.go(base + '/')
    driver.keys('j')
    score.check(driver.run('return document.activeElement === document.body'), 'single keys can be switched off')
    driver.run('localStorage.clear()')


def check_fields(score, driver, base, pages):
    driver.go(base + pages['fields'])
    asked = driver.run('return performance.getEntriesByType("resource").map((e) => e.name)')
    score.check(not [x for x in asked if not x.startswith(base)], 'an article asks nobody else for anything', '\n    '.join(asked))
    rows = driver.run('return [...document.querySelectorAll("#fields dl > div")].map((e) => [e.querySelectorAll("dt").length, e.querySelectorAll("dd").length])')
    score.check(len(rows) > 5 and all(t == 1 and d >= 1 for t, d in rows), 'every field has its name and its value', rows)
    image = driver.run('return [...document.querySelectorAll("#fields a")].filter((e) => e.textContent.startsWith("image at ")).map((e) => e.rel)')
    score.check(all('external' in rel for rel in image) and not driver.run('return document.images.length'), 'images are links', image)


def check_live(score, driver, base):
    driver.go(base + '/')
    before = driver.run('return [document.body.scrollHeight, document.querySelector("main").getBoundingClientRect().top]')
    driver.cdp('Page.addScriptToEvaluateOnNewDocument', {'source': 'const wait = setTimeout; window.setTimeout = (f, ms, ...a) => wait(f, Math.min(ms, 50), ...a);'
                                                         'document.addEventListener("readystatechange", () => { document.body.dataset.since = "1"; });'})
    driver.go(base + '/')
    until = time.monotonic() + 10
    text = ''
    while not text and time.monotonic() < until:
        time.sleep(0.1)
        text = driver.run('return document.getElementById("live").textContent')
    after = driver.run('return [document.body.scrollHeight, document.querySelector("main").getBoundingClientRect().top]')
    score.check('new change' in text, 'what is new is told', repr(text))
    score.check(before == after, 'and moves nothing', f'{before} {after}')
    score.check(not driver.console(), 'asking for it breaks no policy')


def check_print(score, driver, base, pages):
    driver.look(800, False, 'print')
    driver.go(base + pages.get('story', '/'))
    hidden = driver.run('return [...document.querySelectorAll("header.desk nav, header.desk form, .skip")].filter((e) => e.checkVisibility()).length')
    closed = driver.run('return [...document.querySelectorAll("details > *:not(summary)")].filter((e) => !e.getClientRects().length).length')
    score.check(hidden == 0, 'print leaves out what is for the screen')
    score.check(closed == 0, 'print shows what is folded', f'{closed} parts stay closed')


def check_without_script(score, driver, base, pages):
    driver.end()
    driver.start(script=False)
    driver.look(360, False)
    for name, path in pages.items():
        driver.go(base + path)
        state = driver.do('GET', '/title')
        text = driver.do('POST', '/element', {'using': 'css selector', 'value': 'main'})
        shown = driver.do('GET', f'/element/{text[ELEMENT]}/text')
        score.check(state and len(shown) > 20, f'{name} without JavaScript')
    if 'search' in pages:
        driver.go(base + '/')
        field = driver.do('POST', '/element', {'using': 'css selector', 'value': 'input[type=search]'})[ELEMENT]
        driver.do('POST', f'/element/{field}/value', {'text': urllib.parse.unquote(pages['search'].split('=', 1)[1]) + '\ue007'})
        time.sleep(0.5)
        score.check('/search?q=' in driver.do('GET', '/url'), 'the search form works without JavaScript')


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('program', nargs='?')
    parser.add_argument('data', nargs='?')
    parser.add_argument('--url')
    parser.add_argument('--shots')
    options = parser.parse_args()
    score = Score()
    chromium, chromedriver = shutil.which('chromium'), shutil.which('chromedriver')
    if not chromium or not chromedriver:
        print('skipped: no ' + ('chromium' if not chromium else 'chromedriver') + ' here')
        score.skipped += 1
        return score.end()
    if not options.url and not (options.program and options.data):
        parser.error('PROGRAM and DATA, or --url')
    if options.shots:
        os.makedirs(options.shots, exist_ok=True)
    desk = None if options.url else Desk(options.program, options.data)
    driver = Driver(chromium, chromedriver)
    try:
        base = options.url.rstrip('/') if options.url else desk.base
        pages = find_pages(base)
        driver.start()
        audit(score, driver, base, pages, options.shots)
        check_links(score, driver, base, pages)
        check_keys(score, driver, base, pages)
        if 'story' in pages:
            check_live(score, driver, base)
        if 'fields' in pages:
            check_fields(score, driver, base, pages)
        check_print(score, driver, base, pages)
        if options.shots:
            driver.shot(os.path.join(options.shots, 'story-print.png'))
        check_without_script(score, driver, base, pages)
    finally:
        driver.stop()
        if desk:
            desk.stop()
    return score.end()


if __name__ == '__main__':
    sys.exit(main())
