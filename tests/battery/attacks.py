"""What a hostile page may say: texts that would break out of a page, a file or a terminal."""

from __future__ import annotations

MARK = "xqz"
"""Stands in every attack, so that it is known where they are shown."""

MARKUP = (
    f"{MARK}<title><script>alert(1)</script>",
    f'{MARK}"><img src=x onerror=alert(1)>',
    f"{MARK}</script><svg onload=alert(1)>",
    f"{MARK}<base href=//evil.example>",
    f"{MARK}<style>*{{background:url(//evil.example)}}</style>",
    f'{MARK}<meta http-equiv=refresh content="0;url=//evil.example">',
    f"javascript:alert('{MARK}')",
    f"{MARK}\x1b[31mred\x1b]0;t\x07",
    f"{MARK}\u202eexe.fdp\u2066",
)
ATTACKS = (
    *MARKUP,
    f'https://{MARK}.example/"onmouseover=alert(1)//', f"{MARK}'onload='alert(1)",
    f"{MARK}]]>&lt;b&gt;&#60;i&#62;", f"{MARK}</bdi></q>*/", f'{MARK}\\"}}]}};alert(1)//',
    f"=cmd|'/C calc'!{MARK}", f"+{MARK}", f"-{MARK}", f"@{MARK}", f"\t={MARK}",
    f"{MARK}\r\nBEGIN:VEVENT\r\nTY  - X\r\nX-Header: 1", f"{MARK}\u200b\u200d\ufeff",
    f"{MARK}\x00nul", f"{MARK}\ud800lone", f"{MARK}\x9b31m\x85\u2028z", f"منارة {MARK} (٣)",
    f"{MARK}{{{{7*7}}}}{{%x%}}%(x)s%s{{0}}", f"{MARK}[/red][bold]:smile:",
    f"{MARK}\ufffe\uffff\ufdd0", f"{MARK}}}, title = {{x",
)  # fmt: skip
