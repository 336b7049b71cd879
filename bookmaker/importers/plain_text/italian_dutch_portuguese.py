"""The furniture of pages in Italian, Dutch and Portuguese; `abroad.py` asks for it."""

from __future__ import annotations

import re

BUTTONS = frozenset(
    """
    iscriviti iscriversi iscrizione accedi accesso registrati registrazione esci scrivi
    cerca ricerca menu menù home homepage contatti contattaci privacy cookie cookies
    termini condizioni informativa segui seguiti seguici seguito condividi condivisione
    altro ascolta salva salvati stampa commenta commenti commento rispondi risposta
    risposte invia piace leggi continua successivo successiva successivi precedente
    precedenti avanti indietro articolo articoli post archivio archivi categoria
    categorie tag newsletter abbonati abbonamento abbonamenti abbonarsi blog negozio
    carrello sostienici sostieni dona donazioni assistenza aiuto stato informazioni
    lavora pubblicità redazione notizie cronaca politica economia cultura spettacoli
    sport tecnologia esteri opinioni video foto podcast email e-mail mail facebook
    twitter instagram whatsapp telegram linkedin youtube pinterest copia link notifiche
    preferenze impostazioni accetta rifiuta chiudi apri mostra nascondi traduci segnala
    profilo account app scarica mappa sito web feed rss disiscriviti inoltra correlati
    recenti popolari consigliati lettori lettore autore autrice autori navigazione
    modulo nome obbligatorio obbligatori annulla pubblica pubblicato aggiungi gratis
    inizio sobre contacto contactos contato contatos arquivo arquivos pesquisar
    pesquisa procurar busca buscar entrar início iniciar sessão registar registrar
    cadastrar cadastre-se assinar assine assinatura assinaturas assinantes subscrever
    subscreva partilhar partilhe compartilhar compartilhe seguir siga seguidores gosto
    gostei gostar curtir comentar comentário comentários responder resposta respostas
    enviar publicar publicado guardar salvar imprimir ouvir ler artigo artigos
    publicação publicações postagem postagens anterior anteriores seguinte seguintes
    próximo próxima categoria categorias etiqueta etiquetas marcadores tags boletim
    loja doar doações apoiar apoie ajuda publicidade anúncios privacidade política
    termos condições definições configurações aceitar recusar fechar abrir ocultar
    esconder traduzir denunciar perfil conta aplicação aplicativo descarregar baixar
    mapa sítio site blogue desporto esporte opinião ciência mundo vídeo vídeos fotos
    copiar hiperligação nome obrigatório obrigatórios cancelar relacionado relacionados
    recentes populares tópicos equipa equipe ficha técnica navegação conteúdo saltar
    pular
    zoeken zoek inloggen uitloggen aanmelden afmelden registreren abonnee abonneren
    abonnement abonnementen profiel volgen volg volgend delen deel reageer reageren
    reactie reacties opslaan bewaren bewaar printen afdrukken luister luisteren lees
    lezen volgende vorige artikel artikelen bericht berichten archief categorieën
    trefwoorden onderwerpen nieuwsbrief nieuwsbrieven winkel winkelwagen doneren doneer
    steun hulp contact privacybeleid privacyverklaring cookiebeleid cookieverklaring
    cookie-instellingen voorwaarden gebruiksvoorwaarden disclaimer colofon adverteren
    adverteerders vacatures redactie nieuws cultuur economie politiek opinie wetenschap
    binnenland buitenland tech podcasts video's foto's kopieer help downloaden openen
    sluiten tonen verbergen accepteren weigeren instellingen voorkeuren vertalen melden
    gerelateerd populair recent beantwoorden versturen verzenden plaatsen annuleren
    verplicht verplichte velden website startpagina doorsturen uitschrijven advertentie
    publicidade pubblicità achtergrond columns boeken achtergronden krant klantenservice
    """.split()
)
"""Words of buttons and menus, and of the sections that menus name."""
BETWEEN = frozenset(
    """
    a ad al alla alle ai agli da dal dalla di del della dei degli e ed in nel nella con
    per su sul sulla il lo la i gli le un una noi ci ti mi tua tuo tuoi nostra nostro
    nostri questo questa tutti tutte tutto più chi siamo qui nell'app nell’app dell'app
    para por pelo pela o os as um uma do da dos das em no na nos nas ou com ao aos à às
    se me te este esta isto mais como meu minha nosso nossa seu sua todos todas mim de
    het een en of op naar voor van met aan bij te om door over uit je jouw jij u uw ons
    onze wij mij mijn deze dit alle meer niet als word ook hier er de
    """.split()
)
LABELS = re.compile(
    r"""(?:
 \d[\d.,]*\s?[km]?\s?(?:commenti?|risposte?|follower|iscritti|visualizzazioni
  |min(?:uti)?\s(?:di\s)?lettura|comentários?|respostas?|seguidores|subscritores
  |min(?:utos)?\sde\sleitura|gostos?|reacties?|volgers|abonnees|leden|weergaven
  |min(?:uten)?\s(?:leestijd|lezen))
|[·•∙]?\s?\d+\s(?:seguiti|a\sseguir|seguindo|volgend)
|(?:tempo\sdi\slettura|tempo\sde\sleitura|leestijd)\s?:?\s?\d.{0,20}
|(?:commenti|risposte|comentários|respostas|reacties)\s(?:\(\d+\)|\d+)
|(?:scritto|pubblicato|postato|escrito|publicado|postado|geschreven|geplaatst)\s
  (?:da|por|door)\s(?-i:[A-ZÀ-Þ]).{1,50}
|(?:pubblicato|archiviato|publicado|arquivado|geplaatst|gepubliceerd)\s(?:in|em|onder)
  (?:\s.{2,60})?
|(?:tag|categoria|categorie|etichette|argomenti|etiquetas|categorias?|marcadores|tópicos
  |trefwoorden|onderwerpen|categorieën|labels)\s?:\s?.{0,90}
|(?:altri\sarticoli|altro|altri\spost|mais\sartigos|mais\stextos|mais|meer\sartikelen
  |meer)\s(?:di|da|de|do|da|van|over)\s(?-i:[A-ZÀ-Þ]).{1,50}
|(?:consigliati|raccomandati|recomendado|recomendados|aanbevolen)\s(?:da|per|por|para|door
  |voor)\s.{2,40}
|(?:apri|leggi|abrir|ler|open|lees)\s(?:nell['’]|na|no|in\sde)\s?app(?:licazione)?
|(?:vai|salta|passa|saltar|ir|pular|avançar|ga|direct|spring|naar)\s
  (?:al|alla|para\so|para\sa|naar(?:\sde)?)\s
  (?:contenuto|menu|navigazione|conteúdo|navegação|(?:artikel)?inhoud|navigatie)
  (?:\sprincipale?)?
|(?:lascia|scrivi|aggiungi)\sun(?:a)?\s(?:commento|risposta).{0,20}
|(?:deixe?|escreva|adicionar|adicione)\s(?:um|o\sseu)\scomentário.{0,30}
|deixe\suma\sresposta.{0,30}|(?:plaats|schrijf|geef)\seen\sreactie.{0,30}
|(?:vedi|mostra|leggi|visualizza)\s(?:tutt[iel]|tutte\sle|altr[io]|di\spiù)\b.{0,40}
|(?:ver|mostrar|ler|carregar)\s(?:todos?|todas|mais)\b.{0,60}
|(?:bekijk|toon|lees|laad)\s(?:alle|meer|verder)\b.{0,40}
|(?:articolo|post|pagina|artigo|página|publicação|mensagem|postagem)\s(?:precedente
  |successiv[ao]|anterior|seguinte|mais\s(?:recente|antiga))\s?:?.{0,90}
|(?:anterior|seguinte|precedente|successivo|vorige|volgende)\s?:\s.{1,90}
|(?:vorig|volgend)e?\s(?:artikel|bericht|pagina)\s?:?.{0,90}
|navigazione\sarticol[io]|navegação\s(?:de|dos)\s(?:artigos|posts?)|berichtnavigatie
|\d+\s(?:pensier[io]|risposte?|commenti?|pensamentos?|comentários?|respostas?|gedachten?
  |reacties?)\s(?:su|sobre|em|op|over)\s.{2,90}
|(?:mi\spiace|gosto|curtir|vind\sik\sleuk)(?:\s(?:disto|isso|questo|dit))?:?
|(?:mi\spiace|gosto|curtir|leuk)?\s?(?:caricamento|carregando|a\scarregar|laden)\s?(?:\.{3}|…)
|(?:condividi|partilhar|compartilhar|compartilhe|deel|delen)\s(?:su|con|no|na|em|com|via|op
  |per|por|dit|isto|questo)\b.{0,40}
|(?:condividi|partilhar|compartilhar|relacionado|correlati|gerelateerd|delen)\s?:
|(?:più|os\smais|mais|meest)\s(?:letti|lette|lidos|lidas|vistos|vistas|gelezen|bekeken)
|(?:leggi|vedi)\sanche.{0,100}|(?:leia|veja)\s(?:também|mais).{0,100}|lees\sook.{0,100}
|meer\sover|ti\spotrebbe\s(?:anche\s)?(?:interessare|piacere).{0,20}
|(?:articoli|post|artigos|posts|publicações|gerelateerde|recente|populaire)\s
  (?:correlati|recenti|simili|relacionados|recentes|populares|artikelen|berichten|posts)
|(?:membro|storia|solo|articolo)\s(?:esclusiv[ao]|per\s(?:gli\s)?abbonati|per\si\smembri)
|(?:exclusivo\spara|só\spara)\s(?:assinantes|membros)|alleen\svoor\s(?:abonnees|leden)
|(?:quali|quais)\ssono\si\stuoi\spensieri\??|lavora\scon\snoi|chi\ssiamo|sobre\s(?:mim|nós)
|over\s(?:mij|ons|deze\sblog)|word\s(?:abonnee|lid).{0,20}|ben\sje\sal\sabonnee.{0,20}
|log\sin\som\s.{2,50}|accedi\sper\s.{2,50}|(?:inicie|faça)\s(?:sessão|login)\spara\s.{2,50}
|(?:laatste\supdate|laatst\s(?:bijgewerkt|gewijzigd)|bijgewerkt|ultimo\saggiornamento
  |aggiornato|última\satualização|atualizado)\s?:?\s?(?:il|op|em|a)?\s?\d.{4,50}
|alle\srechten\svoorbehouden|tutti\si\sdiritti\s(?:sono\s)?riservati
|todos\sos\sdireitos\sreservados|(?:powered|offerto|creato|desenvolvido|criado|feito
  |gemaakt|mogelijk\sgemaakt)\s(?:by|da|con|por|com|met|door)\s.{2,40}
|(?-i:[A-ZÀ-Þ])\S{1,20}(?:\s\S{1,12}){0,2}\s(?:dice|scrive|diz|zegt|schrijft)\s?:
|em\s(?-i:[A-ZÀ-Þ])\w{2,20}|[.·]?\s?\d+\s(?:comentários?|commenti?|reacties?)
|\d{1,2}\s(?:de\s)?[a-zç]{3,10}\s(?:de\s)?\d{4}\s(?:às|alle(?:\sore)?|om)\s\d{1,2}[:.h]\d\d
|(?:visualizza|vedi|ver|bekijk)\s(?:questa|esta|este|deze)\s(?:e-?mail|mail).{0,40}
|(?:afmelden|uitschrijven|disiscriviti|cancelar\s(?:a\s)?subscrição|cancelar\sinscrição).{0,60}
|(?:apri|ver|bekijk|open)\s(?:nel|no|in\s(?:de|je|uw))\s?(?:browser|navegador).{0,20}
 )""",
    re.VERBOSE | re.IGNORECASE,
)
"""Lines that are not sentences: none of them ends as one."""
SAID = re.compile(
    r"""(?:
 (?:questo\ssito|utilizziamo|usiamo)\s.{0,40}cookies?.{0,200}
|(?:este\ssite|usamos|utilizamos)\s.{0,40}cookies.{0,200}
|(?:deze\s(?:site|website)|wij?\sgebruiken|op\sdeze\s(?:site|website))\s.{0,60}cookie.{0,200}
|(?:iscriviti|abbonati|registrati)\s(?:a|alla|al|ora|qui|per|gratis)\b.{1,120}
|(?:subscreva|assine|inscreva-se|cadastre-se|receba)\s.{1,120}
|(?:meld\sje|schrijf\sje|abonneer\sje|ontvang)\s.{1,120}
|(?:grazie\sper\s(?:aver\sletto|la\slettura)|obrigad[oa]\spor\sler|bedankt\svoor\shet\slezen)
  \b.{0,160}
|(?:il\stuo|o\s(?:seu|teu)|je|jouw|uw)\s(?:indirizzo\s|endereço\sde\s)?e-?mail(?:adres)?\s
  (?:non|não|wordt|zal)\s.{4,90}
|(?:i\scampi|campos|os\scampos|verplichte|vereiste)\s(?:obbligatori|obrigatórios|velden)\b.{0,60}
|(?:hai\sricevuto|ricevi)\squest[ao]\s(?:e-?mail|messaggio|mail|lettera|newsletter)\b.{1,160}
|(?:recebeu|recebe|você\s(?:está\srecebendo|recebeu))\s(?:este|esta|esse)\s.{0,20}\b.{1,160}
|(?:je|u)\sontvangt\sdeze\s(?:e-?mail|nieuwsbrief|mail)\b.{1,160}
|(?:quali|cosa)\s(?:sono\si\stuoi\spensieri|ne\spensi)\s?\?
|(?:wilt\su|wil\sje|vuoi|quer|gostou|ti\sè\spiaciut\w|vond\sje)\s.{3,60}
  \b(?:delen|artikel|articolo|artigo|texto|condividere|partilhar|nieuwsbrief|newsletter)\b.{0,40}\?
|(?:questo|este|dit)\s(?:articolo|artigo|artikel|conteúdo|contenuto)\s(?:è|é|is)\s.{0,40}
  \b(?:abbonati|assinantes|abonnees|leden)\b.{0,60}
|elke\s(?:ochtend|week|dag)\s.{2,60}\b(?:mailbox|inbox)\b.{0,30}
|guarda(?:r)?\so\smeu\snome.{5,120}|salva\sil\smio\snome.{5,120}|bewaar\smijn\snaam.{5,120}
|avvisami\s.{4,90}|notific(?:ar|a)-me\s.{4,90}|laat\sme\sweten\s.{4,90}
 )""",
    re.VERBOSE | re.IGNORECASE,
)
"""What a site says to everybody who reads it."""
COMMENTS = (
    r"\d+\s(?:pensier[io]|commenti?|risposte?|pensamentos?|comentários?|respostas?"
    r"|gedachten?|reacties?)(?:\s(?:su|sobre|em|a|op|over)\s.*|\s?:)?"
    r"|(?:commenti|risposte|comentários|respostas|reacties)(?:\s\(\d+\)|\s\d+)?\s?:?"
    r"|(?:lascia\sun\scommento|deixe?\sum\scomentário|geef\seen\sreactie"
    r"|plaats\seen\sreactie).*"
)
"""What stands above the comments of readers."""
COMMENTED = (
    r"rispondi|beantwoorden|reageer|scrivi\suna\srisposta|log\sin\som\s.*"
    r"|\S.{0,40}\s(?:scrive|ha\sdetto|diz|disse|escreveu|zegt|schreef)\s?(?:\.{3}|…|:)?"
    r"|.{0,40}\b(?:alle(?:\sore)?|às|om)\s\d{1,2}\s?[:.h]\s?\d\d.{0,10}"
    r"|(?:\w+|\d+)\s(?:minuti|or[ae]|giorn[io]|settiman[ae]|mes[ei]|ann[io])\sfa"
    r"|há\s\w+\s(?:minutos?|horas?|dias?|semanas?|meses|anos?)"
    r"|\w+\s(?:minuten|uur|dag(?:en)?|weken|maand(?:en)?|jaar)\sgeleden"
)
"""What stands about the comment of a reader."""
OTHERS = (
    r"(?:ti\spotrebbe\s(?:anche\s)?(?:interessare|piacere)|leggi\sanche|articoli\scorrelati"
    r"|post\scorrelati|i\spiù\sletti|più\sletti|navigazione\sarticol[io]|articoli\srecenti"
    r"|informazioni\ssull['’]autor\w+|condividi|altri\sarticoli\s(?:di|da)\s.{1,50}"
    r"|scritto\sda\s.{1,50}"
    r"|artigos\srelacionados|leia\s(?:também|mais)|veja\stambém|os\smais\slidos|mais\slid[oa]s"
    r"|navegação\s(?:de|dos)\s(?:artigos|posts)|partilhar|compartilhar|relacionado"
    r"|publicado\spor\s.{1,50}|sobre\so\sautor|sobre\sa\sautora|mais\sde\s(?-i:[A-Z]).{1,50}"
    r"|lees\sook|meest\sgelezen|gerelateerde\s(?:artikelen|berichten)|meer\sover"
    r"|berichtnavigatie|over\sde\sauteur|delen|meer\svan\s(?-i:[A-Z]).{1,50}):?"
)
"""What stands above what a page says of other articles, of its maker, of itself."""
OF_A_SITE = (
    r"abbon\w+|iscri\w+|registra\w*|casella|informativa|commenti|redazione|lettori"
    r"|pubblicità|condivid\w+|articol[io]|sito|assin\w+|subscr\w+|inscre\w+|correio"
    r"|privacidade|comentários?|artigos?|leitor\w*|redação|partilh\w+|compartilh\w+"
    r"|abonnee\w*|abonner\w*|aanmeld\w*|uitschrij\w*|nieuwsbrie\w*|mailbox|privacy\w*"
    r"|cookiebeleid|reacties?|artikel\w*|lezers?|redactie|gratis"
)
"""What sites speak of; two of these in one sentence are a site's."""
