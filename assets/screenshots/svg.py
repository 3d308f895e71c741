#!/usr/bin/env python3
"""Makes the pictures of the README from real runs.

    assets/screenshots/svg.py target/release/kabar

starts `kabar demo` in a tmux of its own for each picture, presses keys, and writes what the terminal shows as SVG
beside this file. Needs tmux. What is drawn is text in a monospaced font; nothing is measured or guessed but the width
of a cell.
"""

import html
import os
import re
import subprocess
import sys
import tempfile
import time
import unicodedata

COLUMNS, ROWS = 120, 34
CELL, LINE, EDGE, TOP = 8.4, 18.0, 12.0, 30.0
# Name, theme, ground, ink, label, keys: each pressed after what is to be seen before it.
PICTURES = [
    (
        "dark",
        "catppuccin-mocha",
        "#1e1e2e",
        "#cdd6f4",
        "kabar with three panes: feeds, stories, and the text of a story",
        [(r"Offline +68", [*["j"] * 3, "Enter"]), ("min left|100 %", [])],
    ),
    (
        "light",
        "catppuccin-latte",
        "#eff1f5",
        "#4c4f69",
        "the search of kabar: each story with the place where it has the words, which are lit",
        [(r"Offline +68", ["/"]), ("Search|order:newest", ["pasar"]), (" ms", [])],
    ),
]
SIXTEEN = [
    "#45475a", "#f38ba8", "#a6e3a1", "#f9e2af", "#89b4fa", "#f5c2e7", "#94e2d5", "#bac2de",
    "#585b70", "#f38ba8", "#a6e3a1", "#f9e2af", "#89b4fa", "#f5c2e7", "#94e2d5", "#a6adc8",
]  # fmt: skip


def tmux(socket, *words):
    done = subprocess.run(["tmux", "-S", socket, *words], check=True, capture_output=True, text=True)
    return done.stdout


def shown(binary, theme, steps):
    """The screen of a run, a line with escape sequences for each row."""
    with tempfile.TemporaryDirectory() as home:
        socket = os.path.join(home, "tmux")
        clean = ["env", "-i", f"HOME={home}", "PATH=/usr/bin:/bin", "LANG=C.UTF-8", "TERM=xterm-256color"]
        run = [*clean, "COLORTERM=truecolor", f"KABAR_LOOK_THEME={theme}", os.path.abspath(binary), "demo"]
        size = ["-x", str(COLUMNS), "-y", str(ROWS)]
        tmux(socket, "-f", "/dev/null", "new-session", "-d", *size, " ".join(run))
        tmux(socket, "set", "-g", "status", "off")
        tmux(socket, "resize-window", *size)
        for words, keys in steps:
            for _ in range(100):
                if re.search(words, tmux(socket, "capture-pane", "-p")):
                    break
                time.sleep(0.1)
            for key in keys:
                tmux(socket, "send-keys", key)
                time.sleep(0.4)
        time.sleep(1.5)
        screen = tmux(socket, "capture-pane", "-e", "-N", "-p")
        tmux(socket, "kill-server")
    return screen.rstrip("\n").split("\n")


