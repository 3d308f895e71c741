#!/usr/bin/env python3
"""Counts where the cleaner errs, by classes of text. See README.md beside this file.

  classes.py CORPUS ANSWERS [ANSWERS…]    a table with two columns for each file of answers

ANSWERS is what `train.py check --out` keeps: a JSON line for each page with `file` (set/id.html) and `text`. A block of an
answer is wrong when less than half of its runs of three words stand in the known text; a block of the known text is lost
when less than half of its runs stand in the answer. The first test that holds names the class, by words, by shape and by
place alone; what no test names is told by its place. Counted are words: of what is wrong, per thousand of the answers; of
what is lost, per thousand of the known texts."""
import json, os, re, sys
from collections import Counter

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
    known = words(other)
    runs, whole = {tuple(known[at:at + 3]) for at in range(len(known) - 2)}, ' '.join(known)
    every = blocks(text)
    for number, block in enumerate(every):
        own = words(block)
        hits = [tuple(own[at:at + 3]) in runs for at in range(len(own) - 2)]
        share = sum(hits) / len(hits) if hits else float(' '.join(own) in whole)
        if share < 0.5:
            yield block, number / max(1, len(every) - 1)


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


def counted(known, path):
    wrong, lost, found, wanted = Counter(), Counter(), 0, 0
    doubt = doubtful()
    with open(path, encoding='utf-8') as lines:
        for line in lines:
            answer = json.loads(line)
            page = known.get(answer['file'].rsplit('.', 1)[0])
            if not page or answer['file'].rsplit('.', 1)[0] in doubt:
                continue
            reference = max(page['texts'], key=lambda text: f1(*overlap(text, answer['text'])[:2]))
            found, wanted = found + len(words(answer['text'])), wanted + len(words(reference))
            for block, place in strangers(answer['text'], reference):
                wrong[class_of(block, place)] += len(words(block))
            for block, place in strangers(reference, answer['text']):
                lost[class_of(block, place)] += len(words(block))
    return [{name: 1000 * count / total for name, count in counts.items()}
            for counts, total in ((wrong, found), (lost, wanted))]


def main():
    corpus, *answers = sys.argv[1:]
    known = {f"{page['set']}/{page['id']}": page for page in pages(corpus) if page['set'] in SCORED}
    columns = [column for path in answers for column in counted(known, path)]
    names = sorted({name for column in columns for name in column}, key=lambda name: -max(c.get(name, 0) for c in columns))
    heads = [f'{os.path.basename(path)}, {what}' for path in answers for what in ('wrong', 'lost')]
    print('| class | ' + ' | '.join(heads) + ' |\n| --- |' + ' --- |' * len(columns))
    for name in names + ['all']:
        cells = [sum(c.values()) if name == 'all' else c.get(name, 0) for c in columns]
        print(f'| {name} | ' + ' | '.join(f'{cell:.1f}' for cell in cells) + ' |')


if __name__ == '__main__':
    main()
