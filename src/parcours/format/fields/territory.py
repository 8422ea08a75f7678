"""The fields of the two files that administrators keep: territories and settings."""

from __future__ import annotations

from parcours.diagnostics.diagnostic import Words
from parcours.format import model
from parcours.format.fields.doc import Group, doc

TERRITORIES = Group(
    model.Territories, "territoires",
    Words("Les territoires et leurs alliances", "The territories and their alliances"),
    Words("Deux listes. Le nom devant chaque élément, en minuscules et tirets, est celui que les "
          "autres fichiers citent.",
          "Two lists. The name before each item, in lower case and hyphens, is the one other files "
          "use."), {
    "territories": doc(
        "Territoires", "Territories", "Chaque territoire, sous le nom par lequel on le cite.",
        "Each territory, under the name other files use for it.",
        "\nle-pays:\n  name: Le Pays\n  character: rural"),
    "alliances": doc(
        "Alliances", "Alliances", "Chaque alliance, sous le nom par lequel on la cite.",
        "Each alliance, under the name other files use for it.",
        "\nville-et-pays:\n  name: Contrat de réciprocité\n"
        "  territories: [la-ville, le-pays]"),
})

TERRITORY = Group(
    model.Territory, "territoire",
    Words("Un territoire", "A territory"),
    Words("Sous « territories ». Ses communes sont dans le fichier communes.csv.",
          "Under 'territories'. Its communes are in the file communes.csv."), {
    "name": doc("Nom", "Name", "Le nom du territoire.", "The name of the territory.",
                 "Le Pays"),
    "character": doc("Caractère", "Character", "De quel côté il se tient : la ville ou la "
                                                "campagne.",
                      "Which side it stands on: the city or the countryside.", "rural"),
    "office": doc("Office", "Office", "L’office de tourisme qui répond de ce territoire.",
                   "The tourism office responsible for this territory.",
                   "{name: Office de tourisme, website: https://exemple.fr/}"),
})

OFFICE = Group(
    model.Office, "office",
    Words("Un office", "An office"),
    Words("Sous « office », dans un territoire.", "Under 'office', in a territory."), {
    "name": doc("Nom", "Name", "Le nom de l’office.", "The name of the office.",
                 "Office du Pays"),
    "website": doc("Site internet", "Website", "Son site ; l’adresse commence par https://.",
                    "Its website; the address begins with https://.",
                    "https://exemple.fr/"),
    "email": doc("Courriel", "E-mail", "L’adresse où un visiteur peut signaler une erreur.",
                  "The address where visitors can report a mistake.", "contact@exemple.fr"),
    "reviewers": doc(
        "Relecteurs", "Reviewers",
        "Les comptes ou les équipes, sur la plateforme du projet, qui relisent pour ce territoire.",
        "The accounts or teams, on the project’s platform, that review for this territory.",
        '["@parcours/le-pays"]'),
})

ALLIANCE = Group(
    model.Alliance, "alliance",
    Words("Une alliance", "An alliance"),
    Words("Sous « alliances ».", "Under 'alliances'."), {
    "name": doc("Nom", "Name", "Le nom du contrat.", "The name of the contract.",
                 "{fr: Contrat de réciprocité, en: Reciprocity contract}"),
    "territories": doc("Territoires", "Territories",
                        "Les territoires qui l’ont signé, deux au moins.",
                        "The territories that signed it, at least two.",
                        "[la-ville, le-pays]"),
    "signed": doc("Signé le", "Signed on", "Le jour de la signature.", "The day it was signed.",
                   "2017-07-10"),
    "domains": doc("Domaines", "Domains", "Ce que les territoires ont choisi de partager.",
                    "What the territories chose to share.", "[food, tourism, culture]"),
})

