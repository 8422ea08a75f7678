"""Names and addresses: ids, links, e-mail, telephone, files, people of the forge."""

from __future__ import annotations

import re

from parcours.diagnostics.diagnostic import Words
from parcours.format.scalars.syntax import BadScalar, clean, short, written
from parcours.suggest import certain, likely

SLUG = written(
    "slug", "[a-z0-9]+(?:-[a-z0-9]+)*",
    Words("minuscules, chiffres et tirets : gare-du-centre",
          "lower-case letters, digits and hyphens: gare-du-centre"),
    ("string", "integer"), {"minimum": 0, "maxLength": 80})


_PAGE = re.compile(r"https?://\S{1,200}/([a-z0-9-]{1,80})/?", re.I)
"""The address of a page of ours, which ends with the id."""


def slug(value: object) -> str:
    """An id: lower-case letters, digits, hyphens."""
    typed = clean(value).strip()
    if SLUG.fits(typed):
        return typed
    if len([part for part in re.split(r"\s*[,;]\s*|\s+(?:et|and)\s+", typed)
            if SLUG.fits(part)]) > 1:
        raise BadScalar(Words(f"« {short(typed)} » tient plusieurs identifiants",
                              f"'{short(typed)}' holds several ids"),
                        Words("écrivez chacun à part", "write each on its own"), code="bad-id")
    meant = likely.id_of(typed)
    if page := _PAGE.fullmatch(typed):
        meant = page[1] if SLUG.fits(page[1]) else meant
    raise BadScalar(Words(f"« {short(typed)} » n’est pas un identifiant",
                          f"'{short(typed)}' is not an id"),
                    meant or Words("écrivez-le en minuscules, chiffres et tirets",
                                   "write it in lower-case letters, digits and hyphens"),
                    code="bad-id", certain=meant or None)


_HOST = "[A-Za-z0-9À-ÖØ-öø-ÿŒœ-]"  # an accented domain is an address, as browsers show it
_REST = "[^\\s<>\"'`{}|\\\\^]"  # JavaScript knows no escaped quote
_PATH = _REST.replace("^]", "^?#]")
_TILE = r"\{[zxysr]\}"

HTTPS_LINK = written(
    "https_link", rf"https://{_HOST}+(?:\.{_HOST}+)+(?::\d{{1,5}})?(?:[/?#]{_REST}*)?",
    Words("une adresse commence par https:// et ne contient pas d’espace",
          "an address begins with https:// and holds no space"), bounds={"maxLength": 2000})


_LINKS = r"https://[^\s/<>\"'(){}\[\],;|]+\.[^\s<>\"'(){}\[\],;|]*[^\s<>\"'(){}\[\],;|.:!?]"
_EMAILS = r"(?<!\w)(?a:[\w.%+-]+@[\w-]+(?:\.[\w-]+)+)"


def _only(found: list[str], typed: str) -> str | Words | None:
    """The address within what was typed; told to stand alone where words follow it, or another."""
    if not found:
        return None
    if len(set(found)) < 2 and not re.search(r"\w", typed.partition(found[0])[2]):
        return found[0]
    return Words(f"gardez une seule adresse : {found[0]} ; le reste se dit dans un texte",
                 f"keep one address: {found[0]}; the rest goes into a text")


def https_link(value: object) -> str:
    """An https address."""
    typed = clean(value).strip()
    if HTTPS_LINK.fits(typed):
        return typed
    raise BadScalar(Words(f"« {short(typed)} » n’est pas une adresse sûre",
                          f"'{short(typed)}' is not a safe address"),
                    likely.link(typed) or _only(re.findall(_LINKS, typed), typed) or (
                        _MAIL if EMAIL.fits(typed) else Words(
                            "une adresse commence par https://, puis un nom comme exemple.fr",
                            "an address begins with https://, then a name such as exemple.fr")),
                    code="unsafe-link", certain=certain.link(typed))


_MAIL = Words("une adresse électronique s’écrit dans « email » ; un site commence par https://",
              "an e-mail address goes into 'email'; a website begins with https://")


