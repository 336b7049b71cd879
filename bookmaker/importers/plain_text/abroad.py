"""The furniture of pages in German, French and Spanish."""

from __future__ import annotations

import re

_BUTTONS = frozenset(
    """
    teilen folgen abonnieren abonniert abo anmelden registrieren einloggen login logout
    menü suche suchen startseite kontakt impressum datenschutz datenschutzerklärung agb
    kommentare kommentar kommentieren antworten antwort newsletter drucken merken
    gefällt mir mehr weiterlesen zurück teile auf facebook twitter whatsapp e-mail
    email per und
    artikel beitrag beitrags schlagwörter schlagworte kategorie kategorien archiv blog
    partager suivre abonner s'abonner s’abonner abonnez-vous connexion inscription
    connecter se accueil contact mentions légales confidentialité cookies commentaires
    commentaire répondre imprimer enregistrer recherche rechercher suivant précédent
    j'aime j’aime lire aussi plus d'articles étiquettes catégories newsletter rubriques
    compartir seguir suscribirse suscríbete suscribir iniciar sesión registrarse inicio
    contacto aviso legal privacidad comentarios comentario responder imprimir guardar
    buscar siguiente anterior gusta etiquetas categorías entradas boletín por correo
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
|ihre\s(?:e-mail|mail)-?adresse\swird\snicht\s.{1,60}
|deine\s(?:e-mail|mail)-?adresse\swird\snicht\s.{1,60}
|votre\sadresse\s(?:e-?mail|de\smessagerie)\sne\ssera\spas\s.{1,60}
|tu\s(?:dirección\sde\scorreo|correo)\s.{0,20}no\sser[áa]\s.{1,60}
)""",
    re.VERBOSE | re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_STOP = re.compile(r"[.!?…]$")
_MOST_WORDS = 7
_LONGEST = 260


def is_sure_abroad(words: str) -> bool:
    """Whether a line says what nothing but furniture does, in one of the languages."""
    if len(words) > _LONGEST:
        return False
    is_label = _LABELS.fullmatch(words) is not None and _STOP.search(words) is None
    return is_label or _SAID.fullmatch(words) is not None


def is_button_abroad(words: str) -> bool:
    """Whether all words of a line are those of buttons and menus."""
    found = [word.lower() for word in _WORD.findall(words)]
    is_short = 0 < len(found) <= _MOST_WORDS and _STOP.search(words) is None
    return is_short and all(word in _BUTTONS for word in found)
