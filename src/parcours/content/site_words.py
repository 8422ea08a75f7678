"""What the site is called and says of itself: from ``site.yml``, else from its territories."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from parcours.format.choices import Character
from parcours.format.model import Alliance, Site, Territory
from parcours.format.text import Text
from parcours.i18n.language import language_of
from parcours.i18n.typography import typeset
from parcours.web.colours import Palette


@dataclass(frozen=True, slots=True)
class SiteWords:
    """The words of a site in one language, plain."""

    name: str
    description: str
    left: str
    """The two halves of the brand: city and country."""
    right: str
    about: str
    """The sentence of the footer."""
    home_title: str
    home_lead: str
    publisher: str
    """Who answers for the site and how they are written to; each empty where that is not said."""
    email: str
    website: str


def palette(site: Site) -> Palette:
    """The colours of the site's two sides."""
    chosen = site.colours
    return Palette() if chosen is None else Palette(
        chosen.urban or Palette().urban, chosen.rural or Palette().rural)


def site_words(site: Site, territories: Mapping[str, Territory], alliances: Mapping[str, Alliance],
               lang: str) -> SiteWords:
    """The words of the site in a language; what ``site.yml`` leaves out is told of the sides."""
    language, default = language_of(lang), site.languages[0]

    def said(text: Text | None, otherwise: str) -> str:
        return typeset(text.in_lang(lang, default), lang) if text else otherwise

    met = [id for alliance in alliances.values() for id in alliance.territories
           if id in territories] or list(territories)
    sides = [said(territories[id].name, "") for id in dict.fromkeys(met)]
    ends = [next((said(territories[id].name, "") for id in met
                  if territories[id].character is character), "")
            for character in (Character.URBAN, Character.RURAL)]
    given = [said(text, "") for text in site.brand]
    left, right = given if len(given) == 2 else ends
    every = language.all_of(sides)
    home, by = site.home, site.publisher
    return SiteWords(
        said(site.name, language.say("Routes {left} – {right}", left=left, right=right)),
        said(site.description, language.say(
            "Routes that join {sides}, stop by stop, with opening days and how to get there.",
            sides=every)),
        left, right,
        said(site.about, language.say("One journey, several territories: {sides}.", sides=every)),
        said(home.title if home else None, language.say(
            "{left} and {right}, one journey", left=left, right=right)),
        said(home.lead if home else None, language.say(
            "Every route goes through both sides: city and countryside. Each page gives the days "
            "that work as far as is known, and says which hours are verified and how to get "
            "there.")),
        said(by.name if by else None, ""), (by and by.email) or "", (by and by.website) or "")
