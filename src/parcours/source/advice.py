"""What to do about each slip: a sentence for whoever typed it."""

from __future__ import annotations

from parcours.diagnostics.diagnostic import Words

COLON_MISSING = Words("il manque « : » après le nom du champ",
                      "':' is missing after the name of the field")
COLON_OR_INDENT = Words(
    "il manque « : » après le nom du champ ; si c’est la suite du texte du dessus, décalez cette "
    "ligne de deux espaces de plus que lui",
    "':' is missing after the name of the field; if this continues the text above, indent this "
    "line two spaces more than it")
SPACE_AFTER_COLON = Words("mettez une espace après « : »", "put a space after ':'")
SPACE_AFTER_DASH = Words("mettez une espace après le tiret", "put a space after the hyphen")
DASH_MISSING = Words("il manque un tiret et une espace (« - ») devant cet élément de la liste",
                     "a hyphen and a space ('- ') are missing before this item of the list")
PLAIN_SPACES = Words(
    "remplacez les espaces insécables du début de la ligne par des espaces ordinaires",
    "replace the no-break spaces at the start of the line with ordinary spaces")
HARD_SPACE = Words(
    "remplacez l’espace insécable qui suit « : » par une espace ordinaire",
    "replace the no-break space after ':' with an ordinary space")
HARD_DASH = Words(
    "remplacez l’espace insécable qui suit le tiret par une espace ordinaire",
    "replace the no-break space after the hyphen with an ordinary space")
"""Both said where the very character at fault is the one to be replaced."""
TAB = Words("remplacez la tabulation par des espaces", "replace the tab with spaces")
QUOTE_IT = Words("mettez le texte entre guillemets droits : \"…\"",
                 "put the text in straight quotes: \"…\"")
QUOTE_COLON = Words("mettez le texte entre guillemets droits : il contient « : »",
                    "put the text in straight quotes: it contains ': '")
QUOTE_HASH = Words(
    "mettez le texte entre guillemets droits : « # » fait une remarque de la fin de la ligne",
    "put the text in straight quotes: '#' makes a remark of the end of the line")
QUOTE_ENDS_EARLY = Words(
    "le texte entre guillemets finit ici : entourez-le tout entier de \" et n’écrivez à "
    "l’intérieur que des « » ou des ’",
    "the quoted text ends here: put \" round the whole of it, and write only ‘ ’ within")
QUOTE_HOURS = Words(
    "entourez toute la règle de ' : les \" d’une remarque restent à l’intérieur",
    "put ' round the whole rule: the \" of a remark stay within")
QUOTE_OPEN = Words("un guillemet ouvert n’est pas refermé", "a quote is opened and not closed")
BACKSLASH = Words("remplacez \\ par /, ou entourez le texte de ' au lieu de \"",
                  "replace \\ with /, or put ' round the text instead of \"")
ONE_A_LINE = Words("écrivez un seul champ par ligne", "write one field a line")
ALIGN = Words("vérifiez l’alignement : les champs d’un même groupe commencent à la même colonne",
              "check the alignment: the fields of one group start in the same column")
PUNCTUATION = Words("il manque une virgule, une accolade ou un crochet",
                    "a comma, a brace or a bracket is missing")
ONE_DOCUMENT = Words("retirez cette ligne, et ce qui la suit si c’est un autre fichier",
                     "remove this line, and what follows it if it is another file")
LEFT = Words("retirez les espaces du début de cette ligne : les champs s’alignent à gauche",
             "remove the spaces at the start of this line: the fields align at the left")
NEXT_LINE = Words("mettez le texte à la ligne suivante, décalé de deux espaces",
                  "put the text on the next line, indented by two spaces")
DASH_IN_LINE = Words(
    "passez à la ligne avant le tiret ; si c’est un texte, mettez-le entre guillemets droits",
    "start a new line before the hyphen; if it is a text, put it in straight quotes")
CONFLICT = Words(
    "deux versions se mêlent ici : gardez la bonne et retirez les lignes <<<<<<<, =======, >>>>>>>",
    "two versions are mixed here: keep the right one and remove the lines <<<<<<<, =======, >>>>>>>"
)
CURLY = Words("remplacez les parenthèses par des accolades : {…}",
              "replace the round brackets with braces: {…}")
LANGUAGES = Words(
    "écrivez {fr: …, en: …}, ou chaque langue sur sa propre ligne, décalée de deux espaces",
    "write {fr: …, en: …}, or each language on a line of its own, indented by two spaces")
REMARK = Words("une remarque commence par « # »", "a remark begins with '#'")
WIDE_COLON = Words("remplacez ce signe par un deux-points ordinaire et une espace (« : »)",
                   "replace this sign with an ordinary colon and a space (': ')")
STAR_FOR_DASH = Words("remplacez l’astérisque par un tiret, au début de chaque ligne de la liste",
                      "replace the asterisk with a hyphen, at the start of each line of the list")
HYPHEN = Words("remplacez ce signe par un tiret ordinaire et une espace (« - »)",
               "replace this sign with an ordinary hyphen and a space ('- ')")
EQUALS = Words("remplacez « = » par « : » et une espace", "replace '=' with ':' and a space")
STARS = Words("retirez les astérisques autour du nom du champ",
              "remove the asterisks round the name of the field")
COMMA_TOO_MANY = Words("retirez cette virgule : rien ne la précède",
                       "remove this comma: nothing stands before it")
SEMICOLON = Words("remplacez le point-virgule par une virgule",
                  "replace the semicolon with a comma")
UNKNOWN = Words("si vous ne le savez pas, retirez la ligne",
                "if you do not know it, remove the line")
FENCE = Words("retirez les lignes qui commencent par ```", "remove the lines that begin with ```")
BLOCK = Words("décalez ce texte de deux espaces de plus que le nom du champ au-dessus",
              "indent this text two spaces more than the name of the field above")
NO_LIST = Words("retirez le tiret du début, et alignez les champs à gauche",
                "remove the hyphen at the start, and align the fields at the left")
INVISIBLE = Words("effacez ce caractère invisible", "delete this invisible character")
