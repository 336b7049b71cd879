"""The furniture of pages in other languages than English.

German, French and Spanish are here, the others in `italian_dutch_portuguese`.
"""

from __future__ import annotations

import re

from bookmaker.importers.plain_text import italian_dutch_portuguese as more

_BUTTONS = more.BUTTONS | frozenset(
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
    merkliste verschenken feedback melden leserempfehlung autoren verlag privatsphäre
    bildrechte rechte lizenzen nutzungsrechte erwerben kündigen verträge vertrag widgets
    meta allgemein seite seiten beitragsnavigation kommentar-feed feed einträge
    bestellen probeabo digital epaper e-paper ausgabe ausgaben rubrik rubriken regional
    lokales wetter leben reise reisen digitales debatte debatten kolumne kolumnen video
    videos podcasts bilder fotostrecke spiele rätsel horoskop stellenmarkt immobilien
    anzeigenmarkt leserservice redaktion faq veranstaltungskalender presse newsletter
    merkzettel drucken pdf vollbild startseite übersicht schließen öffnen ausblenden
    einblenden akzeptieren ablehnen einstellungen zustimmen mitglied werden jetzt
    weitersagen weiterempfehlen webseite website pflichtfeld pflichtfelder überschriften
    schweiz deutschland österreich ausland inland panorama netzwelt technik gesundheit
    actualités actualité direct débats débat vidéos vidéo photos diaporama services jeux
    sudoku croisés mots guides d'achat d’achat codes promo annonces carnet météo
    horoscope s’inscrire s'inscrire inscrivez-vous archives méta flux publications
    pages charte
    groupe offrir commencer fermer ouvrir afficher masquer accepter refuser paramétrer
    réglages nom courriel requis obligatoire obligatoires envoi mémoriser favori reblog
    sommaire numéros numéro kiosque librairie agenda podcasts international europe
    france planète sciences sports santé éducation télévision musique livres arts cinéma
    voyage cuisine mode bloguer signaler traduire imprimez téléchargez contribuez
    rédaction contactez pub publicités annonceurs recrutement faq rss nos sites
    applications copyright crédits droits réservés abonnez nouveautés accéder espace
    hemeroteca suscripciones normas participa participación redes sociales whatsapp
    seguidores páginas página principal acerca etiquetado meta créditos venta contenidos
    edición ediciones portada últimas noticias última hora internacional españa américa
    méxico argentina colombia chile ciencias educación tecnología televisión gente
    estilo motor viajes gastronomía salud cine música libros arte videos vídeos fotos
    galería galerías juegos crucigramas sudokus horóscopo tiempo clasificados empleo
    agencias quiénes contáctenos cerrar abrir aceptar rechazar configurar mostrar
    ocultar entrada entradas antigua antiguas reciente recientes publicar nombre
    obligatorio requerido sitio web suscriptores hemeroteca lector lectores cartas
    director editorial editoriales tribuna tribunas columnas columna autores firma
    firmas biografía apúntate recíbelo regalar guardado anuncios anuncio patrocinado
    """.split()
)
"""Words of buttons and menus, and of the sections that menus name."""
_BETWEEN = more.BETWEEN | frozenset(
    """
    auf per und zu zum zur den der die das in im mit von für über mir mich dir uns sie
    du am ist als nach diesen dieses diese alle lesen
    se à au aux par sur et de des du la le les un une vos nos votre notre en pour aussi
    nous vous son mes ma mon
    por con el la los las en a al y del un una tu su lo más me te nos esta este para
    quiénes somos mí sobre
    hier mein meine unser unsere sich ihr ihre oder aus bei wie dein deine einer eine
    ein mit ihrem bitte neue neuen neueste alle allen hilfe
    notre nos leur leurs cet cette ce ces tous toutes tout plus voir haut bas retour
    être ne pas d'un d’un d'une d’une
    todos todas todo nuestro nuestra nuestros ver más leer arriba volver se si no del
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
|(?:direkt\s)?zu[rm]\s(?:haupt)?(?:inhalt|navigation|suche|menü|inhaltsübersicht|fußzeile)
  (?:\s(?:springen|wechseln|gehen))?
|(?:aller|passer|sauter)\s(?:directement\s)?(?:au|à\sla|à\sl['’])\s?(?:contenu|navigation
  |recherche|menu)(?:\sprincipale?)?
|(?:saltar|ir|pasar)\s(?:al|a\sla)\s(?:contenido|navegación|búsqueda|menú)(?:\sprincipal)?
|(?:abrir|ouvrir|öffnen|in\sder\sapp)\s?(?:en|dans|in)?\s?(?:la\s|l['’]|der\s)?(?:app|appli|application|öffnen)
|(?:foto|photo|bild|imagen|image)\s(?:de|du)\s(?:perfil|profil)\b.{0,50}|profilbild\b.{0,50}
|(?:portada|pochette|cover)\s(?:del|de\sl['’]|der)\s?(?:episodio|épisode|folge)\b.{0,90}
|(?:reproducir|abspielen|lire\sl['’]épisode|retroceder|adelantar|reculer|avancer|zurückspulen)\b.{0,30}
|(?:descargar|télécharger|herunterladen)(?:\s\(.{2,20}\))?|velocidad\s.{1,6}|vitesse\s.{1,6}
|(?:escúchalo|disponible|écoutez|anhören)\s(?:en|sur|bei|auf)\b.{0,40}
|(?:insignia|badge|logo|plakette)\s(?:de|der|des|du)\s.{2,40}
|(?:historia|artículo|contenido)\ssolo\spara\s.{3,30}|nur\sfür\smitglieder
|(?:accueil|startseite|inicio|portada)\s?[›>»/|]\s?.{2,100}
|je\sm['’](?:abonne|inscris)|faire\sun\sdon|votre\sadresse\s(?:e-?mail|électronique|courriel)
|suivre\scet\sauteur|notre\ssélection|quiero\s(?:apoyar|recibir|suscribir)\w*|tu\scorreo|seguir\sleyendo
|(?:escucha[r]?|escuchá|écouter|anhören|hören|vorlesen|ouvir|ascolta|luister)\s.{2,40}\(\d+\s?min.{0,10}\)
|(?:tamaño\sd(?:e|el)\s(?:la\s)?(?:letra|texto)|taille\s(?:du\stexte|de\sla\spolice)|schriftgröße
  |dimensioni?\s(?:del\s)?(?:testo|carattere)|tamanho\sd[aeo]\s(?:letra|texto|fonte)|tekstgrootte)
  (?:[\s:]+a[+−–-]?)*
|(?:temporada|saison|staffel)\s\d+\s[·•|,-]\s(?:episodio|épisode|folge)\s\d+
|(?:ep\.|folge|épisode|episodio)\s?\d+\s[·:–-]\s.{2,80}
|\d+\s(?:postings|beiträge|reaktionen|likes)|abo\sab\s.{2,20}|\d+\s?min
|(?:lesedauer|lesezeit|temps\sde\slecture|tiempo\sde\slectura)\s.{0,6}\d+.{0,12}
|vorlesen\slassen|(?:zitiervorschlag|zitierweise|pour\sciter|cómo\scitar)\s?:.{5,100}
|angaben\sgemäß\s.{2,30}|ust-?id.{2,40}|(?:vom\snewsletter\s)?abmelden\s?:.{2,80}|profil\sändern\b.{0,70}
|zum\snachlesen|ausgabe\s(?:nr\.?\s?)?\d[\d/]*.{0,20}|datenschutz(?:hinweise|erklärung)?
|(?:más|plus)\spara\stus\soídos
|(?:plus|más|mehr)\sde\s(?:billets|textes|articles|textos|entradas)\s(?:par|de|por)\s.{2,50}
|(?:écrit|escrito|geschrieben)\s(?:par|por|von)|discussion\sentre\s(?:les\s)?membres
|(?:themen|thèmes|temas)|\d+\smin\.?\sde\slectur?a?|(?:vie\sprivée|gérer\smes\scookies|éditeur\sresponsable\b.{2,90})
|(?:alle\srechte\svorbehalten|tous\sdroits\sréservés|todos\slos\sderechos\sreservados)\.?
|(?:kommentare|commentaires|comentarios|antworten|réponses|respuestas)\s?\(\d+\)
|(?:afficher|voir|lire|ouvrir)\s.{0,30}\b(?:dans\s(?:le|votre|un)\snavigateur|en\sligne)
|(?:im|in\sihrem)\sbrowser\s(?:ansehen|anzeigen|öffnen|lesen)|.{0,30}\bonline\s(?:ansehen|lesen)
|(?:ver|abrir|leer)\s.{0,30}\ben\s(?:el|tu|su)\snavegador
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
|(?:klick|cliquez|haz\sclic|pulsa),?\s(?:um|pour|para)\s.{4,110}
|zum\s(?:teilen|drucken|versenden)\s.{3,60}\sklicken.{0,30}
|.{0,60}\((?:wird\sin\sneuem\sfenster|ouvre\sdans\sune\snouvelle|se\sabre\sen\suna).{0,30}\)
|(?:kategorien?|schlagwörter|schlagworte|themen|stichwörter)\s(?-i:[A-ZÄÖÜ]).{1,80}
|(?:catégories?|étiquettes?|mots[- ]clés|thèmes)\s?:?\s(?-i:[A-ZÀ-Þ]).{1,80}
|(?:vorheriger?|nächster?|älterer?|neuerer?|previous)\s(?:beitrag|artikel|eintrag|seite|ausgabe)
  \s?:?.{0,90}
|(?:article|billet|page|numéro|publication)\s(?:précédente?|suivante?|plus\srécente?|plus\sancienne?)
  \s?:?.{0,90}
|(?:entrada|artículo|página|publicación|número)\s(?:anterior|siguiente|más\s(?:reciente|antigua)|antigua)
  \s?:?.{0,90}
|navigation\sd(?:es|e\sl)\W?\s?(?:articles?|article)|navegación\sde\sentradas
|(?:anterior|siguiente|précédent|suivant|zurück|weiter)\s?:\s.{1,90}
|\d+\s(?:gedanken?|réflexions?|pensées?|pensamientos?|respuestas?|kommentare?|commentaires?
  |comentarios?)\s(?:zu|über|sur|en|sobre|on)\s.{2,90}
|(?:número|numéro|nummer|ausgabe|brief|carta|lettre)\s(?:n[º°r]\.?\s?)?\d{1,4}
|alle\s(?:beiträge|artikel)\s(?:von|aus|in|anzeigen|lesen)\b.{0,60}
|(?:afficher|voir|lire)\s(?:tous\sles|toutes\sles|les\s(?:contributions|commentaires)|plus\s(?:de|d['’]))\s?.{0,60}|voir\splus
|(?:ver|leer|mostrar|cargar)\s(?:todos?|todas|más|todo\smi|mi\sperfil|(?:los\s)?comentarios|biografía)\b.{0,40}
|(?:publié|posté|publicado|veröffentlicht|geschrieben|gepostet)\s(?:par|por|von)\s(?-i:[A-ZÀ-Þ]).{1,60}
  (?:\s(?:en|à|um)\s\d{1,2}[:.h]\d\d.{0,10})?
|(?:publié|classé|posté|rangé)\sdans\s.{2,60}|(?:veröffentlicht|gespeichert|erschienen)\s(?:in|unter)\s.{2,60}
|(?:publicado|archivado|guardado)\s(?:en|bajo)(?:\s.{2,60})?
|(?:veröffentlicht|erschienen|publié|publicado|gepostet)\s(?:am|le|el)
|(?:suche\snach|rechercher|buscar|recherche)\s?:.{0,30}|(?:website|site|sitio|blog)\s(?:von|de|auf|bei|en|sur)\swordpress\S*
|(?:site|sitio|website|blog)\swordpress\.com|(?:feed|flux|rss)\s(?:der|des|de\slas?|de\slos)\s.{3,20}
|(?:abonnenten|follower|seguidores|suscriptores)\s?:?\s?[\d.]+
|(?:suscribirse|s['’]abonner|abonnieren)\s?(?:a|à|:)\s?.{2,60}
|(?:enviar\spor|envoyer\spar|per)\s(?:e-?mail|correo|mail).{0,110}
|(?:exklusiv|nur)\sfür\s(?:abonnenten|mitglieder)|(?:artículo\s|contenido\s)?exclusivo\spara\s(?:suscriptores|socios)
|(?:article\s)?(?:réservé|exclusif)\saux?\s(?:abonnés|membres)|accès\sabonnés?|z\+.{0,90}
|(?:cet\s)?article\s(?:payant|gratuit|abonnés)|(?:lire|à\slire)\s(?:aussi|également|la\ssuite)\s?[|:].{2,110}
|(?:artikel|beitrag|text)\s(?:auf\seiner\sseite|anhören|vorlesen|merken|teilen|drucken|verschenken).{0,30}
|\(\d+\s(?:minuten|minutes|minutos|min)\.?\)|\d{2}:\d{2}(?:\s?/\s?\d{2}:\d{2})?
|(?:aktualisiert|zuletzt\s(?:aktualisiert|geändert)|actualizado|mis\sà\sjour|modifié|updated)\s?:?\s
  (?:am\s|el\s|le\s)?\d.{4,50}
|(?:älteste|neueste|beste|beliebteste)\s(?:zuerst|kommentare|beiträge)
|(?:leserempfehlung|gefällt|recomendar|recommander|me\sgusta|j['’]aime)\s\(?\d+\)?
|(?:ordenar|trier|sortieren|sortiert)\s(?:por|par|nach).{0,30}
|(?:iniciar\ssesión|connectez-vous|einloggen|anmelden)\s(?:para|pour|um|und)\s.{3,70}
|(?:jetzt|hier)\s(?:kostenlos\s)?(?:abonnieren|anmelden|registrieren|testen|starten|spenden|kommentieren|bestellen).{0,50}
|(?:(?:un\s|le\s|al?\s)?(?:blog|site)|dieses\sblog|diese\sseite)\s(?:läuft|funciona|fonctionne)\s.{3,40}
|(?:folgen\ssie|folge)\s(?:mir|uns|auf|dem\sblog|@).{0,40}|(?:síguenos|suivez-(?:nous|moi)|sígueme)\b.{0,60}
|(?:mehr|weitere)\s(?:infos|informationen|beiträge|artikel|texte|zum\sthema)\b.{0,60}
|(?:plus|más)\s(?:d['’](?:articles|infos)|artículos|entradas|noticias|sobre\seste).{0,60}
|(?:in|dans|en)\s[„«“]\s?.{2,40}[“»”]
|(?:kommentare?|commentaires?|comentarios?)\s\d+|(?:anónimo|anonym(?:e|er)?)\s.{0,20}
|(?:january|januar|jänner|februar|märz|april|mai|juni|juli|august|september|oktober|november
  |dezember|janvier|février|mars|avril|juin|juillet|août|septembre|octobre|novembre|décembre
  |enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)
  \s\d{4}(?:\s\(\d+\))?
|(?:desplegar|ocultar)\s(?:redes|menú).{0,30}|ir\sa\s(?:los\scomentarios|la\s(?:portada|página)).{0,30}
|(?:compartir|comparte|partager|partagez|teilen)\s(?:en|sur|auf|por|par|via)\s(?-i:[A-Z]|e-|mail|courriel|correo).{1,30}
|(?:erstelle\seine\swebsite|concevoir\sun\ssite|crea\sun(?:a\sweb|\ssitio))\s.{3,50}
|(?:retour|volver|ir|zurück|nach)\s?(?:en|al?|au|à|zur?|zum)?\s(?:haut|arriba|inicio|oben|accueil|anfang|startseite|sommaire|índice)
  .{0,30}
|(?:über|zu)\s(?:mich|uns|dieses\sblog)|zur\s(?:startseite|übersicht|merkliste\b.{0,20})
|(?:über|sobre|à\spropos\sde)\s(?:die\sautor\w+|den\sautor|la\sfirma|l['’]aute\w+|el\sautor|la\sautora)
|(?:mentions\slégales|impressum|aviso\slegal|datenschutz|agb)\b.{0,80}
|(?:inicia\ssesión|crea\s(?:tu|una)\scuenta|accede\sa\stu|identifícate|regístrate|regístrese)\b.{0,70}
|(?:le|das|lo)\s(?:plus\slu|meist\w+|más\s\w+)|(?:die\s)?(?:meist|am\smeisten)\s?(?:gelesen|kommentiert|geteilt)\w*.{0,20}
|(?:les\s)?(?:plus|derniers?|dernières)\s(?:lus|articles|billets|commentaires|commentés|partagés|infos|actus)
|(?:die\s)?(?:neueste|letzte|aktuelle|beliebte|ähnliche|verwandte)n?\s(?:beiträge|artikel|kommentare|themen)
|(?:articles|billets|sujets|entradas|artículos|publicaciones|comentarios)\s(?:récents?|similaires|liés|associés|relacionad\ws
  |recientes|populares|destacad\ws|anteriores)
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
|(?:suscríbete|suscríbase|regístrate|recibe|suscribite|registrate)\s.{1,120}
|recibí\s.{4,90}\ben\stu\s(?:correo|mail|e-?mail|casilla|bandeja)\b.{0,40}
|(?:si\sce\s(?:message|courriel|mail|e-?mail)\s(?:ne\s)?s['’]affiche|wird\sdiese\s(?:e-mail|nachricht)\snicht
  |si\s(?:no\sves|este\s(?:correo|mensaje)\sno\sse\sve)|se\snon\svisualizzi|se\snão\s(?:consegue|vê))\b.{5,100}
|(?:dieses|das)\s(?:gespräch|interview)\swurde\s.{0,30}(?:gekürzt|redigiert|bearbeitet|verdichtet)\b.{0,60}
|cet?\s(?:entretien|interview)\sa\sété\s.{0,30}(?:édité|condensé|relu|abrégé)\b.{0,60}
|esta\s(?:entrevista|conversación)\s(?:ha\ssido|fue)\s.{0,30}(?:editada|condensada|resumida)\b.{0,60}
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
|(?:sie|du)\s(?:erhalten|erhältst|bekommen|bekommst)\s(?:diese|diesen)\s(?:mail|brief|newsletter)\b.{1,200}
|(?:wurde|gefällt|gefallen)\s(?:ihnen|dir)\b.{4,60}\?\s.{4,120}|dieser\sbeitrag\ssteht\sunter\b.{4,60}
|(?:vous\saimez|te\sgusta|gefällt\s(?:ihnen|dir))\s.{3,40}\?\s.{4,90}
|en\svous\sinscrivant\b.{4,110}|vous\savez\srepéré\sune\serreur\b.{2,60}|(?:nada\sde|pas\sde|kein)\sspam\b.{0,60}
|(?:vous\slisez\scet\sarticle|merci,\s\S{2,20}\.\svous\slisez)\b.{4,90}|si\ste\sgusta\slo\sque\b.{4,80}
|(?:war|ist)\sdieser\s(?:artikel|beitrag|text)\s.{3,30}\?|(?:cet\sarticle\svous|te\sha)\s.{3,40}\?
|hecho\sen\s.{2,80}©.{2,60}|ce\sbillet\sest\souvert\b.{4,90}|ce\sbillet\svous\splaît\s?\?
|ihre\s(?:e-mail|mail)-?adresse\swird\snicht\s.{1,60}
|deine\s(?:e-mail|mail)-?adresse\swird\snicht\s.{1,60}
|votre\sadresse\s(?:e-?mail|de\smessagerie)\sne\ssera\spas\s.{1,60}
|(?:diese|unsere|ce|cette|este|esta)\s(?:web)?(?:seite|site|website|sitio|web)\s
  (?:verwendet|nutzt|utilise|usa|utiliza)\s.{4,220}
|(?:datenschutz\s(?:&|und)\scookies|confidentialité\set\scookies|privacidad\sy\scookies)\s?:.{1,240}
|(?:weitere\sinformationen|pour\sen\ssavoir\splus|para\sobtener\smás\sinformación)\b.{4,160}\b(?:cookies?|données|daten|datos)\b.{0,100}
|(?:meinen\snamen|enregistrer\smon\snom|guarda\smi\snombre)\b.{10,160}
|(?:benachrichtige\smich|prévenez-moi|avertissez-moi|recibir\sun\scorreo|avísame)\b.{5,100}
|(?:erforderliche\sfelder|les\schamps\sobligatoires|los\scampos\s(?:necesarios|obligatorios))\b.{3,80}
|(?:la\sdirección\sde\scorreo|tu\scorreo|tu\sdirección)\s.{0,60}\bno\sser[áa]\s.{1,90}
|(?:con\sla\stecnología|propulsé|betrieben|bereitgestellt|powered)\s(?:de|par|von|mit|by)\s.{2,40}
|(?:imágenes\sdel\stema|images\sde\sthèmes?|designbilder)\s.{2,80}
|(?:vielen\sdank|merci|¡?gracias)\s?!\s.{0,80}\b(?:e-?mail|abonn|inscri|suscri|correo|courriel)\w*.{0,60}|prüfen\ssie\sihr\spostfach\b.{0,80}
|mit\s(?:ihrer|deiner|der)\s(?:registrierung|anmeldung)\b.{4,140}
|.{2,60}\sest\sune\spublication\ssoutenue\spar\s.{4,200}
|.{2,60}\sist\seine\svon\s(?:lesern|leserinnen)\b.{0,40}\sunterstützte\s.{4,200}
|.{2,60}\ses\suna\spublicación\s(?:apoyada|sostenida|financiada)\spor\s.{4,200}
|¿no\s(?:ves|puedes\sver|lees)\s.{0,20}\b(?:correo|mensaje|email)\?.{0,80}
|(?:vous\sne\svoyez|problème\s(?:pour|d['’]affich)).{4,60}\?.{0,80}
|¿te\sha\sgustado\b.{0,40}\?\s.{4,120}|vous\savez\saimé\b.{0,40}\?\s.{4,120}|il\svous\sreste\s.{4,120}
|(?:puedes|puede)\s(?:seguir|recibir|consultar)\s.{4,160}|si\s(?:tienes|quieres)\s.{4,60}\b(?:cuenta|suscri|apoy)\w*.{0,90}
|(?:si\svous\saimez|wenn\s(?:ihnen|dir)\s.{3,30}\sgef\w+|si\ste\sha\sgustado)\b.{4,160}
|se\sadhiere\sa\slos\scriterios\b.{0,50}|(?:sie\ssind|du\sbist)\s(?:bereits|schon|noch\s(?:nicht|kein))\s(?:abonn|mitglied|registr|angemeld).{1,80}
|(?:déjà|ya\seres)\s(?:abonnée?|suscriptor\w*|inscrite?)\b.{0,50}
|website\s(?:bereitgestellt|erstellt)\s.{3,40}|rellena\stu\snombre\b.{3,60}|por\sfavor,\s.{4,60}correo
|©.{2,120}|tu\s(?:dirección\sde\scorreo|correo)\s.{0,20}no\sser[áa]\s.{1,60}
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
    is_label = any(form.fullmatch(words) for form in (_LABELS, more.LABELS))
    is_said = any(form.fullmatch(words) for form in (_SAID, more.SAID))
    return (is_label and _STOP.search(shown) is None) or is_said


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
