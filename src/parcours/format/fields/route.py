"""The fields of an itinerary: its days, their stops, the way from one to the next."""

from __future__ import annotations

from parcours.diagnostics.diagnostic import Words
from parcours.format import model
from parcours.format.fields.doc import Group, doc
from parcours.format.fields.place import PLACE_FIELDS, RENAMED

ITINERARY = Group(
    model.Itinerary, "parcours",
    Words("Le parcours", "The route"),
    Words("Ces lignes ouvrent le fichier et présentent le parcours dans son ensemble.",
          "These lines open the file and present the route as a whole."), {
    "title": doc(
        "Titre", "Title",
        "Le nom du parcours, dans chaque langue. Court et parlant : c’est lui qui donne envie, "
        "dans le catalogue comme dans les moteurs de recherche.",
        "The name of the route, in each language. Keep it short and vivid: it is what draws people "
        "in, in the catalogue and in search engines.",
        "{fr: Des fusées aux étoiles, en: From rockets to stars}"),
    "summary": doc(
        "Résumé", "Summary",
        "Une ou deux phrases, dans chaque langue, qui disent ce que l’on vivra. Elles paraissent "
        "sous le titre et dans le catalogue.",
        "One or two sentences, in each language, saying what visitors will experience. They appear "
        "below the title and in the catalogue.",
        "{fr: Le matin parmi les fusées et le soir sous les étoiles., en: A morning among rockets "
        "and an evening under the stars.}"),
    "alliance": doc(
        "Alliance", "Alliance",
        "L’alliance de territoires à laquelle le parcours appartient, par son nom dans le fichier "
        "territories.yml. Le parcours doit passer par chacun de ses territoires.",
        "The alliance of territories the route belongs to, by its name in the file "
        "territories.yml. The route must pass through each of its territories.",
        "ville-et-pays"),
    "themes": doc(
        "Thèmes", "Themes",
        "Un ou plusieurs thèmes de la liste, le principal d’abord. Ils servent à choisir dans le "
        "catalogue.",
        "One or more themes from the list, the main one first. Visitors use them to choose in the "
        "catalogue.",
        "[science, nature]"),
    "difficulty": doc(
        "Difficulté", "Difficulty",
        "L’effort demandé à la personne la moins entraînée du groupe, en comptant la marche et le "
        "vélo.",
        "The effort asked of the least fit member of the group, walking and cycling included.",
        "easy"),
    "audience": doc(
        "Public", "Audience",
        "À qui le parcours convient le mieux, en un mot ou deux par public.",
        "Who the route suits best, in a word or two each.",
        "[families, seniors]"),
    "season": doc(
        "Saison", "Season",
        "La partie de l’année pour laquelle le parcours est fait. Ne dites rien s’il se fait toute "
        "l’année.",
        "The part of the year the route is meant for. Leave it out if it can be done all year "
        "round.",
        "{from: 04-01, to: 10-31}"),
    "status": doc(
        "État", "Status",
        "Une fermeture ou des travaux qui touchent tout le parcours. L’avis paraît en haut de la "
        "page et disparaît de lui-même après la dernière date.",
        "A closure or works that affect the whole route. The notice appears at the top of the page "
        "and disappears by itself after the last date.",
        "{state: closed, from: 2027-01-10, to: 2027-02-01}"),
    "reviewed": doc(
        "Relectures", "Reviews",
        "Qui a relu le parcours de chaque côté, et quand. La page l’affiche : c’est la "
        "co-signature des deux territoires.",
        "Who approved the route on each side, and when. The page shows it, as the joint signature "
        "of the two territories.",
        "\n- {territory: le-pays, on: 2026-11-20, by: Office de tourisme}"),
    "published_on": doc(
        "Publié le", "Published on",
        "Le jour où le parcours est entré sur le site : le bilan le compte depuis cette année-là, "
        "et l’accueil montre les plus récents.",
        "The day the route joined the site: the report counts it from that year on, and the home "
        "page shows the newest.",
        "2026-11-20"),
    "draft": doc(
        "Brouillon", "Draft",
        "Écrivez yes tant que le parcours n’est pas décidé : il est contrôlé comme les autres, et "
        "n’entre pas sur le site. Pour le voir : parcours serve --only, suivi de son nom. Retirez "
        "la ligne pour le publier.",
        "Write yes until the route is settled: it is checked like the others but kept off the "
        "site. To see it, run parcours serve --only followed by its name. Remove the line to "
        "publish it.",
        "yes"),
    "renamed_from": RENAMED,
    "days": doc(
        "Journées", "Days",
        "Les journées du parcours, dans l’ordre, soixante au plus.",
        "The days of the route, in order, sixty at most.",
        "\n- title: {fr: Une journée, en: One day}\n  start: 09:30\n  stops:\n"
        "    - place: gare-du-centre\n    - place: musee-des-sciences\n"
        "      travel: {by: metro, minutes: 25}"),
})