def colour(parts):
    """The colour behind 38 or 48, and what is left."""
    if parts[:1] == ["2"]:
        return "#%02x%02x%02x" % tuple(int(part) for part in parts[1:4]), parts[4:]
    number = int(parts[1])
    if number < 16:
        return SIXTEEN[number], parts[2:]
    if number >= 232:
        return "#%02x%02x%02x" % ((8 + (number - 232) * 10,) * 3), parts[2:]
    steps = [0, 95, 135, 175, 215, 255]
    number -= 16
    return "#%02x%02x%02x" % (steps[number // 36], steps[number // 6 % 6], steps[number % 6]), parts[2:]


def restyle(style, codes):
    parts = [part for part in re.split("[;:]", codes)] or ["0"]
    while parts:
        code, parts = int(parts[0] or 0), parts[1:]
        if code == 0:
            style = {}
        elif code in (38, 48, 58):
            value, parts = colour(parts)
            style = {**style, {38: "fg", 48: "bg", 58: "line"}[code]: value}
        elif code in (39, 49, 59):
            style = {key: value for key, value in style.items() if key != {39: "fg", 49: "bg", 59: "line"}[code]}
        elif 30 <= code <= 37 or 90 <= code <= 97:
            style = {**style, "fg": SIXTEEN[code % 10 + (8 if code >= 90 else 0)]}
        elif 40 <= code <= 47 or 100 <= code <= 107:
            style = {**style, "bg": SIXTEEN[code % 10 + (8 if code >= 100 else 0)]}
        else:
            names = {1: "bold", 2: "dim", 3: "italic", 4: "under", 7: "reverse"}
            if code in names:
                style = {**style, names[code]: True}
            if code in (22, 23, 24, 27):
                gone = {22: ("bold", "dim"), 23: ("italic",), 24: ("under",), 27: ("reverse",)}[code]
                style = {key: value for key, value in style.items() if key not in gone}
    return style


def width(text):
    wide = sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)
    return wide - sum(1 for letter in text if unicodedata.combining(letter) or unicodedata.category(letter) in ("Mn", "Cf"))


def runs(line):
    """Column, text and style of each run of a row."""
    style, column = {}, 0
    for part in re.split(r"(\x1b\[[0-9;:]*m|\x1b\]8;[^\x1b]*\x1b\\|\x0f|\x0e)", line):
        if part.startswith("\x1b["):
            style = restyle(style, part[2:-1])
        elif part and not part.startswith(("\x1b", "\x0e", "\x0f")):
            yield column, part, style
            column += width(part)


def svg(lines, ground, ink, label):
    wide, high = COLUMNS * CELL + 2 * EDGE, len(lines) * LINE + TOP + EDGE
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide:.0f} {high:.0f}" width="{wide:.0f}" '
        f'height="{high:.0f}" role="img" aria-label="{html.escape(label)}">'
        f'<rect width="100%" height="100%" rx="8" fill="{ground}"/><g fill="{ink}" opacity="0.35">'
        + "".join(f'<circle cx="{x}" cy="15" r="5"/>' for x in (18, 35, 52))
        + '</g><style>text{unicode-bidi:bidi-override}</style><g font-family="DejaVu Sans Mono,Menlo,Consolas,monospace" font-size="14" xml:space="preserve">'
    ]
    for row, line in enumerate(lines):
        y = TOP + row * LINE
        for column, text, style in runs(line):
            front, back = style.get("fg", ink), style.get("bg")
            if style.get("reverse"):
                front, back = back or ground, front
            x, cells = EDGE + column * CELL, width(text)
            if back and back != ground:
                box = f'width="{cells * CELL:.1f}" height="{LINE}"'
                out.append(f'<rect x="{x:.1f}" y="{y:.1f}" {box} fill="{back}"/>')
            if not text.strip():
                continue
            more = "".join(
                said
                for name, said in (
                    ("bold", ' font-weight="bold"'),
                    ("italic", ' font-style="italic"'),
                    ("under", ' text-decoration="underline"'),
                    ("dim", ' opacity="0.6"'),
                )
                if style.get(name)
            )
            place = f'x="{x:.1f}" y="{y + 14:.1f}" textLength="{cells * CELL:.1f}" lengthAdjust="spacingAndGlyphs"'
            out.append(f'<text {place} fill="{front}"{more}>{html.escape(text)}</text>')
    return "\n".join([*out, "</g></svg>", ""])


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    for name, theme, ground, ink, label, steps in PICTURES:
        lines = shown(sys.argv[1], theme, steps)
        with open(os.path.join(here, f"{name}.svg"), "w", encoding="utf-8") as file:
            file.write(svg(lines, ground, ink, label))


if __name__ == "__main__":
    main()