SITE_ADDRESS = written(
    "site_address", rf"https://{_HOST}+(?:\.{_HOST}+)+(?::\d{{1,5}})?(?:/{_PATH}*)?",
    Words("une adresse commence par https:// et ne contient ni espace, ni ?, ni #",
          "an address begins with https:// and holds no space, ? or #"), bounds={"maxLength": 2000})


def site_address(value: object) -> str:
    """The https address of a site, to which addresses of pages are added."""
    typed = https_link(value)
    if SITE_ADDRESS.fits(typed):
        return typed
    raise BadScalar(Words(f"« {short(typed)} » n’est pas l’adresse d’un site entier",
                          f"'{short(typed)}' is not the address of a whole site"),
                    re.split("[?#]", typed)[0], code="unsafe-link")


TILE_URL = written(
    "tile_url", r"(?=.*\{z\})(?=.*\{x\})(?=.*\{y\})"
    rf"https://(?:{_HOST}|{_TILE})+(?:\.(?:{_HOST}|{_TILE})+)+"
    rf"(?::(?:\d|{_TILE}){{1,5}})?(?:[/?#](?:{_REST}|{_TILE})*)?",
    Words("cela s’écrit ainsi : https://…/{z}/{x}/{y}.png",
          "it is written like this: https://…/{z}/{x}/{y}.png"))


def tile_url(value: object) -> str:
    """The address of a tile server, with ``{z}``, ``{x}`` and ``{y}`` where numbers go."""
    typed = clean(value).strip()
    if TILE_URL.fits(typed):
        return typed
    raise BadScalar(Words(f"« {short(typed)} » n’est pas l’adresse d’un serveur de tuiles",
                          f"'{short(typed)}' is not the address of a tile server"),
                    "https://…/{z}/{x}/{y}.png", code="unsafe-link")


_EMAIL = r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}"

EMAIL = written(
    "email", f"(?:mailto:)?{_EMAIL}",
    Words("une adresse électronique s’écrit ainsi : contact@exemple.fr",
          "an e-mail address is written like this: contact@exemple.fr"),
    bounds={"maxLength": 261})


def email(value: object) -> str:
    """An e-mail address."""
    typed = clean(value).strip()
    if EMAIL.fits(typed) and len(typed.removeprefix("mailto:")) <= 254:
        return typed.removeprefix("mailto:")
    raise BadScalar(Words(f"« {short(typed)} » n’est pas une adresse électronique",
                          f"'{short(typed)}' is not an e-mail address"),
                    _A_SITE if _SITE.match(typed) else
                    likely.email(typed) or _only(re.findall(_EMAILS, typed), typed) or (
                        _NO_ACCENT if EMAIL.fits(likely.fold(typed)) else Words(
                            "écrivez l’adresse entière : le nom, @, puis le domaine",
                            "write the whole address: the name, @, then the domain")))


_SITE = re.compile(r"https?://|www\.", re.I)
_A_SITE = Words("un site s’écrit dans « website » ; une adresse électronique a un @",
                "a website goes into 'website'; an e-mail address has an @")
_NO_ACCENT = Words("demandez l’adresse exacte : elle s’écrit sans accent",
                   "ask for the exact address: it is written without accents")


HANDLE = written(
    "handle", rf"@[A-Za-z0-9][\w.-]*(?:/[A-Za-z0-9][\w.-]*)*|{_EMAIL}",
    Words("un nom de la forge s’écrit ainsi : \"@organisation/equipe\"",
          "a name on the forge is written like this: \"@organisation/team\""))


def handle(value: object) -> str:
    """A person or a team of the forge, ``@org/team``, or an e-mail address."""
    typed = clean(value).strip()
    if HANDLE.fits(typed):
        return typed
    raise BadScalar(Words(f"« {short(typed)} » n’est le nom de personne sur la forge",
                          f"'{short(typed)}' is nobody's name on the forge"),
                    f"\"@{typed}\"" if HANDLE.fits(f"@{typed}") else Words(
                        "écrivez @ puis le nom de la personne ou de l’équipe, entre guillemets "
                        "droits", "write @ and the name of the person or team, in straight quotes"))