SEASON = Group(
    model.Season, "saison",
    Words("La saison", "The season"),
    Words("Deux jours de l’année, tous deux compris, sous « season ». L’hiver s’écrit aussi : du "
          "1er novembre au 31 mars, « from: 11-01 » et « to: 03-31 ».",
          "Two days of the year, both included, under 'season'. A season may run through the "
          "winter: from 1 November to 31 March, write 'from: 11-01' and 'to: 03-31'."), {
    "from": doc("Du", "From", "Le premier jour de la saison : le mois, un tiret, le jour.",
                 "The first day of the season: the month, a hyphen, the day.", "04-01"),
    "to": doc("Au", "To", "Le dernier jour de la saison, écrit de même.",
               "The last day of the season, written the same way.", "10-31"),
})

REVIEW = Group(
    model.Review, "relecture",
    Words("Une relecture", "A review"),
    Words("Chaque relecture est un élément de « reviewed » et commence par un tiret.",
          "Each review is an item of 'reviewed' and begins with a hyphen."), {
    "territory": doc(
        "Territoire", "Territory",
        "Le territoire au nom duquel la personne a relu, par son nom dans territories.yml.",
        "The territory the reviewer acted for, by its name in territories.yml.",
        "le-pays"),
    "on": doc("Le", "On", "Le jour de la relecture : année, mois, jour.",
               "The day of the review: year, month, day.", "2026-11-20"),
    "by": doc("Par", "By", "La personne ou le service qui a relu, comme la page doit le nommer.",
               "The person or office that reviewed it, as the page should name them.",
               "Office de tourisme"),
})

DAY = Group(
    model.Day, "journee",
    Words("Une journée", "A day"),
    Words("Chaque journée est un élément de « days » et commence par un "
          "tiret.", "Each day is an item of 'days' and begins with a hyphen."), {
    "title": doc("Titre", "Title", "Le titre de la journée, dans chaque langue.",
                  "The title of the day, in each language.",
                  "{fr: La ville, en: The city}"),
    "start": doc(
        "Départ", "Start",
        "L’heure à laquelle la journée commence, à la première étape. Les heures suivantes s’en "
        "déduisent.",
        "The time the day begins, at its first stop. All later times follow from it.",
        "09:30"),
    "stops": doc(
        "Étapes", "Stops",
        "Les étapes de la journée, dans l’ordre de la visite.",
        "The stops of the day, in the order of the visit.",
        "\n- place: gare-du-centre\n- place: musee-des-sciences\n"
        "  travel: {by: metro, minutes: 25}\n  stay: 3h"),
})

_STOP = {
    "travel": doc(
        "Trajet", "Travel",
        "Comment on vient de l’étape d’avant. La toute première étape n’en a pas.",
        "How to get there from the previous stop. The very first stop has none.",
        "{by: metro, minutes: 25}"),
    "arrive": doc(
        "Heure fixe", "Fixed time",
        "L’heure à laquelle il faut être là, seulement quand elle est imposée : un marché, une "
        "visite guidée. Sinon, elle est calculée.",
        "The time to be there, only when it is fixed: a market, a guided tour. Otherwise it is "
        "worked out.",
        "10:30"),
    "stay": doc(
        "Temps sur place", "Time at stops",
        "Combien de temps on reste : 45min, 1h30, 3h, ou night pour y dormir. Si rien n’est dit, "
        "c’est la durée de visite du lieu.",
        "How long to stay: 45min, 1h30, 3h, or night to sleep there. If left out, the place’s "
        "usual length of visit.",
        "1h30"),
    "meal": doc("Repas", "Meal", "Le repas que l’on prend à cette étape.",
                 "The meal eaten at this stop.", "lunch"),
    "optional": doc(
        "On peut la sauter", "May be skipped",
        "Oui (yes) si l’on peut sauter cette étape sans perdre le fil.",
        "Yes if this stop can be skipped without losing the thread.",
        "yes"),
}
_NOTE = doc(
    "Note", "Note",
    "Un conseil pour cette étape et ce parcours : que demander, où se garer, quoi réserver.",
    "Advice for this stop on this route: what to ask for, where to park, what to book.",
    "{fr: Réservation conseillée., en: Booking advised.}")

