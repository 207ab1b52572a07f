"""Fetches the fonts and icons under static/ from their npm packages, at the versions pinned here.

The fonts are cut to the letters the site writes, so that a page that needs all three files stays
below 210 KB. The same pins give the same bytes.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import venv
from pathlib import Path
from xml.etree import ElementTree

STATIC = Path(__file__).resolve().parent.parent / "static"

SANS = "@fontsource-variable/noto-sans@5.3.0"
ARABIC = "@fontsource-variable/noto-sans-arabic@5.3.0"
LUCIDE = "lucide-static@1.62.0"
CUTTER = ("fonttools==4.68.0", "brotli==1.2.1")

# target: package, file in it, letters kept (None: the file as published)
FONTS: dict[str, tuple[str, str, str | None]] = {
    "noto-sans-latin.woff2": (SANS, "noto-sans-latin-wght-normal.woff2", None),
    "noto-sans-latin-ext.woff2": (
        SANS,
        "noto-sans-latin-ext-wght-normal.woff2",
        # Latin Extended-A, Romanian, the marks and dotted letters of transliterated Arabic.
        "U+0100-017F,U+0218-021B,U+02BD-02BF,U+1E00-1E9F,U+20A0-20AB,U+20AD-20C0",
    ),
    "noto-sans-arabic.woff2": (
        ARABIC,
        "noto-sans-arabic-arabic-wght-normal.woff2",
        # Arabic, Arabic Supplement (Moroccan letters), joiners, quoting brackets, honorifics.
        "U+0600-06FF,U+0750-077F,U+200C-200F,U+FD3E-FD3F,U+FDFA-FDFC",
    ),
}
FIGURES = {"noto-sans-400.ttf": 400, "noto-sans-600.ttf": 600}
"""All of the above in one file a weight: figures are drawn without woff2 or variable fonts."""
LICENCES = {"OFL-noto-sans.txt": SANS, "OFL-noto-sans-arabic.txt": ARABIC}

ICONS = (
    "alert-triangle",
    "award",
    "building-2",
    "calendar",
    "check",
    "chevron-down",
    "chevron-left",
    "chevron-right",
    "clock",
    "copy",
    "database",
    "download",
    "external-link",
    "eye",
    "file-text",
    "flag",
    "globe",
    "handshake",
    "help-circle",
    "history",
    "info",
    "landmark",
    "languages",
    "link",
    "list",
    "map",
    "megaphone",
    "menu",
    "moon",
    "printer",
    "rss",
    "scale",
    "search",
    "sun",
    "users",
    "x",
)
STROKE = (
    'fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" '
    'stroke-linejoin="round"'
)


def unpack(package: str, into: Path) -> Path:
    """Fetch one npm package and return the folder with its files."""
    into.mkdir()
    subprocess.run(["npm", "pack", "--silent", package], cwd=into, check=True, stdout=sys.stderr)
    (archive,) = into.glob("*.tgz")
    subprocess.run(["tar", "-xzf", archive.name], cwd=into, check=True)
    return into / "package"


def cutter(into: Path) -> Path:
    """Install fontTools in a throwaway environment and return its Python."""
    venv.create(into, with_pip=True)
    python = into / "bin" / "python"
    subprocess.run([python, "-m", "pip", "install", "--quiet", *CUTTER], check=True)
    return python


def cut(python: Path, source: Path, target: Path, letters: str) -> None:
    """Keep only these letters of a font, with every layout feature between them."""
    keep = (f"--unicodes={letters}", "--layout-features=*", "--flavor=woff2")
    command = [str(python), "-m", "fontTools.subset", str(source), *keep, f"--output-file={target}"]
    subprocess.run(command, check=True)


def freeze(python: Path, fonts: Path, target: Path, weight: int) -> None:
    """Put the letters of all vendored fonts into one file of one weight."""
    parts = []
    for name in FONTS:
        part = target.with_name(f"{name}-{weight}")
        command = [str(python), "-m", "fontTools.varLib.instancer", str(fonts / name)]
        subprocess.run([*command, f"wght={weight}", f"--output={part}"], check=True)
        parts.append(str(part))
    command = [str(python), "-m", "fontTools.merge", f"--output-file={target}", *parts]
    subprocess.run(command, check=True)


def sprite(icons: Path) -> str:
    """Return one SVG with a symbol per icon, to be used as `<use href="icons.svg#i-NAME">`."""
    lines = [
        "<!-- Lucide icons (ISC; some MIT, from Feather): see LICENSES.md. From make vendor. -->",
        '<svg xmlns="http://www.w3.org/2000/svg">',
    ]
    for name in ICONS:
        drawing = (icons / f"{name}.svg").read_text(encoding="utf-8")
        box = ElementTree.fromstring(drawing).get("viewBox")
        shapes = re.findall(r"<(?!svg\b)[a-z]+ [^>]*/>", drawing)
        lines.append(f'<symbol id="i-{name}" viewBox="{box}" {STROKE}>{"".join(shapes)}</symbol>')
    return "\n".join([*lines, "</svg>", ""])


def main() -> None:
    """Fetch everything and print what each file weighs."""
    fonts = STATIC / "fonts"
    fonts.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        packages = {
            package: unpack(package, work / str(number))
            for number, package in enumerate((SANS, ARABIC, LUCIDE))
        }
        python = cutter(work / "venv")
        for target, (package, file, letters) in FONTS.items():
            source = packages[package] / "files" / file
            if letters is None:
                (fonts / target).write_bytes(source.read_bytes())
            else:
                cut(python, source, fonts / target, letters)
        for target, weight in FIGURES.items():
            freeze(python, fonts, work / target, weight)
            (fonts / target).write_bytes((work / target).read_bytes())
        for target, package in LICENCES.items():
            (fonts / target).write_bytes((packages[package] / "LICENSE").read_bytes())
        (STATIC / "LICENSE-lucide.txt").write_bytes((packages[LUCIDE] / "LICENSE").read_bytes())
        (STATIC / "icons.svg").write_text(sprite(packages[LUCIDE] / "icons"), encoding="utf-8")
    for path in (STATIC / "icons.svg", *(fonts / target for target in (*FONTS, *FIGURES))):
        print(f"{path.stat().st_size:>8} {path.relative_to(STATIC.parent)}")


if __name__ == "__main__":
    main()