SITE = Group(
    model.Site, "reglages",
    Words("Les réglages du site", "The settings of the site"),
    Words("Tout y est facultatif : sans ce fichier, le site se construit quand même.",
          "Everything in it is optional: the site can be built without this file."), {
    "languages": doc(
        "Langues", "Languages",
        "Les langues du site, en deux lettres, la première étant celle par défaut.",
        "The languages of the site, two letters each; the first is the default.",
        "[fr, en]"),
    "name": doc(
        "Nom du site", "Name of the site",
        "Le nom du site ; sans lui, celui des deux côtés.",
        "The name of the site; if left out, that of both sides.",
        "{fr: Parcours de la ville au pays, en: Routes from city to country}"),
    "brand": doc(
        "Enseigne", "Brand",
        "Les deux mots de l’en-tête : la ville, puis la campagne. Sans eux, les noms des "
        "territoires.",
        "The two words of the header: the city, then the countryside. Without them, the names of "
        "the territories.",
        "[Ma ville, Mon pays]"),
    "description": doc(
        "Description", "Description",
        "Une phrase pour les moteurs de recherche et le partage.",
        "A sentence for search engines and for sharing.",
        "{fr: Des parcours de la ville au pays., en: Routes from city to country.}"),
    "about": doc(
        "Pied de page", "Footer", "La phrase du pied de page.", "The sentence of the footer.",
        "{fr: Deux territoires liés par un contrat., en: Two territories bound by a contract.}"),
    "home": doc(
        "Accueil", "Home page", "Ce que dit l’accueil avant de montrer des parcours.",
        "What the home page says before it shows routes.",
        "{title: {fr: De la ville au pays, en: From city to country}}"),
    "publisher": doc(
        "Éditeur", "Publisher",
        "Qui répond du site : la déclaration d’accessibilité le nomme et donne son contact.",
        "Who is responsible for the site: the accessibility statement names them and gives their "
        "contact details.",
        "{name: Office de tourisme, email: contact@exemple.fr}"),
    "colours": doc(
        "Couleurs", "Colours", "Les couleurs des deux côtés ; brique et or si rien n’est dit.",
        "The colours of the two sides; brick and gold by default.",
        '{urban: "#1f6f8b", rural: "#a8d08d"}'),
    "featured": doc(
        "À la une", "Featured",
        "Les parcours que l’accueil montre d’abord, par le nom de leur fichier. Les autres places "
        "vont à ceux que l’on peut faire bientôt, puis aux plus récents.",
        "The routes that the home page shows first, by the name of their file. The remaining "
        "spaces go to routes that can be done soon, then to the newest.",
        "[de-la-ville-au-pays]"),
    "site_url": doc("Adresse du site", "Address of the site",
                     "L’adresse publique du site, une fois publié. GitHub Pages et GitLab Pages la "
                     "donnent d’eux-mêmes ; écrivez-la pour un domaine à vous. Sans adresse, ni "
                     "plan du site pour les moteurs de recherche, ni image quand on partage une "
                     "page.",
                     "The public address of the site, once published. GitHub Pages and GitLab "
                     "Pages provide it themselves; write it if you have your own domain. Without "
                     "an address there is no sitemap for search engines, and no picture when a "
                     "page is shared.",
                     "https://exemple.fr/parcours/"),
    "repo_url": doc(
        "Adresse du dépôt", "Address of the repository",
        "L’adresse du dépôt, pour les liens « Modifier cette page » et pour le formulaire.",
        "The address of the repository, for the links 'Edit this page' and for the form.",
        "https://forge.exemple.fr/groupe/depot"),
    "branch": doc(
        "Branche", "Branch",
        "La branche que les liens « Modifier cette page » ouvrent ; main si rien n’est dit.",
        "The branch that the links 'Edit this page' open; main by default.",
        "main"),
    "forge": doc(
        "Plateforme", "Platform",
        "Le genre de plateforme qui garde les fichiers : son adresse ne le dit pas. À dire avec "
        "repo_url, pour que les liens vers elle et le formulaire soient les siens.",
        "The kind of platform that hosts the files, which its address does not reveal. Give it "
        "with repo_url, so that the form and the links to the platform suit it.",
        "gitlab"),
    "reviews": doc(
        "Relectures", "Reviews",
        "S’il faut avertir quand un parcours n’a été relu par personne. Un parcours relu d’un seul "
        "côté est signalé dans tous les cas.",
        "Whether to warn when nobody has reviewed a route. A route reviewed on one side only is "
        "always reported.",
        "required"),
    "tiles": doc(
        "Fond de carte", "Map background",
        "Le fond des cartes : un nom de la liste, ou un serveur à vous avec « url » et "
        "« attribution ».",
        "The background of the maps: a name from the list, or a server of your own with 'url' and "
        "'attribution'.",
        "ign"),
    "map_loading": doc("Ouverture des cartes", "Opening of the maps",
                        "Quand une page charge sa carte.", "When a page loads its map.", "tap"),
    "stale_after_days": doc(
        "Délai de vérification", "Time to verify",
        "Après combien de jours un renseignement vérifié est à revoir ; 365 si rien n’est dit.",
        "How many days until verified information is due for another look; 365 by default.",
        "365"),
    "e_bike_battery_wh": doc(
        "Batterie d’un vélo électrique", "Battery of an e-bike",
        "La batterie à laquelle les pages comparent une journée à vélo électrique, en "
        "wattheures : une hypothèse, dite comme telle ; 500 si rien n’est dit, 0 pour n’en rien "
        "dire.",
        "The battery that pages compare a day by e-bike with, in watt-hours: an assumption, "
        "presented as one; 500 by default, 0 to leave it out.",
        "500"),
    "services_within_m": doc(
        "Services à deux pas", "Services close by",
        "Jusqu’à combien de mètres d’une étape, ou d’un tracé réel, un service (toilettes, eau, "
        "arrêt, vélos…) est dit ; 300 si rien n’est dit, 0 pour n’en dire aucun, 2000 au plus.",
        "How far from a stop, or from a real track, a service (toilets, water, a bus stop, bikes…) "
        "is still shown, in metres; 300 by default, 0 to show none, 2000 at most.",
        "300"),
    "lopsided_below": doc(
        "Seuil d’équilibre", "Threshold of balance",
        "Un parcours est signalé quand l’un des territoires reçoit moins que cette part du temps "
        "passé sur place ; 20 % si rien n’est dit, 0 pour ne rien signaler.",
        "A route is reported if one of the territories gets less than this share of the time at "
        "stops; 20% by default, 0 to report none.",
        "20 %"),
    "feeds": doc(
        "Horaires", "Timetables",
        "Les jeux d’horaires (GTFS) que lit « parcours timetable », avec leur source et leur "
        "licence.",
        "The sets of timetables (GTFS) that 'parcours timetable' reads, with their source and "
        "their licence.",
        "\n- {name: export-ter-gtfs-last, address: https://exemple.fr/export-ter-gtfs-last.zip, "
        "licence: ODbL-1.0}"),
    "security": doc(
        "Failles", "Security holes",
        "À qui signaler une faille du site. « parcours publish » en fait "
        "/.well-known/security.txt.",
        "Who to tell about a security hole. 'parcours publish' turns it into "
        "/.well-known/security.txt.",
        "{email: securite@exemple.fr, until: 2027-11-29}"),
})