PLACE_STOP = Group(
    model.PlaceStop, "etape",
    Words("Une étape", "A stop"),
    Words("Chaque étape est un élément de « stops » et commence par un tiret. D’ordinaire, elle "
          "renvoie à la fiche d’un lieu.",
          "Each stop is an item of 'stops' and begins with a hyphen. It usually points to the file "
          "of a place."), {
    "place": doc(
        "Lieu", "Place",
        "Le lieu de l’étape, par le nom de son fichier dans itineraries/places, sans « .yml ».",
        "The place of the stop, by the name of its file in itineraries/places, without '.yml'.",
        "musee-des-sciences"),
    **_STOP,
    "note": _NOTE,
})

INLINE_STOP = Group(
    model.InlineStop, "etape-sans-fiche",
    Words("Une étape sans fiche", "A stop without a file"),
    Words("Pour un point qui ne sert qu’une fois, comme une table d’orientation, l’étape porte "
          "elle-même les champs d’un lieu au lieu de « place » : au moins « name », « kind », "
          "« commune », « lat » et « lon ».",
          "For a point used only once, such as an orientation table, the stop itself has the "
          "fields of a place instead of 'place': at least 'name', 'kind', 'commune', 'lat' and "
          "'lon'."), {
    **PLACE_FIELDS,
    **_STOP,
    "note": _NOTE,
})

TRAVEL = Group(
    model.Travel, "trajet",
    Words("Un trajet", "A leg"),
    Words("Le chemin qui mène à une étape depuis celle d’avant, sous « travel ». Sans « track » ni "
          "« via », la carte trace une droite en pointillé et le dit.",
          "The way to a stop from the previous one, under 'travel'. Without 'track' or 'via' the "
          "map draws a straight dashed line and says so."), {
    "by": doc("Moyen", "Means", "Le moyen de transport de ce trajet.",
               "The means of transport of this leg.", "train"),
    "minutes": doc(
        "Minutes", "Minutes",
        "La durée du trajet en minutes, attente comprise, de 1 à 1440. Si rien n’est dit, elle est "
        "estimée, et la page l’indique.",
        "How long the leg takes in minutes, waiting included, from 1 to 1440. If left out, it is "
        "estimated, and the page says so.",
        "25"),
    "km": doc(
        "Kilomètres", "Kilometres",
        "La longueur réelle du trajet en kilomètres, avec un point décimal, si vous la connaissez.",
        "The real length of the leg in kilometres, with a decimal point, if you know it.",
        "6.2"),
    "line": doc("Ligne", "Line",
                 "Le nom ou le numéro de la ligne, comme il est écrit sur le quai.",
                 "The name or number of the line, as shown on the platform.", "métro A"),
    "track": doc(
        "Tracé GPX", "GPX track",
        "Le fichier GPX du chemin, rangé dans itineraries/tracks. La carte le suit ; les "
        "kilomètres et les montées y sont mesurés. « parcours route » en fait calculer un, et la "
        "page le dit.",
        "The GPX file of the path, kept in itineraries/tracks. The map follows it; distance and "
        "climb are measured on it. 'parcours route' has one computed, and the page says so.",
        "tracks/vers-le-jardin.gpx"),
    "via": doc(
        "En passant par", "By way of",
        "Les lieux par où passe le trajet, comme les gares d’un train : ils donnent sa forme à la "
        "ligne sur la carte.",
        "The places the leg passes through, such as a train’s stations: they shape its line on the "
        "map.",
        "[gare-du-faubourg, gare-du-bourg]"),
    "note": doc(
        "Note", "Note", "Un conseil pour ce trajet : où monter, quel billet, quelle route éviter.",
        "Advice for this leg: where to board, which ticket, which road to avoid.",
        "{fr: Un seul train le dimanche., en: One train only on Sundays.}"),
})

GROUPS = (ITINERARY, SEASON, REVIEW, DAY, PLACE_STOP, INLINE_STOP, TRAVEL)
