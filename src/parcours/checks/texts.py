"""Texts that say what nobody meant: left over, cut short, copied, dressed in signs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from parcours.content import outside_text
from parcours.content.atlas import Atlas
from parcours.diagnostics.diagnostic import Diagnostic, Span, Words, warning
from parcours.format.groups import Located
from parcours.format.names import TEXTS
from parcours.format.placeholders import SENTENCES, is_mark, is_placeholder
from parcours.format.scalars import short
from parcours.i18n.language import language_of
from parcours.safe_text import html
from parcours.source.read import Loc, Source
from parcours.suggest.likely import fold

_TEXTS = TEXTS | {"labels", "alt", "credit", "line", "audience"}
"""Fields that are read by people: a comment after one is rare, a lost end of sentence is not."""
_TAG = re.compile(r"</?(?:a|b|br|div|em|font|h[1-6]|i|img|li|p|script|span|strong|su[bp]|table|u"
                  r"|ul)(?:\s+[\w:-]+\s*=[^<>]{0,200}|\s*/?)>|&[a-z]{2,8};"
                  r"|&#(?:\d{1,5}|x[0-9a-f]{2,5});", re.IGNORECASE)
_TARGET = r"(?:https?:|www\.|mailto:|tel:|\+?\d\d(?:[ .-]?\d){4})"
"""Where a link leads; a price in brackets is none."""
_BROKEN_LINK = re.compile(
    rf"\[[^\[\]\n]+\]\s*\({_TARGET}|\([^()\n]+\)\[{_TARGET}", re.IGNORECASE)
_IMAGE = re.compile(r"!\[[^\[\]\n]*\]\(")
_MARKED = re.compile(rf"\[[^\[\]\n]+\]\({_TARGET}|\*\*[^*\n]+\*\*", re.IGNORECASE)
_OTHER_SIGNS = re.compile(
    r"<!--|\{\{[^{}\n]*\}\}|\[/(?i:b|i|u|url|img|quote|color|size)\]"
    r"|\\(?:u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|[nrt](?![a-z]))"
    r"|&(?:nbsp|[A-Za-z]{1,2}(?:acute|grave|circ|cedil|uml|tilde|lig))\b(?!;)"
    r"|(?<![\w/.=?&%-])[^\W\d_]+%(?:20|[Cc]3%)(?=[^\s/.=?&]*(?:[\s.,]|$))"
    r"|(?<!\w)__[^_\s][^_\n]*__(?!\w)")
"""Of other languages for pages, of programs and of addresses."""
_OF_LINES = re.compile(
    r"^[ ]{0,3}(?:#{1,6}[ ]+[^\W\d_]\S*|(?:-{3,}|={3,}|\*{3,})[ ]*$|\|.*\|[ ]*$)", re.MULTILINE)
"""Headings, rules and tables of a larger Markdown."""
_ALL_PLAIN = Words("retirez ces signes : ce champ est un texte simple",
                   "remove these signs: this field is plain text")
_CITED = re.compile(r".*[.!?…]\s*[”»’“\"]", re.DOTALL)
"""Whole sentences in quotes are somebody's words; a title is not."""
_QUOTED = re.compile(r"[“«‘„\"]\s*[^“”«»‘’„\"]+\s*[”»’“\"]")
_LOST = re.compile(r"\ufffd|(?<![\w/.=&?-])[^\W\d_]{2,30}\?[^\W\d_]{1,30}(?![\w=])"
                   r"|(?<=[’'])\?[^\W\d_]\S*")
"""A letter that is no more: *journ\ufffde*, *journ?e*."""
_TOLD_BY = {
    "fr": frozenset(("le", "les", "des", "du", "une", "et", "avec", "dans", "pour", "aux", "au",
                     "chez", "qui", "vous", "vers", "cette", "ces", "sous", "puis", "dont")),
    "en": frozenset(("the", "and", "of", "with", "for", "from", "to", "by", "you", "your", "this",
                     "that", "then", "where", "which", "through", "its")),
}
"""Words that a sentence of one language has and one of the other has not."""
_OWN = {lang: re.compile(rf"\b(?:{'|'.join(sorted(words))})\b", re.I)
        for lang, words in _TOLD_BY.items()}
