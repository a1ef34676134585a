#!/usr/bin/env python3
"""make_common_words.py HAND.txt SET.jsonl... > models/common_words.txt
In how many of a thousand articles a common word stands: what an index that is nearly empty cannot know yet (src/stories/background.c).
English words are counted over the texts of the sets, JSON lines {"text"} (those that tools/train_stories.py learns from): words of three
letters and more in lower case that stand in 8 of 1,000 articles or more and are seldom written large. Only these words and the rounded
counts come out, nothing else of the texts. HAND.txt has lines "LANGUAGE PER_MILLE WORD...": the count that a word has at least.
models/common_words_by_hand.txt is the one that was used. Standard library only; the order of the sets does not matter."""
import collections
import json
import re
import sys

STEPS = [8, 12, 18, 25, 40, 60, 90, 130, 200, 300]
FEWEST, LARGE, LETTERS, WIDTH = .008, .5, 3, 138
SMALL_WORD = re.compile(r"(?<![\w'’])[a-z]{2,}(?![\w])")
LARGE_WORD = re.compile(r'(?<=[a-z,] )[A-Z][a-z]+')  # not at the start of a sentence


def counted(paths):
    small, large, articles = collections.Counter(), collections.Counter(), 0
    for path in paths:
        with open(path, encoding='utf-8') as f:
            for line in f:
                if line.strip():
                    text = json.loads(line).get('text') or ''
                    articles += 1
                    small.update(set(SMALL_WORD.findall(text)))
                    large.update({w.lower() for w in LARGE_WORD.findall(text)})
    return {w: c / articles for w, c in small.items() if c / articles >= FEWEST and large[w] < c * LARGE and len(w) >= LETTERS}


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    words = {'en': counted(sys.argv[2:])}
    with open(sys.argv[1], encoding='utf-8') as f:
        for line in f:
            if line.strip() and line[0] != '#':
                language, per_mille, *listed = line.split()
                share = words.setdefault(language, {})
                for w in listed:
                    share[w] = max(share.get(w, 0), int(per_mille) / 1000)
    print('# Words that stand in many articles whatever they are about, and in how many of a thousand: what an index that is nearly empty')
    print('# cannot know yet (src/stories/background.c). English: counted as numbers over the sets that tools/train_stories.py learns from, words in')
    print('# lower case only, and everyday words by hand; the others by hand.')
    for language, shares in words.items():
        steps = collections.defaultdict(list)
        for w, share in shares.items():
            steps[min(STEPS, key=lambda x: abs(x - 1000 * share))].append(w)
        for step in sorted(steps, reverse=True):
            line = f'{language} {step}'
            for w in sorted(steps[step]):
                if len(line) + len(w) > WIDTH:
                    print(line)
                    line = f'{language} {step}'
                line += ' ' + w
            print(line)


if __name__ == '__main__':
    main()
