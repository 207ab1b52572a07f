"""What sites print around what they say: comments of themes, menus, adverts, consent, scripts."""

from __future__ import annotations

DEBUG = """
<!-- THEME DEBUG -->
<!-- THEME HOOK: 'block' -->
<!-- FILE NAME SUGGESTIONS:
   ▪️ block--system.html.twig
   ✅ block.html.twig
-->
<!-- 💡 BEGIN CUSTOM TEMPLATE OUTPUT from 'themes/custom/x/templates/block.html.twig' -->
"""
READ_ALSO = """
<aside class="read-also"><p class="read-also__title">Lire aussi / Read also</p>
<ul><li><a href="/fr/actualites/autre-sujet">Un autre sujet du jour</a></li>
<li><a href="/en/news/other-matter">Some other matter</a></li></ul></aside>
"""
ADVERT = """
<div class="advert" id="div-gpt-ad-%d"><script>window.ads = window.ads || []; ads.push(%d);</script>
<ins class="adsbygoogle" data-ad-slot="%d"></ins></div>
"""

CONSENT = """
<div class="cookies" role="dialog"><h2>Nous utilisons des cookies</h2>
<p>En cliquant sur « Accepter », vous acceptez l'utilisation de ces cookies.</p>
<button>Accepter</button><button>Refuser</button><a href="/fr/cookies">En savoir plus</a></div>
"""
MENU = """
<nav class="menu" aria-label="Main"><ul><li><a href="/fr">Accueil</a></li>
<li><a href="/fr/contact">Contact</a></li><li><a href="/user/login">Log in</a></li></ul>
<ul class="language-switcher"><li lang="ar"><a href="/ar">العربية</a></li></ul>
<ol class="breadcrumb"><li><a href="/fr">Accueil</a></li><li>Page</li></ol></nav>
"""
SCRIPTS = """
<style>td:after { content: "Acronym: XYZ"; }</style>
<script type="application/json">{"html": "<table><tr><th>Acronym<td>XYZ<td>12 membres</table>",
"said": "Président : M. Exemple Autre. Date limite : 1 janvier 2031"}</script>
"""
