#!/usr/bin/env python3
"""Counts where the cleaner errs, by classes of text, of pages and of markup. See README.md beside this file.

  classes.py CORPUS ANSWERS [ANSWERS…]    four tables with two columns for each file of answers

ANSWERS is what `train.py check --out` keeps: a JSON line for each page with `file` (set/id.html) and `text`. A block of an
answer is wrong when less than half of its runs of three words stand in the known text; a block of the known text is lost
when less than half of its runs stand in the answer. The first test that holds names the class, by words, by shape and by
place alone; what no test names is told by its place. Counted are words: of what is wrong, per thousand of the answers; of
what is lost, per thousand of the known texts.

A page's language is the one its collection tells. The other tables read the markup of the pages. A page is of a kind (live blog, questions and answers, listicle, recipe) when its
data or its headings say so. What stands in a table, a quote, a sub-heading or a list, and in the known text, is counted in
words, and how many of a thousand of them are lost."""
import gzip, json, os, re, statistics, sys
from collections import Counter
from html.parser import HTMLParser

from train import SCORED, doubtful, f1, overlap, pages, words

TESTS = [
    ('read also', r'(?i)^\W*(read (also|more|next)|also read|related|see also|more:|baca (juga|selengkapnya)|artikel berkaitan|'
                  r'lesen sie|mehr (zum|dazu)|lire aussi|à lire|lee también|te puede|leia|leggi anche|lees ook|czytaj|les også|'
                  r'läs (också|mer)|関連|もっと|相关|관련|xem thêm|читайте|اقرأ|\[related)'),
    ('newsletter, app, social', r'(?i)newsletter|sign up|subscribe|download (the|our) app|follow us|whatsapp channel|saluran|'
                                r'google news|abonn|push-'),
    ('donations and paywalls', r'(?i)donat|contribut(e|ion)|support (our|us|independent)|become a member|free trial|log in|'
                               r'subscriber|as little as'),
    ('cookies and consent', r'(?i)cookie|consent|datenschutz|privacy policy|externe[rn]? inhalt|personenbezogen'),
    ('caption or credit', r'(?i)(photo|image|picture|foto|bild|quelle|source|credit|getty|reuters|\bap\b|afp|©|\(c\))[^.]{0,40}$|'
                          r'^(photo|image|foto|bild|©)'),
    ('byline or author', r'(?i)^(by|von|oleh|par|por|di|author|about the|editor|reporter|penulis)\b.{0,80}$|'
                         r'\bis (a|an|the) [\w\s,-]{0,40}(reporter|writer|editor|journalist|correspondent|contributor)|'
                         r'(reporter|writer|editor|correspondent)\.?$|contributed to this|additional reporting'),
    ('advertising', r'(?i)advertis|sponsor|commission|affiliate|anzeige|iklan|may earn|purchase'),
    ('rights and notes', r'(?i)copyright|all rights reserved|originally (published|appeared)|terms of|editor.s note|correction|'
                         r'distributed by|first published|fact.check'),
    ('comments', r'(?i)\bcomments?\b.{0,60}$|reply|upvote'),
    ('embedded post', r'^—|pic\.twitter|t\.co/|@\w+\)|a post shared by|view this post'),
    ('date or time', r'^\W*\d{1,2}[:.]\d\d\b.{0,40}$|^.{0,30}\b20\d\d\b.{0,20}$'),
    ('table', r'.\|.'),
]


def blocks(text):
    return [line for line in (text or '').split('\n') if words(line)]


def strangers(text, other):
    """The blocks of a text that do not stand in the other one, each with its place there: 0 for its beginning, 1 for its end."""
    stands, every = standing(other), blocks(text)
    for number, block in enumerate(every):
        if not stands(block):
            yield block, number / max(1, len(every) - 1)


def standing(text):
    """A test whether a block stands in a text: at least half of its runs of three words."""
    known = words(text)
    runs, whole = {tuple(known[at:at + 3]) for at in range(len(known) - 2)}, ' '.join(known)

    def stands(block):
        own = words(block)
        hits = [tuple(own[at:at + 3]) in runs for at in range(len(own) - 2)]
        return sum(hits) >= len(hits) / 2 if hits else ' '.join(own) in whole
    return stands


def class_of(block, place):
    for name, test in TESTS:
        if re.search(test, block):
            return name
    count = len(words(block))
    ends = re.search(r'[.!?…"”»。؟।)]\W*$', block)
    if re.match(r'\s*([-•*–]|\d+[.)])\s', block):
        return 'list item'
    if count < 12 and not ends:
        return 'heading or label'
    if block.strip().startswith(('"', '“', '„', '«', '‘', '>')) and count < 60:
        return 'quote'
    if place == 0:
        return 'first block, standfirst'
    return 'paragraph, first tenth' if place < 0.1 else 'paragraph, last fifth' if place > 0.8 else 'paragraph, middle'


# Markup ---------------------------------------------------------------------------------------------------------------

# Fewer words stand in a text by chance, as those of menus do.
LEAST = 4
MARKUP = {'table': 'table', 'blockquote': 'quote', 'h2': 'sub-heading', 'h3': 'sub-heading', 'h4': 'sub-heading', 'li': 'list item'}


