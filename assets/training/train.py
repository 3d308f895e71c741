#!/usr/bin/env python3
"""Makes assets/cleaning.model from a corpus of pages with known text. See README.md beside this file.

  train.py look  CORPUS CACHE             pages -> blocks with features and labels, kept in CACHE (a folder)
  train.py check CACHE [--worst N] [--out F] five models, each scored on the sites it has not seen, through the whole cleaner
  train.py fit   CACHE MODEL              one model of all pages, written to the file MODEL

CORPUS holds <set>/gt.jsonl (one page a line: id, file, domain, lang, texts) and the gzipped pages it names. The cleaner's
programs are taken from target/release: `kabar` and `examples/clean`."""
import argparse, concurrent.futures, gzip, json, os, re, statistics, struct, subprocess, tempfile
from collections import Counter

import lightgbm
import numpy

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.join(HERE, '..', '..')
KABAR = os.path.join(ROOT, 'target', 'release', 'kabar')
CLEAN = os.path.join(ROOT, 'target', 'release', 'examples', 'clean')
# The weight of a page in training. Of pages of the last two sets only snippets are known.
SETS = {'fundus': 1.0, 'n4k': 1.0, 'anpandu': 1.0, 'wcxb': 1.0, 'moz': 0.3, 'traf': 0.7, 'postlight': 0.7}
SCORED = ['fundus', 'n4k', 'wcxb', 'anpandu']
FOLDS, SEED, TREES, LEAVES, RATE = 5, 7, 200, 31, 0.06
WORD = re.compile(r'\w+')
WIDE = re.compile(r'([\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f])')


def words(text):
    return WORD.findall(WIDE.sub(r' \1 ', (text or '').replace('\u00ad', '')))


def runs(text, size=4):
    found = words(text)
    return Counter(tuple(found[i:i + size]) for i in range(max(1, len(found) - size + 1)) if found[i:i + size])


def overlap(reference, text):
    """Precision and recall over runs of four words, and whether any text was there."""
    wanted, found = runs(reference), runs(text)
    both = sum((wanted & found).values())
    return both / max(1, sum(found.values())), both / max(1, sum(wanted.values())), bool(found)


def best(references, text):
    return max((overlap(reference, text) for reference in references), key=lambda pr: f1(*pr[:2]))


def f1(precision, recall):
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


# Pages and labels -----------------------------------------------------------------------------------------------------

def pages(corpus):
    """The pages with known text, as their gt.jsonl tells of them."""
    for name in SETS:
        with open(os.path.join(corpus, name, 'gt.jsonl'), encoding='utf-8') as lines:
            for line in lines:
                page = json.loads(line)
                yield dict(set=name, id=page['id'], file=os.path.join(corpus, page['file']), site=page['domain'],
                           lang=page.get('lang') or '', texts=page.get('texts') or [], wanted=page.get('with') or [],
                           unwanted=page.get('without') or [])


def unpacked(page, folder, number):
    path = os.path.join(folder, f'{number:05}.html')
    with gzip.open(page['file']) as packed, open(path, 'wb') as plain:
        plain.write(packed.read())
    return path


def looked(task):
    """Blocks, features and labels of some pages."""
    with tempfile.TemporaryDirectory() as folder:
        files = [unpacked(page, folder, number) for number, page in enumerate(task)]
        out = subprocess.run([KABAR, 'extract', '--format', 'blocks', *files], capture_output=True, check=True).stdout
    found = []
    for page, line in zip(task, out.splitlines()):
        blocks = json.loads(line)['blocks']
        rows = numpy.array([row for _, row in blocks], dtype=numpy.float32)
        texts = [text for text, _ in blocks]
        found.append((rows, *labels(texts, page)) if texts else None)
    return found


def labels(texts, page):
    """The share of each block that is story, by the fullest reference, and the weight of each block: little where
    references differ (they do over standfirsts), nothing where only snippets are known and it holds none of them."""
    if not page['texts']:
        good = numpy.array([any(some in text for some in page['wanted']) for text in texts])
        bad = numpy.array([any(some in text for some in page['unwanted']) for text in texts])
        return good.astype(float), (good != bad).astype(float)
    every = [shares(texts, reference) for reference in page['texts']]
    lengths = numpy.array([len(words(text)) for text in texts])
    fullest = max(every, key=lambda share: float((share * lengths).sum()))
    weight = numpy.ones(len(texts))
    if len(every) > 1:
        weight[numpy.ptp(numpy.array(every), axis=0) > 0.5] = 0.25
    return fullest, weight


