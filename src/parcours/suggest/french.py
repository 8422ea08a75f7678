"""The French (and loose English) words of editors, and the format's words they stand for.

Keys are as `likely.slug_of` writes them: no accents, no capitals, hyphens for spaces. A word may
stand for several, each where it fits: *ferme* is a kind of place and a state. A word marked ``!``
is certain: a program may type its translation; the others are only asked about.
"""

from __future__ import annotations

MONTHS: dict[str, int] = {
    name: number for number, names in enumerate((
        "janvier janv jan january", "fevrier fevr fev feb february", "mars mar march",
        "avril avr apr april", "mai may", "juin jun june", "juillet juil jul july",
        "aout aou aug august", "septembre sept sep september", "octobre oct october",
        "novembre nov november", "decembre dec december"), 1) for name in names.split()}

_FIELDS = """
    title: titre! intitule nom-du-parcours
    summary: resume! chapo accroche introduction
    description: presentation texte descriptif
    alliance: contrat partenariat
    themes: theme thematique thematiques! tags tag mots-cles categories
    difficulty: difficulte! niveau
    audience: public! publics
    season: saison! periode
    status: etat statut fermeture
    reviewed: relu relecture relecteurs
    draft: brouillon! ebauche
    published_on: publie-le! date-de-publication mise-en-ligne
    days: jours! jour journees! journee day
    start: depart! debut heure heure-de-depart
    stops: etapes! etape stop arrets
    place: lieu! lieux
    name: nom!
    travel: trajet! transport deplacement
    by: mode! moyen! par transport
    minutes: duree! temps duration
    km: distance kilometres
    line: ligne!
    track: trace! gpx
    arrive: arrivee! heure heure-d-arrivee
    stay: duree! sur-place visite duration
    meal: repas!
    optional: facultatif! facultative optionnel option
    note: notes remarque remarques conseil commentaire
    kind: type! categorie genre nature
    commune: insee code-insee ville city code-commune
    lat: latitude!
    lon: longitude! lng long
    precision_m: precision
    opening_hours: horaires! horaire heures heures-d-ouverture! ouverture ouvertures hours
    always_open: toujours-ouvert acces-libre
    address: adresse!
    phone: telephone! tel portable
    email: courriel! mail e-mail mel
    website: site site-web! site-internet url web lien
    price: prix! tarif! tarifs
    duration: duree! duree-de-visite
    wheelchair: fauteuil! accessibilite pmr handicap
    services: service equipements
    labels: label
    products: produits! produit
    months: mois!
    twin: jumeau jumelle
    question: interrogation
    supplies: fournit approvisionne
    sources: source
    verified_on: verifie-le! verifie date-de-verification
    told: dit non-verifie a-verifier
    photo: photos image images
    file: fichier!
    alt: legende description texte-alternatif
    credit: auteur photographe copyright
    licence: license! droits
    expires: expire expiration fin-des-droits
    from: du de debut a-partir-de
    to: au a fin jusqu-au jusqu-a until till
    on: le date
    territory: territoire!
    character: caractere type
    reviewers: relecteurs
    signed: signe signe-le signature
    domains: domaines
    languages: langues
    publisher: editeur! responsable-du-site
"""

_VALUES = """
    heritage: patrimoine! histoire
    food: gastronomie! alimentation! terroir cuisine
    science: sciences planetarium observatoire
    art: arts culture galerie
    nature: site-naturel foret paysage
    crafts: artisanat! metiers-d-art savoir-faire
    craft: artisan! artisanat atelier
    slow-work: teletravail! tiers-lieux
    energy: energie! energies
    easy: facile! tres-facile simple
    moderate: moyen! moyenne modere moderee intermediaire
    hard: difficile! dur sportif
    monument: chateau castle tour pont fort
    religious: eglise! church cathedrale! abbaye! chapelle! basilique! collegiale
    museum: musee!
    garden: jardin! parc
    lake: lac! plan-d-eau
    viewpoint: point-de-vue! belvedere! panorama table-d-orientation
    village: bourg bastide hameau
    market: marche! halle halles
    producer: producteur! productrice ferme vigneron domaine
    shop: boutique! magasin! epicerie commerce
    restaurant: resto auberge table
    lodging: hebergement! hotel! gite gites camping chambre-d-hotes chambres-d-hotes
    coworking: tiers-lieu espace-de-travail
    station: gare!
    bus-stop: arret arret-de-bus!
    bike-rental: location-de-velo location-de-velos! loueur
    charging: borne bornes recharge borne-de-recharge!
    tourist-office: office-de-tourisme! office
    walk: a-pied! pied marche! foot walking randonnee
    bike: velo! bicycle bicyclette vtt
    e-bike: vae! velo-electrique! velo-a-assistance-electrique
    tram: tramway!
    bus: autobus navette
    coach: autocar! car-lio lio
    on-demand: tad transport-a-la-demande! a-la-demande
    train: ter tgv
    car: voiture! auto taxi
    electric-car: voiture-electrique!
    carpool: covoiturage!
    boat: bateau! peniche
    breakfast: petit-dejeuner!
    lunch: dejeuner! midi
    dinner: diner! soir souper
    yes: oui! vrai true on
    no: non! faux false off
    limited: limite! partiel partielle partiellement
    toilets: toilettes! wc sanitaires
    drinking-water: eau eau-potable!
    bike-parking: parking-velo parking-velos! velos arceaux
    parking: stationnement
    open: ouvert! ouverte
    closed: ferme! fermee fermeture
    works: travaux! en-travaux
    urban: urbain! urbaine ville
    rural: rurale campagne!
    economy: economie!
    tourism: tourisme!
    culture: culturel
    mobility: mobilite! mobilites transports
    health: sante!
    none: aucun aucune rien
    tap: clic toucher
"""


def _table(*texts: str, certain: bool) -> dict[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for row in "".join(texts).strip().splitlines():
        ours, _, theirs = row.strip().partition(": ")
        for word in theirs.split():
            if word.endswith("!") or not certain:
                known = word.removesuffix("!")
                table[known] = (*table.get(known, ()), ours)
    return table


WORDS = _table(_FIELDS, _VALUES, certain=False)
"""What each word may stand for."""
CERTAIN = _table(_FIELDS, _VALUES, certain=True)
"""The words marked ``!``: one translation wherever they fit; *château* or *parc* are looser."""