PHONE = written(
    "phone", r"(?:tel:)?(?![1-9](?:[ .-]?\d){8}\s*$)\+?(?:\(0\))*\d"
    r"(?:(?:\(0\))*[ .\u00a0\u202f-]?(?:\(0\))*\d){7,14}(?:\(0\))*",
    Words("un numéro s’écrit ainsi : \"+33 5 61 00 00 00\"",
          "a number is written like this: \"+33 5 61 00 00 00\""),
    ("string", "integer"), {"minimum": 1_000_000})


_SHORT_NUMBER = re.compile(
    r"(?:3[ .]?\d[ .]?\d[ .]?\d|10[ .]?\d\d|11[2-9]|1[578]|11[68][ .]?\d{3})")
"""What a country's own telephones dial, and no others: town halls, railways, emergencies."""


def phone(value: object) -> str:
    """A telephone number as one dials it."""
    typed = clean(value).strip()
    if PHONE.fits(typed):
        return typed.removeprefix("tel:")
    if _SHORT_NUMBER.fullmatch(typed):
        raise BadScalar(Words(f"« {typed} » est un numéro court : il ne se compose pas de partout",
                              f"'{typed}' is a short number: it cannot be dialled everywhere"),
                        Words("écrivez le numéro entier, à dix chiffres ; le numéro court se dit "
                              "dans un texte", "write the whole number, with ten digits; the short "
                              "one goes into a text"))
    raise BadScalar(Words(f"« {short(typed)} » n’est pas un numéro de téléphone",
                          f"'{short(typed)}' is not a telephone number"),
                    _phone_hint(typed) or Words(
                        "écrivez le numéro en chiffres, comme on le compose",
                        "write the number in figures, as it is dialled"))


def _phone_hint(typed: str) -> str | Words | None:
    """The number as it is written; where more is beside it, that it stands alone."""
    plain = re.sub(r"^\s*\(?(?:\+|00 ?)33\)?\s*(?:\(0\)\s*)?", "+33 ", typed).strip()
    plain = re.sub(r"(?<=\d)/(?=\d)", " ", plain)
    if plain.startswith(("+", "00")):  # +1 (418) 555-0123: the code of an area
        plain = re.sub(r"\s*\((\d{2,5})\)\s*", r" \1 ", plain)
    if plain != typed and PHONE.fits(plain):
        return plain
    found = likely.phone(typed)
    if found is None or found.endswith(typed) or re.fullmatch(
            r"(?:t[eé]l(?:[eé]phone)?|phone)?[\s.:]*", typed.replace(found, "", 1), re.I):
        return found
    return Words(f"gardez un seul numéro, sans rien autour : {found} ; "
                 "le reste se dit dans un texte",
                 f"keep one number alone: {found}; the rest goes into a text")


RELATIVE_PATH = written(
    "relative_path", r"(?!.*/\s*$)[^\s/\\:.][^/\\:]*(?:/[^/\\:.][^/\\:]*)*",
    Words("un fichier du dossier itineraries, comme media/x.jpg ou tracks/x.gpx",
          "a file of the folder itineraries, such as media/x.jpg or tracks/x.gpx"))


def relative_path(value: object) -> str:
    """A file below ``itineraries/``, with forward slashes."""
    typed = clean(value).strip()
    if RELATIVE_PATH.fits(typed):
        return typed
    name = re.split(r"[\\/]", typed)[-1].lstrip(".")
    folder = "tracks" if name.endswith(".gpx") else "media"
    if "://" in typed:
        raise BadScalar(Words(f"« {short(typed)} » est une adresse, et non un fichier du dossier",
                              f"'{short(typed)}' is an address, not a file of the folder"),
                        Words(f"enregistrez le fichier dans {folder}, puis écrivez "
                              f"{folder}/{name or '…'}",
                              f"save the file into {folder}, then write {folder}/{name or '…'}"),
                        code="unsafe-path")
    if RELATIVE_PATH.fits(bare := typed.removeprefix("./").replace("\\", "/")):
        raise BadScalar(Words(f"« {short(typed)} » ne s’écrit pas ainsi",
                              f"'{short(typed)}' is not written like this"),
                        bare, code="unsafe-path")
    raise BadScalar(Words(f"« {short(typed)} » sort du dossier itineraries",
                          f"'{short(typed)}' leaves the folder itineraries"),
                    f"{folder}/{name}" if name else f"{folder}/…", code="unsafe-path")