def shares(texts, reference):
    wanted = words(reference)
    places = {}
    for size in (1, 2, 3, 4):
        for at in range(len(wanted) - size + 1):
            places.setdefault(tuple(wanted[at:at + size]), []).append(at)
    used = numpy.zeros(len(wanted) + 4, bool)
    tokens = [words(text) for text in texts]
    share, place = numpy.zeros(len(texts)), {}
    for number in sorted(range(len(texts)), key=lambda number: -len(tokens[number])):
        block = tokens[number]
        if len(block) < 4:
            continue
        hits = []
        for at in range(len(block) - 3):
            free = [p for p in places.get(tuple(block[at:at + 4]), ()) if not used[p]]
            if free:
                hits.append(free[0])
        share[number] = len(hits) / (len(block) - 3)
        if share[number] >= 0.5:
            place[number] = int(numpy.median(hits))
            for hit in hits:
                used[hit:hit + 4] = True
    if not place:
        return share
    # Shorter ones must stand in the reference where their neighbours do.
    first, last, ordered = min(place), max(place), sorted(place)
    for number, block in enumerate(tokens):
        if not 0 < len(block) < 4 or not first - 6 <= number <= last + 6:
            continue
        before = [place[at] for at in ordered if at < number]
        after = [place[at] for at in ordered if at > number]
        low, high = (before[-1] if before else 0) - 4, (after[0] if after else len(wanted)) + 4
        fits = [p for p in places.get(tuple(block), ()) if not used[p] and low <= p <= high]
        if fits:
            share[number] = 1
            used[fits[0]:fits[0] + len(block)] = True
    return share


def look(corpus, cache):
    everything = list(pages(corpus))
    tasks = [everything[at:at + 25] for at in range(0, len(everything), 25)]
    with concurrent.futures.ProcessPoolExecutor(2) as pool:
        found = [one for some in pool.map(looked, tasks) for one in some]
    kept = [(page, one) for page, one in zip(everything, found) if one]
    os.makedirs(cache, exist_ok=True)
    numpy.savez(os.path.join(cache, 'blocks.npz'), rows=numpy.concatenate([one[0] for _, one in kept]),
                share=numpy.concatenate([one[1] for _, one in kept]), weight=numpy.concatenate([one[2] for _, one in kept]),
                counts=numpy.array([len(one[0]) for _, one in kept]))
    with open(os.path.join(cache, 'pages.json'), 'w', encoding='utf-8') as out:
        json.dump([page for page, _ in kept], out, ensure_ascii=False)
    print(len(kept), 'pages,', sum(len(one[0]) for _, one in kept), 'blocks,', kept[0][1][0].shape[1], 'features')


# Training -------------------------------------------------------------------------------------------------------------

def load(cache):
    data = numpy.load(os.path.join(cache, 'blocks.npz'))
    with open(os.path.join(cache, 'pages.json'), encoding='utf-8') as lines:
        listed = json.load(lines)
    owner = numpy.repeat(numpy.arange(len(listed)), data['counts'])
    return listed, owner, data['rows'], data['share'], data['weight']


def doubtful():
    """Pages whose reference is wrong, as set/id."""
    with open(os.path.join(HERE, 'doubtful.txt'), encoding='utf-8') as lines:
        return {line.strip() for line in lines if not line.startswith('#')}


def weights(listed, owner, rows):
    """Longer blocks weigh more, and long pages a little more than short ones; doubtful pages nothing."""
    block = 0.25 + numpy.minimum(rows[:, 0], 60) / 20
    total = numpy.bincount(owner, block)
    doubt = doubtful()
    source = numpy.array([SETS[page['set']] * (f"{page['set']}/{page['id']}" not in doubt) for page in listed])
    out = block * source[owner] / numpy.sqrt(total[owner])
    return out / out[out > 0].mean()


def trained(rows, share, weight):
    used = weight > 0
    parameters = dict(objective='binary', learning_rate=RATE, num_leaves=LEAVES, min_data_in_leaf=30, feature_fraction=0.4,
                      bagging_fraction=0.8, bagging_freq=1, lambda_l2=5.0, max_bin=127, verbose=-1, num_threads=1, seed=SEED,
                      deterministic=True, force_row_wise=True)
    data = lightgbm.Dataset(rows[used], (share[used] >= 0.5).astype(int), weight=weight[used])
    return lightgbm.train(parameters, data, TREES)