COLOURS = Group(
    model.Colours, "couleurs",
    Words("Les couleurs", "The colours"),
    Words("Sous « colours ». Une couleur s’écrit entre guillemets, avec un dièse et six signes. "
          "Les autres teintes du site, des cartes et des images en sont tirées, de jour comme de "
          "nuit.",
          "Under 'colours'. A colour is written in quotes, with a hash and six characters. The "
          "other shades of the site, the maps and the pictures are made from it, by day and by "
          "night."), {
    "urban": doc("Ville", "City",
                  "La couleur du côté urbain, et celle du site. On y écrit en blanc : qu’elle soit "
                  "assez foncée.",
                  "The colour of the urban side, and the site’s own. White text goes on it, so it "
                  "must be dark enough.", '"#1f6f8b"'),
    "rural": doc("Campagne", "Countryside",
                  "La couleur du côté rural. On y écrit en brun : qu’elle soit assez claire.",
                  "The colour of the rural side. Brown text goes on it, so it must be light "
                  "enough.",
                  '"#a8d08d"'),
})

HOME = Group(
    model.Home, "accueil",
    Words("L’accueil", "The home page"),
    Words("Sous « home ».", "Under 'home'."), {
    "title": doc("Titre", "Title", "Le grand titre de l’accueil.", "The heading of the home page.",
                  "{fr: De la ville au pays, en: From city to country}"),
    "lead": doc("Chapeau", "Lead", "Une ou deux phrases sous le titre.",
                 "A sentence or two below the heading.",
                 "{fr: Chaque parcours passe des deux côtés., en: Every route goes through both.}"),
})