_MORE_OF_THEM = {
    "fr": "est|sont|nous|par|très|ici|où|après|sans|ou|à",
    "en": "at|is|are|near|along|into|here|there|it|we|our|their|be|can|has|have|not|only|free|open|"
          "closed|behind|between|after|before|about|over|under|an|in",
}
"""Others that the other language has not: one is enough to leave a text alone."""
_KEPT = {lang: re.compile(rf"\b(?:{_MORE_OF_THEM[lang]})\b", re.I) for lang in _TOLD_BY}
_IN_NAMES = frozenset(("de", "du", "des", "la", "le", "les", "l", "d", "au", "aux", "et", "en",
                       "sur", "sous", "the", "of", "and"))
"""Between two capitals they are of a name: *Jardin des Plantes*."""
_CITATION = re.compile(r"«[^«»]*»|“[^“”]*”|\"[^\"]*\"")
_ENOUGH_OF_THEM = 2
_SHORTEST_COPY = 3
"""Words: a shorter text, such as the name of a dish, may be the same in two languages."""
_SHORTEST_COMMON = 3
"""Letters: `de`, `la` and `et` stand in names, too."""
_ARTICLES = frozenset({"le", "la", "les", "un", "une", "des"})


def markup_in(said: str) -> str:
    """The first sign of HTML in a text, or nothing."""
    return next((tag[0] for tag in _TAG.finditer(said)
                 if tag[0][0] == "<" or unescape(tag[0]) != tag[0]), "")


def left_over(source: Source, texts: list[Located]) -> Iterator[Diagnostic]:
    """What a new file was filled with is replaced before it is published."""
    for loc, text in texts:
        for lang, said in text.by_lang.items():
            if said in SENTENCES:
                yield warning("placeholder-left", _span(source, loc, lang), Words(
                    "cette phrase est celle d’un fichier neuf : elle serait publiée",
                    "this sentence is that of a new file: it would be published"),
                    Words("écrivez la vôtre", "write your own"))
            elif is_placeholder(said):
                yield warning("placeholder-left", _span(source, loc, lang), Words(
                    f"« {short(said)} » serait publié tel quel",
                    f"'{short(said)}' would be published as it stands"),
                    Words("écrivez le texte, ou retirez la ligne",
                          "write the text, or remove the line"))
    for n, line in enumerate(source.text.splitlines(), start=1):
        if line.lstrip().startswith("#") and is_mark(line.lstrip(" #\t\u00a0")):
            yield warning("placeholder-left", Span(source.file, n, line.index("#") + 1,
                                                   len(line.strip())), Words(
                "une remarque dit qu’il reste quelque chose à faire ou à changer ici",
                "a remark says that something here is still to be done or changed"),
                Words("faites-le, puis effacez cette ligne", "do so, then delete this line"))


def cut_short(source: Source) -> Iterator[Diagnostic]:
    """A text is not cut where a ``#`` stands in it."""
    for loc, span, rest in source.cut_by_hash():
        field = next((step for step in reversed(loc) if isinstance(step, str)
                      and not re.fullmatch("[a-z]{2}", step)), "")
        if field in _TEXTS or rest[:1].strip():
            yield warning("text-cut", span, Words(
                f"le texte s’arrête devant « {short(f'#{rest}', 20)} », que personne ne lira",
                f"the text stops before '{short(f'#{rest}', 20)}', which nobody will read"),
                Words("mettez tout le texte entre guillemets droits ; une remarque pour vous "
                      "s’écrit sur sa propre ligne",
                      "put the whole text in straight quotes; a remark of yours goes on a line "
                      "of its own"))