def write(model, path, features):
    """The format of src/extract/model.rs."""
    trees, thresholds = [], [set() for _ in range(features)]

    def walk(node, forks, leaves):
        if 'leaf_value' in node:
            leaves.append(node['leaf_value'])
            return -len(leaves)
        at = len(forks)
        forks.append(None)
        threshold = float(numpy.float32(node['threshold']))
        thresholds[node['split_feature']].add(threshold)
        low = walk(node['left_child'], forks, leaves)
        forks[at] = (node['split_feature'], threshold, low, walk(node['right_child'], forks, leaves))
        return at

    for tree in model.dump_model()['tree_info']:
        forks, leaves = [], []
        walk(tree['tree_structure'], forks, leaves)
        trees.append((forks, leaves))
    steps = [sorted(values) for values in thresholds]
    with open(path, 'wb') as out:
        out.write(b'KBM1' + struct.pack('<HH', features, len(trees)))
        for values in steps:
            out.write(struct.pack('<B', len(values)) + struct.pack(f'<{len(values)}f', *values))
        for forks, leaves in trees:
            out.write(struct.pack('<B', len(forks)))
            for feature, threshold, low, high in forks:
                out.write(struct.pack('<BBbb', feature, steps[feature].index(threshold), low, high))
            for value in leaves:
                out.write(struct.pack('<h', max(-32767, min(32767, round(value * 4096)))))


def fit(cache, path):
    listed, owner, rows, share, weight = load(cache)
    write(trained(rows, share, weight * weights(listed, owner, rows)), path, rows.shape[1])
    print(path, os.path.getsize(path), 'bytes')


# Checking -------------------------------------------------------------------------------------------------------------

def folds(listed):
    """A fold for each page: all pages of a site fall into one."""
    sites = sorted({page['site'] for page in listed})
    numpy.random.RandomState(3).shuffle(sites)
    fold = {site: number % FOLDS for number, site in enumerate(sites)}
    return numpy.array([fold[page['site']] for page in listed])


def check(cache, worst, out):
    listed, owner, rows, share, weight = load(cache)
    fold, weight = folds(listed), weight * weights(listed, owner, rows)

    def one(number):
        with tempfile.TemporaryDirectory() as folder:
            seen = fold[owner] != number
            path = os.path.join(folder, 'model')
            write(trained(rows[seen], share[seen], weight[seen]), path, rows.shape[1])
            unseen = [at for at in range(len(listed)) if fold[at] == number]
            files = [unpacked(listed[at], folder, at) for at in unseen]
            lines = subprocess.run([CLEAN, path, *files], capture_output=True, check=True).stdout.splitlines()
            return [(at, json.loads(line)) for at, line in zip(unseen, lines)]

    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        answers = dict(answer for some in pool.map(one, range(FOLDS)) for answer in some)
    report(listed, answers, worst)
    if out:
        with open(out, 'w', encoding='utf-8') as lines:
            for at, page in enumerate(listed):
                lines.write(json.dumps(dict(answers[at], file=f"{page['set']}/{page['id']}.html"), ensure_ascii=False) + '\n')


def report(listed, answers, worst):
    """F1 of the mean precision and the mean recall, by set; then the worst pages."""
    scores = [(page, best(page['texts'], answers[at]['text'])) for at, page in enumerate(listed)
              if page['set'] in SCORED]
    doubt = doubtful()
    for name in SCORED:
        every = [(f"{name}/{page['id']}", score) for page, score in scores if page['set'] == name]
        print(f'{name:<8} {summary([score for _, score in every])}   without doubtful references: '
              f'{summary([score for page, score in every if page not in doubt])}')
    snippets = [(page, ' '.join(answers[at]['text'].split())) for at, page in enumerate(listed) if page['set'] == 'traf']
    if snippets:
        found = sum(some in text for page, text in snippets for some in page['wanted'])
        wrong = sum(some in text for page, text in snippets for some in page['unwanted'])
        precision, recall = found / (found + wrong), found / sum(len(page['wanted']) for page, _ in snippets)
        print(f'traf     snippets F1 {f1(precision, recall):.4f} P {precision:.4f} R {recall:.4f}')
    for page, score in sorted(scores, key=lambda ps: f1(*ps[1][:2]))[:worst]:
        print(f"  {page['set']}/{page['id']:<40} F {f1(*score[:2]):.3f} P {score[0]:.3f} R {score[1]:.3f} {page['lang']} {page['site']}")


def summary(some):
    precision, recall = statistics.mean(s[0] for s in some if s[2]), statistics.mean(s[1] for s in some)
    empty = sum(not s[2] for s in some)
    return f'{len(some):4} pages F1 {f1(precision, recall):.4f} P {precision:.4f} R {recall:.4f} empty {empty}'


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest='command', required=True)
    for name, arguments in (('look', ('corpus', 'cache')), ('check', ('cache',)), ('fit', ('cache', 'model'))):
        command = commands.add_parser(name)
        for argument in arguments:
            command.add_argument(argument)
        if name == 'check':
            command.add_argument('--worst', type=int, default=0)
            command.add_argument('--out', help='keep the answers here, a JSON line for each page')
    given = parser.parse_args()
    if given.command == 'look':
        look(given.corpus, given.cache)
    elif given.command == 'check':
        check(given.cache, given.worst, given.out)
    else:
        fit(given.cache, given.model)


if __name__ == '__main__':
    main()