class Marked(HTMLParser):
    """The texts of a page's tables, quotes, sub-headings and list items: (what, text), the outermost element counts."""

    def __init__(self, page):
        super().__init__()
        self.found, self.open, self.depth, self.mute = [], None, 0, 0
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.mute += tag in ('script', 'style')
        if self.open and tag == self.open[0]:
            self.depth += 1
        elif not self.open and tag in MARKUP:
            self.open, self.depth = (tag, []), 1
        elif self.open:
            self.open[1].append(' ')

    def handle_endtag(self, tag):
        self.mute -= tag in ('script', 'style') and self.mute > 0
        if self.open and tag == self.open[0]:
            self.depth -= 1
            if not self.depth:
                self.found.append((MARKUP[tag], ' '.join(''.join(self.open[1]).split())))
                self.open = None

    def handle_data(self, text):
        if self.open and not self.mute:
            self.open[1].append(text)


def kinds(page, marked):
    """What kind of page it is, as its data or its headings say."""
    headings = [text for what, text in marked if what == 'sub-heading']
    numbered = sum(bool(re.match(r'(#|No\. ?)?\d{1,2}[.):\s]\s*\w', text)) for text in headings)
    asked = sum(text.endswith(('?', '？', '؟')) for text in headings)
    said = set(re.findall(r'"@type"\s*:\s*\[?\s*"(\w+)"', page))
    if 'LiveBlogPosting' in said:
        yield 'live blog'
    if said & {'FAQPage', 'QAPage'} or asked >= 4:
        yield 'questions and answers'
    if numbered >= 4:
        yield 'listicle'
    if 'Recipe' in said or 'schema.org/Recipe' in page:
        yield 'recipe'


def markup(page):
    with gzip.open(page['file']) as packed:
        text = packed.read().decode('utf-8', 'replace')
    marked = Marked(text).found
    return list(kinds(text, marked)), marked


# Tables ---------------------------------------------------------------------------------------------------------------

def told(known, path):
    """Pages whose reference is sound, with the answer and the reference nearest to it."""
    doubt = doubtful()
    with open(path, encoding='utf-8') as lines:
        for line in lines:
            answer = json.loads(line)
            name = answer['file'].rsplit('.', 1)[0]
            if name in known and name not in doubt:
                text = answer['text']
                yield name, text, max(known[name]['texts'], key=lambda known: f1(*overlap(known, text)[:2]))


def by_text(known, path):
    wrong, lost, found, wanted = Counter(), Counter(), 0, 0
    for _, text, reference in told(known, path):
        found, wanted = found + len(words(text)), wanted + len(words(reference))
        for block, place in strangers(text, reference):
            wrong[class_of(block, place)] += len(words(block))
        for block, place in strangers(reference, text):
            lost[class_of(block, place)] += len(words(block))
    return [{name: 1000 * count / total for name, count in counts.items()}
            for counts, total in ((wrong, found), (lost, wanted))]


def by_page(known, marks, path):
    scores = {}
    for name, text, reference in told(known, path):
        for kind in marks[name][0] or ['other']:
            scores.setdefault(kind, []).append(overlap(reference, text)[:2])
    mean = {kind: f1(statistics.mean(p for p, _ in some), statistics.mean(r for _, r in some)) for kind, some in scores.items()}
    return [{kind: len(some) for kind, some in scores.items()}, mean]


def by_language(known, path):
    scores = {}
    for name, text, reference in told(known, path):
        language = known[name]['lang'][:2] or 'none told'
        scores.setdefault(language, []).append(overlap(reference, text)[:2])
    mean = {name: f1(statistics.mean(p for p, _ in some), statistics.mean(r for _, r in some)) for name, some in scores.items()}
    return [{name: len(some) for name, some in scores.items()}, mean]


def by_markup(known, marks, path):
    wanted, lost = Counter(), Counter()
    for name, text, reference in told(known, path):
        in_reference, in_answer = standing(reference), standing(text)
        for what, block in marks[name][1]:
            count = len(words(block))
            if count >= LEAST and in_reference(block):
                wanted[what] += count
                lost[what] += 0 if in_answer(block) else count
    return [dict(wanted), {what: 1000 * lost[what] / count for what, count in wanted.items()}]


def table(title, heads, paths, columns, digits):
    names = sorted({name for column in columns for name in column}, key=lambda name: -max(c.get(name, 0) for c in columns))
    titles = [f'{os.path.basename(path)}, {head}' for path in paths for head in heads]
    print(f'| {title} | ' + ' | '.join(titles) + ' |\n| --- |' + ' --- |' * len(columns))
    for name in names:
        cells = [f'{column.get(name, 0):.{digits[at % 2]}f}' for at, column in enumerate(columns)]
        print(f'| {name} | ' + ' | '.join(cells) + ' |')
    if title == 'class':
        print('| all | ' + ' | '.join(f'{sum(column.values()):.1f}' for column in columns) + ' |')
    print()


def main():
    corpus, *paths = sys.argv[1:]
    known = {f"{page['set']}/{page['id']}": page for page in pages(corpus) if page['set'] in SCORED}
    marks = {name: markup(page) for name, page in known.items()}
    every = lambda count: [column for path in paths for column in count(path)]
    table('class', ('wrong', 'lost'), paths, every(lambda path: by_text(known, path)), (1, 1))
    table('kind of page', ('pages', 'F1'), paths, every(lambda path: by_page(known, marks, path)), (0, 3))
    table('language', ('pages', 'F1'), paths, every(lambda path: by_language(known, path)), (0, 3))
    table('markup', ('words', 'lost of 1,000'), paths, every(lambda path: by_markup(known, marks, path)), (0, 0))


if __name__ == '__main__':
    main()