PUBLISHER = Group(
    model.Publisher, "editeur",
    Words("L’éditeur du site", "The publisher of the site"),
    Words("Sous « publisher ».", "Under 'publisher'."), {
    "name": doc("Nom", "Name", "Le nom de l’organisme.", "The name of the organisation.",
                 "Office du Pays"),
    "email": doc("Courriel", "E-mail", "L’adresse où écrire au responsable du site.",
                  "The address for writing to those in charge of the site.",
                  "contact@exemple.fr"),
    "website": doc("Site internet", "Website",
                    "Son site, ou la page de son formulaire ; l’adresse commence par https://.",
                    "Its website, or the page of its form; the address begins with https://.",
                    "https://exemple.fr/contact/"),
})

FEEDS = Group(
    model.FeedSource, "horaires",
    Words("Des horaires", "Timetables"),
    Words("Chaque jeu d’horaires en GTFS est un élément de « feeds » et commence par un tiret. "
          "Leurs extraits portent cette source et cette licence.",
          "Each set of timetables in GTFS is an item of 'feeds' and begins with a hyphen. Extracts "
          "from them carry this source and licence."), {
    "name": doc("Nom", "Name",
                 "Le nom du fichier, sans « .zip » : c’est par lui que « parcours timetable » "
                 "reconnaît ces horaires.",
                 "The name of the file, without '.zip': it is how 'parcours timetable' recognises "
                 "these timetables.", "export-ter-gtfs-last"),
    "address": doc("Adresse", "Address", "La page ou le fichier d’où viennent ces horaires.",
                    "The page or the file that these timetables come from.",
                    "https://exemple.fr/export-ter-gtfs-last.zip"),
    "licence": doc("Licence", "Licence",
                    "La licence sous laquelle ils sont publiés, telle que la page la nomme.",
                    "The licence under which they are published, as the page names it.",
                    "ODbL-1.0"),
    "download": doc(
        "Fichier", "File",
        "L’adresse du fichier zip lui-même. « parcours timetable --fetch » le télécharge, et la "
        "tâche de chaque semaine avec lui ; le site, en se construisant, ne télécharge rien.",
        "The address of the zip itself. 'parcours timetable --fetch' downloads it, and so does the "
        "weekly job; building the site downloads nothing.",
        "https://exemple.fr/export-ter-gtfs-last.zip"),
})

TILES = Group(
    model.TileProvider, "fond-de-carte",
    Words("Un fond de carte à vous", "A map background of your own"),
    Words("Sous « tiles ». Vérifiez que les conditions du serveur permettent votre usage.",
          "Under 'tiles'. Make sure that the server’s terms allow your use."), {
    "url": doc("Adresse", "Address",
                "L’adresse des tuiles, avec {z}, {x} et {y} à la place des nombres.",
                "The address of the tiles, with {z}, {x} and {y} in place of the numbers.",
                '"https://tuiles.exemple.fr/{z}/{x}/{y}.png"'),
    "attribution": doc("Mention", "Attribution", "La mention que le fournisseur demande "
                                                  "d’afficher.",
                        "The wording that the provider asks you to show.",
                        "© les contributeurs d’OpenStreetMap"),
    "max_zoom": doc("Zoom maximal", "Largest zoom",
                     "Le plus grand zoom que le serveur connaît ; 19 si rien n’est dit.",
                     "The highest zoom level the server offers; 19 by default.", "19"),
})

SECURITY = Group(
    model.Security, "failles",
    Words("Le signalement des failles", "Reports of security holes"),
    Words("Sous « security ».", "Under 'security'."), {
    "email": doc("Courriel", "E-mail", "L’adresse que quelqu’un lit, et qui n’est pas publique.",
                 "An address that somebody reads, and that is not public.",
                 "securite@exemple.fr"),
    "page": doc("Page", "Page", "Une page où l’on peut aussi signaler une faille, sans témoin.",
                "A page where a hole can also be reported, in private.",
                "https://exemple.fr/securite/"),
    "until": doc("Valable jusqu’au", "Good until",
                 "Le jour jusqu’auquel l’adresse vaut, à moins d’un an : après lui, le site ne la "
                 "donne plus.",
                 "The day until which the address is valid, less than a year ahead: after that, "
                 "the site no longer gives it.", "2027-11-29"),
})

TERRITORY_GROUPS = (TERRITORIES, TERRITORY, OFFICE, ALLIANCE)
SITE_GROUPS = (SITE, HOME, COLOURS, PUBLISHER, TILES, FEEDS, SECURITY)