def dressed(source: Source, texts: list[Located], *, plain: bool = False) -> Iterator[Diagnostic]:
    """No sign of HTML, no link that is none, and no quotes round a whole text: visitors would read
    them. In a ``plain`` file no text has links or emphasis."""
    for loc, text in texts:
        is_prose = not plain and _holds_markdown(loc)
        for lang, said in text.by_lang.items():
            if garbled := _garbled(said):
                yield warning("visible-markup", _span(source, loc, lang), *garbled)
            elif broken := _broken_link(said) if is_prose else _MARKED.search(said):
                yield warning("visible-markup", _span(source, loc, lang), Words(
                    f"les visiteurs liront « {short(broken[0])} » tel quel",
                    f"visitors will read '{short(broken[0])}' as it stands"),
                    Words("un lien s’écrit [mot](https://…), sans espace ni « ! »",
                          "a link is written [word](https://…), without space or '!'")
                    if is_prose else
                    _ALL_PLAIN)
            elif tag := markup_in(said):
                yield warning("visible-markup", _span(source, loc, lang), Words(
                    f"les visiteurs liront « {short(tag)} » tel quel",
                    f"visitors will read '{short(tag)}' as it stands"),
                    Words("retirez ces signes ; *mot* met un mot en relief",
                          "remove these signs; *word* stresses a word") if is_prose else
                    _ALL_PLAIN)
            elif sign := _other_sign(said, is_prose=is_prose):
                yield warning("visible-markup", _span(source, loc, lang), Words(
                    f"les visiteurs liront « {short(sign)} » tel quel",
                    f"visitors will read '{short(sign)}' as it stands"),
                    Words("retirez ces signes ; on peut écrire des paragraphes, des listes (- …), "
                          "des liens et *un mot* en relief",
                          "remove these signs; there may be paragraphs, lists (- …), links and "
                          "*a word* that is stressed") if is_prose else _ALL_PLAIN)
            elif _QUOTED.fullmatch(said) and not (is_prose and _CITED.fullmatch(said)):
                yield warning("visible-markup", _span(source, loc, lang), Words(
                    "les guillemets qui entourent ce texte seront publiés avec lui",
                    "the quotes round this text will be published with it"),
                    Words("retirez-les, ou remplacez-les par des guillemets droits",
                          "remove them, or replace them with straight quotes"))


def _other_sign(said: str, *, is_prose: bool) -> str:
    """The first sign of what no page of ours understands, or nothing."""
    if not any(mark in said for mark in "<{[\\&%_#|=-*"):
        return ""
    found = [one for one in _OTHER_SIGNS.finditer(said)
             if not (is_prose and one[0].startswith("__"))]
    found += _OF_LINES.finditer(said) if is_prose else ()
    return found[0][0].strip() if found else ""


def _garbled(said: str) -> tuple[Words, Words] | None:
    """What to say of letters that a program took for others, or lost."""
    twice = any(sign in said for sign in "ÃÂâ") and outside_text.TWICE.search(said)
    for word in re.split(r"[ \n]+", said) if twice else ():
        if right := outside_text.once_more(word):
            return (Words(f"les visiteurs liront « {short(word)} » : ce texte a été mal converti",
                          f"visitors will read '{short(word)}': this text was wrongly converted"),
                    Words(f"écrivez {short(right)}, et relisez les autres accents",
                          f"write {short(right)}, and proofread the other accents"))
    if ("?" in said or "\ufffd" in said) and (lost := next(filter(
            _is_of_one_word, _LOST.finditer(said)), None)):
        word = next(word for word in said.split() if lost[0] in word or "\ufffd" in word)
        return (Words(f"une lettre est perdue dans « {short(word)} »",
                      f"a letter is lost in '{short(word)}'"),
                Words("retapez le mot, et enregistrez le fichier avec l’encodage UTF-8",
                      "type the word again, and save the file with the UTF-8 encoding"))
    return None


def _is_of_one_word(lost: re.Match[str]) -> bool:
    """Whether a question mark stands for a letter: ``journ?e``, ``ÉT?S``, and not ``Qui?Moi``."""
    before, _, after = lost[0].partition("?")
    return before in "\ufffd" or before.isupper() or after[:1].islower()


def _holds_markdown(loc: Loc) -> bool:
    """Whether links and emphasis are read there: in a description, and in the note of a stop."""
    return loc[-1] == "description" or (
        loc[-1] == "note" and len(loc) > 1 and isinstance(loc[-2], int))


def _broken_link(said: str) -> re.Match[str] | None:
    """What looks like a link and is published as it was typed."""
    return _IMAGE.search(said) or _BROKEN_LINK.search(html.to_text(said)) if "[" in said else None


_SENTENCES = ("title", "summary", "description", "note", "cause")
"""Fields that are told in each language; names and lines may be the same in all."""


