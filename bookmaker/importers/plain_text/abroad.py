"""The furniture of pages in German, French and Spanish."""

from __future__ import annotations

import re

_BUTTONS = frozenset(
    """
    teilen folgen abonnieren abonniert abo abos anmelden abmelden registrieren einloggen
    ausloggen login logout menü suche suchen startseite kontakt impressum datenschutz
    datenschutzerklärung agb nutzungsbedingungen barrierefreiheit cookie-einstellungen
    kommentare kommentar kommentieren antworten antwort newsletter drucken merken
    gefällt mehr weiterlesen zurück weiter teile facebook twitter whatsapp mastodon
    instagram youtube linkedin telegram x e-mail email mail rss feed podcast
    artikel beitrag beiträge beitrags schlagwörter schlagworte kategorie kategorien
    archiv blog diskutieren mitdiskutieren diskussion absenden abschicken speichern
    gespeichert link kopieren vorlesen anhören themen thema ressorts politik wirtschaft
    feuilleton kultur sport wissen gesellschaft meinung shop veranstaltungen termine
    spenden unterstützen hilfe werben mediadaten karriere jobs navigation inhalt
    seitenanfang vorheriger nächster vorherige nächste anzeigen abbestellen austragen
    partager suivre abonner s'abonner s’abonner abonnez-vous abonnement abonnements
    abonnés connexion inscription connecter déconnecter accueil contact contacter
    mentions légales confidentialité cookies commentaires commentaire contribuer
    répondre imprimer enregistrer sauvegarder recherche rechercher suivant précédent
    j'aime j’aime lire plus articles article étiquettes catégories rubriques rubrique
    infolettre infolettres envoyer copier lien lien écouter favoris ajouter sélection
    sélections politique gestion conditions générales utilisation d’utilisation
    d'utilisation accessibilité plan site menu culture idées société économie monde
    opinions chroniques boutique dons soutenir aide publicité paramètres lus partagés
    commentés messagerie
    compartir comparte seguir suscribirse suscríbete suscribir suscripción iniciar
    sesión registrarse regístrate inicio portada contacto contactar aviso legal
    privacidad comentarios comentario comentar responder imprimir guardar copiar enlace
    buscar búsqueda siguiente anterior gusta etiquetas categorías entradas boletín
    boletines correo política opinión ciencia sociedad economía deportes cultura tienda
    donar apóyanos ayuda publicidad enviar escuchar archivado términos condiciones
    accesibilidad mapa configuración visto leído comentado
    """.split()
)
"""Words of buttons and menus, and of the sections that menus name."""
_BETWEEN = frozenset(
    """
    auf per und zu zum zur den der die das in im mit von für über mir mich dir uns sie
    du am ist als nach diesen dieses diese alle lesen
    se à au aux par sur et de des du la le les un une vos nos votre notre en pour aussi
    nous vous son mes ma mon
    por con el la los las en a al y del un una tu su lo más me te nos esta este para
    quiénes somos mí sobre
    """.split()
)
_LABELS = re.compile(
    r"""(?:
 \d[\d.,\s]*\s?(?:kommentare?|antworten|follower|abonnenten|likes?|aufrufe|min(?:uten)?
  (?:\slesezeit)?|wörter|commentaires?|réponses?|abonnés|mentions\sj['’]aime|vues
  |min(?:utes)?\sde\slecture|comentarios?|respuestas?|seguidores|suscriptores|me\sgusta
  |minutos?(?:\sde\slectura)?|lecturas?)
|(?:lesezeit|lesedauer|temps\sde\slecture|tiempo\sde\slectura)\s?:?\s?\d.{0,20}
|(?:schlagwörter|schlagworte|stichworte|kategorien?|tags|étiquettes?|catégories?
  |mots[- ]clés|etiquetas?|categorías?|archivado\sen|publié\sdans|veröffentlicht\sin
  |publicado\sen|classé\sdans|abgelegt\sunter)\s?:?\s.{1,80}
|(?:mehr|weitere\sartikel|das\skönnte\s(?:sie|dich)\sauch\sinteressieren|lesen\ssie\sauch
  |lies\sauch|lire\saussi|à\slire\saussi|plus\sd['’]articles|sur\sle\smême\ssujet
  |más\s(?:de|entradas|artículos)|te\spuede\sinteresar|también\ste\spuede\sinteresar
  |lee\stambién|entradas\srelacionadas|articles\ssimilaires|ähnliche\sbeiträge)
  (?:\s(?:von|de|aus|über|zum\sthema)\s.{1,50}|\s?:.{0,80})?
|(?:geschrieben|écrit|publié|escrito|publicado)\s(?:von|par|por)\s(?-i:[A-ZÀ-Þ]).{1,50}
|(?:kommentar\s(?:schreiben|hinterlassen|verfassen)|schreibe?\seinen\skommentar
  |hinterlasse\seine\santwort|laisser\sun\scommentaire|ajouter\sun\scommentaire
  |deja\sun\scomentario|dejar\sun\scomentario|escribe\sun\scomentario)
|(?:zum\sinhalt\sspringen|zur\snavigation|aller\sau\scontenu|saltar\sal\scontenido
  |ir\sal\scontenido|passer\sau\scontenu)
|(?:alle\srechte\svorbehalten|tous\sdroits\sréservés|todos\slos\sderechos\sreservados)\.?
|(?:kommentare|commentaires|comentarios|antworten|réponses|respuestas)\s?\(\d+\)
|(?:\d+\s)?(?:kommentare?|comentarios?|commentaires?)\s(?:lesen|anzeigen|zu|en|sur|à)
  \s?.{0,90}
|(?:diskutieren\ssie\smit|jetzt\smitdiskutieren|diskutiere\smit|réagissez|participez
  |únete\sa\sla\sconversación)
|(?:les\splus\s(?:lus|partagés|commentés|récents)|meistgelesen|am\smeisten\sgelesen
  |die\sneuesten\sbeiträge|lo\smás\s(?:visto|leído|comentado|reciente)|relacionad[oa]s?
  |weitere\sbeiträge|sur\sle\smême\sthème|dans\sla\smême\srubrique)
|(?:wird\sdiese\s(?:e-mail|nachricht)|si\sce\s(?:message|courriel)|si\sno\sve).{5,90}
|(?:präsentiert|bereitgestellt|propulsé|fièrement\spropulsé|creado|funciona)
  \s(?:von|par|con|gracias\sa)\s.{2,40}
|(?:haz|haga)\sclic\spara\s.{4,80}|cliquez\spour\s.{4,80}|klick(?:en)?\s(?:sie\s)?(?:hier
  |zum|um)\b.{0,80}
|(?:me\sgusta|j['’]aime|gefällt\smir)(?:\s(?:esto|ça|das))?:?|(?:me\sgusta|j['’]aime|gefällt
  \smir)?\s?(?:cargando|chargement|wird\sgeladen|lade)\s?(?:\.\.\.|…)
|(?:etiquetado|etiquetada|étiqueté|verschlagwortet|getaggt)\s(?:con\s|avec\s|mit\s)?.{2,80}
|(?:publicado\sel|publié\sle|veröffentlicht\sam)\s.{6,40}\s(?:por|par|von)\s.{2,50}
|\d+\s(?:kommentare?|comentarios?|commentaires?|pensamientos?|gedanken)\s(?:zu|en|sur
  |sobre)\s.{2,90}
|(?:avec|con|mit)\s(?:la\s|der\s)?(?:collaboration|colaboración|mitarbeit)\s.{4,60}
|(?:anzeige|werbung|publicité|publicidad)
|(?:über\sd(?:en\sautor|ie\sautorin)|à\spropos\sde\sl['’]auteure?|sobre\s(?:el|la)\sautora?)
|(?:gefällt\sdir\sdieser|diesen\s(?:artikel|beitrag)\steilen|partagez?\s(?:cet|sur)
  |comparte\s(?:esto|en|este)).{0,40}
)""",
    re.VERBOSE | re.IGNORECASE,
)
_SAID = re.compile(
    r"""(?:
 (?:diese|unsere)\s(?:web)?(?:seite|site|website)\s(?:verwendet|nutzt|benutzt)\scookies
  .{0,200}
|wir\s(?:verwenden|nutzen|benutzen)\scookies.{0,200}
|(?:ce\ssite|nous)\s(?:utilise|utilisons)\s(?:des\s)?cookies.{0,200}
|(?:este\ssitio|esta\sweb|usamos|utilizamos|utiliza)\s.{0,40}cookies.{0,200}
|(?:melde\sdich|melden\ssie\ssich)\s.{0,60}\b(?:newsletter|an)\b.{0,80}
|(?:abonniere|abonnieren\ssie)\s.{1,80}
|(?:abonnez-vous|inscrivez-vous|recevez)\s.{1,120}
|(?:suscríbete|suscríbase|regístrate|recibe)\s.{1,120}
|(?:danke|vielen\sdank),?\s.{0,30}\b(?:lesen|gelesen|lektüre)\b.{0,160}
  \b(?:abonni|teil|unterstütz).{0,80}
|merci\sd['’]avoir\slu\b.{0,160}|merci\sde\sm['’]avoir\slu\b.{0,160}
|gracias\spor\sleer(?:me)?\b.{0,160}
|(?:l['’]espace\sdes\scontributions|(?:cet\sarticle|ce\scontenu|la\ssuite)\sest)\s.{0,40}
  \b(?:réservé|abonnés)\b.{0,60}
|(?:veuillez\snoter\sque\s)?les\scommentaires\s.{1,40}\b(?:modérés|fermés)\b.{0,80}
|(?:dieser\s(?:artikel|beitrag|text)\sist|der\svollständige\s.{1,20}\sist)\s.{0,40}
  \b(?:abonnent|abo)\w*\b.{0,60}
|(?:este\s(?:artículo|contenido)\ses)\s.{0,40}\b(?:suscriptor)\w*\b.{0,60}
|(?:sie|du)\s(?:erhalten|erhältst|bekommen|bekommst)\sdiese\s(?:e-?mail|nachricht)
  .{1,140}
|(?:vous\srecevez|tu\sreçois)\sce\s(?:courriel|message|mail|e-?mail).{1,140}
|(?:recibes|recibe|has\srecibido)\seste\s(?:correo|mensaje|e-?mail).{1,140}
|ihre\s(?:e-mail|mail)-?adresse\swird\snicht\s.{1,60}
|deine\s(?:e-mail|mail)-?adresse\swird\snicht\s.{1,60}
|votre\sadresse\s(?:e-?mail|de\smessagerie)\sne\ssera\spas\s.{1,60}
|tu\s(?:dirección\sde\scorreo|correo)\s.{0,20}no\sser[áa]\s.{1,60}
)""",
    re.VERBOSE | re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_UNFINISHED = re.compile(r"(?:Min\.|\.\.\.|…)$", re.IGNORECASE)
"""Ends with a stop that is not that of a sentence."""
_ELIDED = re.compile(r"^[ldsjnmtc]['’]")
_STOP = re.compile(r"[.!?…]$")
_MOST_WORDS = 7
_LONGEST = 260


def is_sure_abroad(words: str) -> bool:
    """Whether a line says what nothing but furniture does, in one of the languages."""
    if len(words) > _LONGEST:
        return False
    shown = _UNFINISHED.sub("", words)
    is_label = _LABELS.fullmatch(words) is not None and _STOP.search(shown) is None
    return is_label or _SAID.fullmatch(words) is not None


def is_button_abroad(words: str) -> bool:
    """Whether all words of a line are those of buttons and menus."""
    said = (word.lower() for word in _WORD.findall(words))
    found = [w if w in _BUTTONS else _ELIDED.sub("", w) for w in said]
    is_short = 0 < len(found) <= _MOST_WORDS and _STOP.search(words) is None
    own = sum(word in _BUTTONS for word in found)
    return (
        is_short
        and own * 3 >= len(found)
        and all(word in _BUTTONS or word in _BETWEEN for word in found)
    )