def copied(source: Source, texts: list[Located], atlas: Atlas) -> Iterator[Diagnostic]:
    """A sentence in another language is not a copy of the first one."""
    first = atlas.default_lang
    for loc, text in texts:
        if loc[-1] in ("name", "address", "labels") or not isinstance(loc[-1], str):
            continue
        if loc[-1] in _SENTENCES and len(atlas.languages) > 1 and _is_prose(
                text.by_lang.get("", ""), first):
            languages = ", ".join(f"{lang}: …" for lang in atlas.languages)
            yield warning("missing-translation", _span(source, loc, ""), Words(
                f"« {loc[-1]} » est la même phrase dans toutes les langues du site",
                f"'{loc[-1]}' is the same sentence in every language of the site"),
                Words(f"écrivez-la dans chacune : {{{languages}}}",
                      f"write it in each of them: {{{languages}}}"))
        said, same = text.by_lang.get(first, ""), set[str]()
        for lang, other in text.by_lang.items():
            if (lang not in (first, "") and _words(other) == _words(said)
                    and _is_prose(said, first) and not is_placeholder(said)):
                same.add(lang)
                yield warning("missing-translation", _span(source, loc, lang), Words(
                    f"« {loc[-1]} » est le même en {language_of('fr').name_of(lang)} "
                    f"qu’en {language_of('fr').name_of(first)}",
                    f"'{loc[-1]}' is the same in {language_of('en').name_of(lang)} "
                    f"as in {language_of('en').name_of(first)}"),
                    Words(f"traduisez-le, ou retirez {lang}",
                          f"translate it, or remove {lang}"))
        foreign = {lang: other for lang, one in text.by_lang.items()
                   if (other := _foreign(one, lang))}
        for lang, other in foreign.items():
            exchanged = foreign.get(other) == lang
            if lang in same:
                continue  # one line for what one thing mends
            if exchanged and lang != next(iter(foreign)):
                continue  # told at the first of the two
            yield warning("missing-translation", _span(source, loc, lang), Words(
                f"« {loc[-1]} » semble écrit en {language_of('fr').name_of(other)}, et non en "
                f"{language_of('fr').name_of(lang)}",
                f"'{loc[-1]}' seems to be written in {language_of('en').name_of(other)}, not in "
                f"{language_of('en').name_of(lang)}"),
                Words(f"échangez {lang} et {other}", f"exchange {lang} and {other}")
                if exchanged else
                Words(f"traduisez-le, ou retirez {lang}", f"translate it, or remove {lang}"))


def _foreign(said: str, lang: str) -> str:
    """The other language that a text is surely in; empty for one that is in its own.

    Names and what is cited stay as they are in every language: they tell nothing.
    """
    if lang not in _TOLD_BY or _OWN[lang].search(said) or _KEPT[lang].search(said):
        return ""
    (other,) = (one for one in _OWN if one != lang)
    told = [word for word in _beside_names(_CITATION.sub(" ", said))
            if word.lower() in _TOLD_BY[other]]
    return other if len(told) >= _ENOUGH_OF_THEM else ""


def _beside_names(said: str) -> list[str]:
    """The words of a text without the small ones within its names."""
    kept: list[str] = []
    small: list[str] = []
    in_name = False
    for part in re.findall(r"[^\W\d_]+|[^\w\s’'-]|\d+", said):
        if in_name and part in _IN_NAMES:
            small.append(part)
            continue
        named = part[:1].isupper()
        kept += [] if named else small
        kept.append(part)
        small, in_name = [], named
    return [word for word in kept + small if word[:1].isalpha()]


def _words(said: str) -> list[str]:
    return re.findall(r"[^\W_]+", fold(said))


def _is_prose(said: str, lang: str) -> bool:
    """Whether a text is more than names, which are the same in every language.

    Three words, of which some are no names; in French two, where the first is an article.
    """
    words = re.findall(r"[^\W\d_]+", said)
    common = [word for word in _beside_names(said)
              if word[:1].islower() and len(word) >= _SHORTEST_COMMON]
    if lang == "fr" and len(words) == 2 and words[0].lower() in _ARTICLES:
        return words[1] in common
    return len(words) >= _SHORTEST_COPY and (bool(common) or said.isupper())


def _span(source: Source, loc: Loc, lang: str) -> Span:
    return source.span((*loc, lang) if lang else loc)
