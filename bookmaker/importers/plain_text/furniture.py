"""What a web page puts around an article: menus, buttons, counts, comments.

A sentence of the author's is worth more than a tidy chapter. A line is furniture by
itself if all its words are those of an interface (`Log in to leave a comment`), or if
it begins and goes on as such lines do (`By signing up you agree to …`). A label, which
may be anything short (the title of another article, a tag), is furniture only between
such lines; and no rule goes on over a sentence that is not furniture itself.
"""

from __future__ import annotations

import re
from functools import lru_cache

from bookmaker.importers.plain_text.abroad import is_button_abroad, is_sure_abroad
from bookmaker.importers.plain_text.badges import is_badge
from bookmaker.importers.plain_text.house import invites, is_sponsors
from bookmaker.importers.plain_text.line_shapes import find_note

_INTERFACE = frozenset(
    """
    skip navigation menu submenu toggle search home homepage about contact archive
    archives blog shop store cart basket checkout account profile help faq status
    careers jobs press advertise advertising advertisement ad ads sponsored promoted
    privacy terms conditions policy policies cookie cookies settings preferences consent
    accept reject decline manage accessibility sitemap site map copyright reserved
    newsletter newsletters email e-mail mail address follow following followers share
    shares tweet pin print save bookmark copy link copied listen watch play like likes
    liked clap claps reply replies comment comments response responses leave post posts
    posted article articles story stories read related recommended trending popular
    latest recent older newer previous prev next back top page pages loading load more
    continue tags tag categories category filed topics topic facebook twitter instagram
    linkedin pinterest reddit tumblr whatsapp telegram mastodon bluesky threads youtube
    tiktok flipboard pocket github medium substack rss feed podcast podcasts spotify x
    hacker news sidebar footer header widget cancel submit edit upgrade premium member
    members membership discussion discussions notifications report issue issues authors
    submissions masthead sections section digest alerts media social icon logo enlarge
    fullscreen cite citation pdf download downloads export reprints reuse syndicate
    republish login logout log sign signin signup register subscribe subscribed
    unsubscribe subscription subscriptions join donate donation support app apps google
    close open show hide view all see breadcrumb breadcrumbs restack restacks results
    side essay interview
    rights recommendations opinion culture sport lifestyle features essays interviews
    reviews photography magazine fiction poetry prose poems travel podcast events
    donations daily weekly monthly write website required conversation advert current
    min mins scroll notice add
    nonfiction gift centre center guestbook links books arts bio
    publication publications featured uncategorized entries reblog edition editions
    messenger partners funders charter team feeds analytics legal notices subscriber
    subscribers customer care kit puzzles games crossword crosswords cartoons humor
    humour video videos photos editorial choices agreement feedback corrections
    complaints securedrop obituaries columnists contributors weather business economy
    technology health education environment science world politics food movies music
    theater theatre classifieds giving crew credits permissions standards guidelines
    code ethics trust editors newsroom faqs rules services service resources
    bookstore verified collapse bar slideshow gallery infographics quiz quizzes
    rss-feed feedly kindle instapaper mastodon threads nextdoor messages sms snapchat
    discord twitch soundcloud patreon ko-fi paypal venmo checkout sale offers deals
    coupons sweepstakes horoscopes comics opinions trackback trackbacks pingbacks
    permalink avatar byline widget widgets pages meta wordpress blogger tools
    contents transcript captions subtitles autoplay mute unmute volume replay
    translate original language languages english français deutsch español
    """.split()
)
"""Words of buttons and menus, and of the sections that menus name."""
_BETWEEN = frozenset(
    """
    a an and at by com content email's first for free from full get here in into
    is it item items list low main me minutes my name new no now of on one or
    our out paid primary secondary text this to today up us via what with you
    your image size reader interactions jump recipe rights
    other apps this that more section sections any work sell options how where
    canada international uk us usa europe united kingdom states index information
    full photo story
    """.split()
)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_MOST_WORDS = 9

_LABELS = re.compile(
    r"""(?:
# Counts.
 \d[\d,.]*\s?[km]?\+?\s(?:min(?:ute)?s?(?:\s(?:read|listen|watch))?|words
  |items?(?:\s-\s.*)?|followers?
  |following|notes|claps?|likes?|shares?|(?:more\s)?comments?…?|responses?|replies|reposts
  |reply\sby\s.*|restacks?|views?|reads?|subscribers?
  |(?:thoughts?|comments?|responses?)\son\s.*)
|\d+-min(?:ute)?s?(?:\sread)?|(?:reading\stime|views|shares|likes)[\s:]+[\d~].{0,20}
|(?:facebook|twitter|pinterest|x|e-?mail)\s?\d+
|issue\s(?:no\.?\s)?\d+(?:[,·|•/\s–—-].{0,40}|:\s.{0,30}\d{4})?
|(?:no|nr|n[º°o]|núm|num)\.?\s?\d{1,4}
|home\s?[>›»/→|·].{1,120}|you\sare\shere:.{1,120}|[∙·•|]\s?(?:paid|preview|free)
# What stands before a list of titles or names.
|(?:share|tags?|categories|category|topics?|keywords|filed\sunder|posted\s(?:in|under)
  |also\sread|must\sread|don['’]t\smiss|in\scase\syou\smissed\sit|see\smore(?:\son)?|tagged(?:\swith)?|more\son|read\s(?:more|next|also|now)|up\snext
  |related|previous(?:\s\w+)?|next(?:\s\w+)?|older|newer|follow\sus)\s?:.{0,120}
|(?:filed\sunder|tagged(?:\swith)?|posted\sin(?=\s(?-i:[A-Z]))|liked\sby)\b.{0,80}
|(?:more|most\spopular|recommended)(?:\s\w+)?\s(?:from|in|by)\s(?-i:[A-Z]).{1,60}
|more\s\w+\sabout\s(?-i:[A-Z]).{1,60}
|see\s(?:all|more)(?:\s(?:by|from|on)\s.{1,40}|\s(?:\w+\s)?(?:posts?|articles?|responses
  |stories|comments|recommendations|essays|poems|issues))?
|browse\s(?:all|more|by)\b.{0,40}|all\sposts\sby.{1,40}|posted\sby\b.{1,40}
  |labels:.{1,80}
|(?:\#\w+\s*)+
|follow\s.{1,30}\son\s(?:twitter|facebook|instagram)\b.{0,80}
|(?:an?|\d+)\s(?:minute|hour|day|week|month|year)s?\sago|receive\sfree\s.{1,40}
|mentioned\sin|writer\sfor\b.{0,40}|(?:published\sin|written\sby(?:\s(?-i:[A-Z]).{1,50})?)
|you\s(?:may|might|will)\s(?:also\s)?(?:like|enjoy|be\sinterested\sin)(?:\sthis
  |\sthese)?
|(?:people|readers|others)\salso\s(?:read|liked|viewed).{0,30}
|from\sthe\s.{1,20}\sissue|from\sthe\ssame\s(?:issue|authors?|archives?|section
  |category|blog|magazine)
|editor(?:['’]?s|s['’]?)?\spicks?|popular\s(?:posts|articles|stories|now)
|(?:trending|most\s(?:popular|read|viewed)|latest|related)(?:\s(?:now|posts?|articles?
  |stories|reading|news|content|essays|links))?:?|keep\sreading|read\s(?:more|next)
  |ready\sfor\smore\?
|(?:←|<-|<<)\s?.{1,80}|.{1,80}\s?(?:→|(?<!-)->|>>)|[‹«]\s?(?:older|previous|prev
  |back)\b.{0,60}
|(?:newer|next|continue|go\sto|home)\b.{0,60}\s?[›»]
# Buttons with a place in them.
|(?:skip|jump)\sto\s(?:the\s)?(?:main|content|navigation|footer|search|recipe|comments)
  .{0,20}
|back\sto\s(?:the\s)?(?:top|home|main|issue|all|blog|list|contents|index|archive
  |previous)
  \b.{0,20}
|click\s(?:here\s)?to\s.{1,80}|press\senter\sor\sclick\s.{1,60}
|tap\sto\s(?:open|read|view|play|see|unmute|listen)\b.{0,20}
|(?:scroll|swipe)\s(?:to\s(?:continue|top|read)|for\smore)\b.{0,20}
|share\s(?-i:[A-Z])[^.!?]{1,40}
|(?:share|save|tweet|send)\s(?:this|on|via)(?:\s[\w-]+){0,2}:?|follow\s(?:me
  |us)\son\s.{1,30}
|(?:story|article|text)\scontinues\s(?:after|below)\b.{0,30}
|continue\sreading(?:\s(?:the\smain\sstory|below|more))?
  |read\s(?:it\s)?in\s(?:the\s)?app
|listen\sto\s(?:this|the)\s(?:article|essay|post|story|audio)\b.{0,30}
  |give\sa\sgift.{0,20}
|open\sin\sapp|add\sto\s(?:reading\slist|cart|basket|favou?rites|library)
  |text\sto\sspeech|start\s(?:writing|your\ssubstack)
|remind\sme\s(?:later|in\s(?-i:[A-Z])\w+)
|(?:download\son\sthe|available\son\s(?:apple|google|spotify|amazon|the)|get\sit\s(?:on
  |from))
  \s.{1,40}
|view\sthis\s(?:email|message)\b.{0,40}|(?:leave|post|write|add)\sa\s(?:reply|comment
  |response)(?:\s(?:cancel\sreply|below|here))?
|log\sin\sto\s.{1,50}|type\syour\semail.{0,10}
|(?:enter\s)?your\semail(?:\saddress)?(?:\s?\*|…|\.\.\.)?|(?:name|e-?mail|website)\s?\*
|about\sthe\sauthors?|about\sthis\s(?:site|blog|newsletter|publication)
  |member-only\sstory
|(?:syndicate|cite)\sthis\s.{1,20}|download\s(?:pdf|article)|table\sof\scontents
|top\shighlight|search\s(?:the|this)\s(?:site|blog|archive)(?:\s?\.\.\.|…)?
|privacy\s?[∙·|•&].{0,80}|terms\s(?:of|and|&)\s.{1,60}|[-_=]{12,}|[☰≡✕×]\s?\w{0,10}
|do\snot\ssell\s.{1,60}|your\s(?:\w+\s)?privacy\s(?:choices|rights)
|get\soutlook\s.{1,20}|sent\sfrom\smy\s.{1,30}|(?:proudly\s)?(?:powered
  |hosted)\sby\s.{1,60}
|(?:built|made)\swith\s(?-i:[A-Z]).{1,60}|(?:site|theme|design
  |website)\s(?:design(?:ed)?\s)?by
  \s.{1,40}
|(?:modified|updated)(?:\son|:)\s.{1,60}|last\s(?:modified|updated|revised)\b.{1,60}
|you\sare\svisitor\b.{1,40}|(?:text|font|type)\ssize(?:[\s:]+[Aa][+−–-]?)*|best\sviewed\s(?:in|with|at)\b.{1,60}
  |.{0,60}\bwebmaster\b.{0,40}
|(?:send|e-?mail|mail)\b.{0,40}\s(?:to|:)\s?\S+@\S+|maintained\sby\s.{1,40}
|no\scomments(?:\syet)?|no\sposts
|published\sby\s(?-i:[A-Z]).{1,50}|search\sfor\s?:.{0,40}|writer's\spicture.{0,60}
|(?:top|bottom|end|start)\sof\s(?:page|article|newsletter|comments)
|[·•∙]\s?(?:last\spublished|\d+\sfollow).{1,40}|after\snewsletter\spromotion
|notify\sme\s(?:of|about|when)\s.{1,60}|(?:open|close)\snavigation\smenu
|(?:email|blogthis|share\sto|share\sby).{0,20}(?:blogthis|share\sto).{1,90}
|subscribe\sto:\s.{1,60}|(?:blog|post)\snavigation|[►▼▸▾▶]\s?.{1,40}
|(?:previous|next|older|newer)\s(?:post|article|story|entry|entries|issue|page|chapter)s?
  \b\s?:?.{0,90}
|(?:view|show|load|read)\s(?:my|more|all|the|full|\d+)\s(?:\w+\s)?(?:profile|notes
  |comments?|replies|posts?|partners|results|stories|articles|bio|thread|responses)\b.{0,30}
|.{1,40}\s(?:liked|reblogged)\sthis(?:\sfrom\s.{1,40})?|.{1,40}\sposted\sthis
|follow(?:ing)?\s(?:publication|author|us|me|topic|story)|(?:posted|published)\son
|ask\sme\sanything|(?:posted|reblogged|published|edited|updated)\s\d+\s\w+\sago
|listen\sto\sthis\sarticle\b.{0,40}|(?:copied|link\scopied).{0,30}
|discover\smore\sfrom\s.{1,60}|over\s[\d,.]+k?\s(?:subscribers|readers)
|\d+\s(?:more\scomments|replies\sby|reply\sby|saves?|stories|reads?|listens|plays|ratings)\b.{0,40}
|[\d.,]+k?\s(?:stories|items)\s?[·•∙]\s?[\d.,]+k?\ssaves
|(?:like|likes|restacks?|comments?)\s?\([\d.,]+k?\)|.{1,30}['’]s\savatar|expand\sfull\scomment
|(?:january|february|march|april|may|june|july|august|september|october|november
  |december)\s\d{4}\s\(\d+\)
|design\sa\ssite\slike\sthis\b.{0,40}|join\s[\d.,]+k?\sother\s.{1,30}
|(?:email|name|website|comment)\s?\((?:required|optional|not\spublished|address).{0,30}\)
|edition\s?:\s.{2,30}|become\san?\s(?:author|member|subscriber|patron|supporter|contributor)
|disclosure\sstatement|article\s(?:metrics|information)|(?:©|\(c\))\s.{2,100}
|(?:original(?:ly)?\s)?(?:published|appeared)\s(?:in|on)\s(?:the\s)?(?:print|our)\s.{2,80}
|our\smailing\saddress\sis\s?:?|why\sdid\si\sget\sthis\??|no\simages\?\s.{1,30}
|add\s(?:us|me)\sto\syour\s.{1,30}|(?:unsubscribe|update)\s.{0,40}(?:list|preferences)
|(?:forward|send)\s(?:this\s)?to\sa\sfriend|sent\swith\s(?-i:[A-Z])\w+
|(?:hi|hello|dear|hey|hallo|bonjour|hola|ciao),?\s
 (?:<<|\*\||\{\{|%)\s?\w+(?:[\s_]\w+)?\s?(?:>>|\|\*|\}\}|%)\W{0,2}
|this\semail\swas\ssent\sto\s.{1,80}|(?:follow|find)\s(?:us|me|the\s.{1,30})\son\s.{1,90}
|see\smore\son\s?:.{1,60}|order\sreprints.{0,60}|reblogged\sfrom\s.{1,40}
|.{1,40}\s[·•∙]\s\d+\s(?:min|minutes?)\s(?:read|listen)|(?:no|nr|n[º°]|issue|number)\.?\s\d+\b[,:·]?\s.{0,40}\d{4}|[^.!?]{2,30}(?:\s{1,2}[›»]\s{1,2}[^.!?›»]{2,40}){2,}
|upgrade\sto\s\w+|buy\sme\san?\s.{2,40}|trust\slevel\s.{1,30}|last\sedited\s.{2,60}
|-+\sforwarded\smessage\s-+|(?:fast\s)?(?:rewind|forward|skip)\s\d+\s\w+
|(?:sort|order)(?:ed)?\sby\s?:?.{0,30}
|(?:newest|oldest|best|top)\s(?:first|comments)|(?:subscribe|sign\sup)\s(?:for|from)\s[$€£]\s?\d.{0,20}
|(?:subscribe|join)\sto\s(?-i:[A-Z]).{1,60}|.{2,40}\sSubscribe\sSign\sin
|.{0,40}\bnewsletter\ssign-?up|downloaded\sfrom\s.{1,80}|issn\b.{1,20}
)""",
    re.VERBOSE | re.IGNORECASE,
)
"""Lines that are not sentences: none of them ends as one."""
_SAID = re.compile(
    r"""(?:
 (?:we\suse|this\s(?:site|website|page|blog)\suses)\scookies.{0,200}
|we\s(?:value|respect|care\sabout)\syour\s(?:privacy|inbox).{0,80}
|your\semail\s(?:address\s)?will\s(?:not|never)\sbe\s.{1,120}|required\sfields.{0,40}
|save\smy\sname,?\semail.{0,100}|please\s(?:enable|turn\son)\s(?:java|cookies).{0,100}
|by\s(?:signing\sup|subscribing|continuing|using\sthis\ssite|registering)\b.{1,140}
|(?:sign\sup|subscribe|register)\s(?:(?:to|for)\s(?:our|my|the|this|free|updates|more)
  |now|here|today)\b.{0,120}
|(?:sign\sup|subscribe)\s(?:to|for)\s[^,.!?]{1,60}
|(?:join|get)\s.{1,60}\b(?:newsletters?|(?:to|in)\syour\sinbox)\b.{0,60}
|see\sour\s.{1,60}\bpolicy\b.{0,20}|what\sare\syour\sthoughts\?
|thanks\sfor\sreading(?:\s(?-i:[A-Z])[^.!?]{0,50})?[.!]\s.{0,140}
  \b(?:subscribe|share|support|post)\b.{0,80}
|thanks\sfor\sreading\s(?-i:[A-Z])[^.,!?]{0,50}[.!]?
|(?:thank\syou|thanks)\sfor\s(?:subscribing|signing\sup)\b.{0,60}
|forwarded\sthis\s(?:email|message)\?.{0,60}|comments\sare\s(?:closed|off
  |disabled).{0,30}
|this\s(?:post|page|article|site)\s(?:is\s(?:public|for\spaid|free\sto)
  |(?:may\s)?contains?\saffiliate).{0,140}
|.{1,60}\sis\sa\sreader-supported\s.{1,200}|to\sreceive\snew\sposts\b.{1,120}
|become\sa\s(?:paid\s|free\s)?(?:member|subscriber|patron)\b.{0,60}
|(?:get|unlock)\sunlimited\saccess\b.{0,80}|support\s(?:us
  |our)\b.{1,80}[$€£]\s?\d.{0,20}
|support\s(?:independent|quality|local|our|free)\s(?:writing|journalism|publishing|media)\b.{0,140}
|this\s(?:conversation|interview|discussion|transcript)\s(?:has\sbeen|was)\s
  (?:\w+\s){0,3}?(?:edited|condensed|shortened)\b.{0,80}
|(?:if\sthis\s(?:e-?mail|message|letter)\s(?:does\snot|doesn['’]t|isn['’]t)\s.{4,40}
  |(?:trouble|problems?)\s(?:viewing|reading)\sthis\s(?:e-?mail|message).{0,4})
  \b.{0,60}\b(?:click|browser|online)\b.{0,30}
|(?:…|\.\.\.)?\s?we\shave\sa\ssmall\sfavou?r\sto\sask.{0,200}
|enjoyed\sthis.{0,10}\?.{0,30}\b(?:share|subscribe|support|sign)\b.{0,60}
|pin\s(?:it|this)(?:\s(?:for\slater|post|recipe|image))?!?
|(?:all\s)?rights\sreserved\.?|©.{0,120}|copyright\s(?:©|\(c\)|\d{4}).{0,100}
|copyright\s.{1,60}\b\d{4}\b.{0,40}
|if\syou\s(?:like|enjoy)(?:e?d)?\s(?:this|what)\b.{1,60}
  \b(?:please|consider|share|subscribe|support)\b.{0,80}
|we(?:['’]ll|\swill)\ssend\syou\b.{1,140}
|all\suse\ssubject\sto\s.{1,60}|(?:built|made)\swith\s(?-i:[A-Z])\w+\.\s.{1,40}
|you(?:['’]ve|\shave)\s(?:successfully\s|been\s)?(?:un)?subscribed\b.{0,80}
|to\sunsubscribe,?\s(?:click|send|please|from|visit|reply)\b.{1,100}
|you\s(?:are\sreceiving|received)\sthis\s(?:email|message|because|newsletter)\b.{1,120}
|a\sversion\sof\sthis\s(?:article|story|essay)\s.{1,300}
|you(?:['’]re|\sare)\s(?:currently\s)?(?:a|on\sthe)\s(?:free|paid)\s
  (?:subscriber|list|member|plan)\b.{0,160}
|substack\sis\sthe\shome\sfor\s.{1,40}
|(?:great|success|welcome\sback|email\ssent|thanks)!\s.{0,60}\b(?:sign|subscri|e-?mail|inbox
  |account|billing)\w*.{0,60}|no\sspam\b.{0,60}
|thanks\sfor\s(?:submitting|sharing|subscribing|your\s\w+)!?|your\slink\shas\sexpired.{0,30}
|your\sbilling\s.{1,40}|blog\sat\swordpress\.com\.?|theme\simages\sby\b.{1,60}
|already\s(?:have\san\s.{0,20}account|a\s(?:member|subscriber))\?.{0,40}
|(?:published|appeared)\sin\sthe\sprint\sedition\b.{1,100}
|you(?:['’]re|\sare)\son\sthis\slist\b.{4,80}|enjoyed\sthis\?\s.{4,60}
|this\s(?:issue|episode|letter)\swas\sbrought\sto\syou\sby\b.{4,90}
|this\spage\s(?:weighs|uses|sets)\s.{4,60}|want\sto\s(?:change\show|write|read\smore|get\s(?:more|our)|support\s(?:us|our|my))\b.{0,60}\?
|you\scan\supdate\syour\spreferences\b.{0,60}|was\sthis\semail\sforwarded\b.{1,60}
|if\syou\s(?:enjoy|like|love)(?:ed|d)?\sthis\s.{1,40}\b(?:forward|share|send|pass)\b.{1,60}
|privacy\s(?:&\scookies|notice)\s?:.{1,200}|to\sfind\sout\smore,\sincluding\s.{1,140}
|this\s(?:discussion|thread|post)\sis\s(?:now\s)?(?:closed|locked)\b.{0,60}
|this\sarticle\sis\smore\sthan\s\d+\s(?:years?|months?)\sold\.?
|this\ssite\s(?:requires|is\sprotected|uses)\s.{1,200}
|join\s(?-i:[A-Z])\w+\sfor\sfree\b.{1,80}|get\s.{2,40}\sin\syour\sinbox\.?
|this\s(?:article|essay|story|piece)\s(?:appears|appeared|was\spublished|ran)\sin\sthe\s
  .{4,60}\b(?:edition|issue)\b.{0,120}
|(?:when|if)\syou\sbuy\s.{2,60}\blinks?\b.{2,120}|we\s(?:may\s)?(?:earn|receive)\s
  .{2,20}\bcommission\b.{2,120}
|(?-i:[A-ZÀ-Þ][\w.’'-]+(?:\s[A-ZÀ-Þ][\w.’'-]*){1,3})\sis\san?\s(?:\w+\s){0,2}
  (?:staff\swriter|writer|editor|columnist|critic|reporter|correspondent|fellow)
  \s(?:at|for|of|with)\s(?-i:[A-Z]).{2,80}
|commenting\son\sthis\s.{1,120}|post\snot\smarked\sas\sliked|\d+\slikes?\.\spost\s.{1,40}
)""",
    re.VERBOSE | re.IGNORECASE,
)
"""What a house says of itself, or to everybody who reads it."""
_COUNT = re.compile(
    r"[+–-]?[\d,.]+\s?(?:[kKmM]|mil|Tsd\.)?|[·∙•|—–-]{1,3}|0 items.*|[\d.,]+\s?[x×]"
    r"|\d{1,2}:\d\d(?:\s?/\s?\d{1,2}:\d\d)?|\d+\s?/\s?\d+"
)
"""Bare counts and separators: furniture in its company alone."""
_BARS = re.compile(r"\s*[|·•∙›»→▾▸]\s*|\s+[>/]\s+")
_ICON = re.compile(r"^[\u2190-\u2bff\U0001f000-\U0001faff\ufe0f]+\s*(?=\w)")
_WINDOW = re.compile(r"\s*\(opens\s.{1,20}\)$", re.IGNORECASE)
_GLUED = re.compile(r"(?<=[a-z])(?=[A-Z])")
_BRACKETS = re.compile(r"\]\s*\[")
_ALONE = re.compile(
    r"advert(?:isement|ising)?(?:\ [-–—|]\ .{1,40})?|sponsored"
    r"|upgrade\ to\ paid|view\ image\ in\ fullscreen"
    r"|press\ enter\ or\ click\ to\ view\ image.*"
    r"|click\ to\ (?:enlarge|tweet|share).{0,40}|subscribe\ now"
    r"|(?:enter|type)\ your\ email.{0,12}"
    r"|(?:story|article)\ continues\ (?:after|below).*|pin\ this\ for\ later!?"
    r"|continue\ reading\ the\ main\ story"
    r"|(?:read\ (?:more|also|next)|(?:also|must)\ read|don['’]t\ miss|related"
    r"|see\ also)(?:\ \w+)?:\ .{1,90}(?<![.!])"
    r"|sign\ up\ (?:for|to)\ (?:our|the|my)\ .{0,40}newsletter|leave\ a\ comment"
    r"|share\ (?:this\ )?(?:post|article|story)|scroll\ to\ continue"
    r"|skip\ (?:past\ )?(?:newsletter|advertisement).{0,30}"
    r"|anzeige|werbung|publicité|publicidad"
    r"|(?:à\ )?lire\ (?:aussi|également)\ \|\ .{1,120}"
    r"|(?:lesen\ sie\ auch|lies\ auch|mehr\ zum\ thema|(?:à\ )?lire\ aussi|lee\ también"
    r"|lees\ ook|leggi\ anche|leia\ (?:também|mais)|veja\ também"
    r"|te\ puede\ interesar)\ ?:\ .{1,90}(?<![.!])",
    re.VERBOSE | re.IGNORECASE,
)
_TITLES_BELOW = re.compile(
    r"recommended(?: (?:reading|for you|stories|articles))?|related(?: \w+)?"
    r"|mehr zum thema|auch interessant|lesen sie auch"
    r"|lies auch|das könnte (?:sie|dich) auch interessieren|weiterlesen|passend dazu"
    r"|(?:à )?lire aussi|sur le même (?:sujet|thème)|dans la même rubrique|à lire"
    r"|más información|lee también|te puede interesar|también te puede interesar"
    r"|lees ook|meer over|leggi anche|leia (?:também|mais)|veja também"
    r"|relacionad[oa]s?|read (?:more|next|also)|most (?:read|popular)"
    r"|trending|see also|you (?:may|might) also (?:like|enjoy)|popular now",
    re.IGNORECASE,
)
_CONTENTS = re.compile(
    r"(?:table of )?contents:?|(?:in|on) this (?:article|essay|post|page|issue):?", re.I
)
_BUTTON = re.compile(r"listen|share|tweet", re.IGNORECASE)
_BUTTON_BELOW = re.compile(
    r"subscribe|sign\ up|s['’]abonner|partager|teilen|abonnieren|suscribirse|suscríbete"
    r"|compartir|iscriviti|abbonati|condividi|assinar|partilhar|abonneren|delen",
    re.IGNORECASE | re.VERBOSE,
)
"""As author's heading such a word stands below a paragraph, not below furniture."""
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*(?:[¹²³⁰⁴-⁹]+|\[\d{1,3}\]|\(\d{1,3}\))*$")
_AUTHORS_END = re.compile(r"[.,;:!—–-][\"'”’)\]]*$|^[“”\"‘'«»„—–―>]|^--")
_KNOWN_LINES = 1 << 15
"""Lines that are remembered: the rules ask of each a dozen times."""
LONGEST = 130
_LONGEST_SAID = 420
_LONGEST_LINE = 400
_LONGEST_LABEL = 90
_FEW_WORDS = 3


@lru_cache(_KNOWN_LINES)
def is_phrase(words: str) -> bool:
    """Whether a line says just what furniture says."""
    if len(words) > _LONGEST_LINE:
        return False
    words = unglued(_ICON.sub("", _WINDOW.sub("", words)))
    if words.startswith("[") and words.endswith("]") and find_note(words) is None:
        words = _BRACKETS.sub(" | ", words[1:-1]).strip()
    return (
        is_sure(words)
        or _is_of_interface(words)
        or _is_menu(words)
        or is_button_abroad(words)
    )


def unglued(words: str) -> str:
    """Buttons apart that a paste has run together: `SubscribeSign in`."""
    parted = _GLUED.sub(" ", words)
    return parted if parted != words and _is_of_interface(parted) else words


@lru_cache(_KNOWN_LINES)
def is_sure(words: str) -> bool:
    """Whether a line says what nothing but furniture does."""
    if len(words) > _LONGEST_SAID:
        return False
    is_label = _LABELS.fullmatch(words) is not None and not _ends_as_sentence(words)
    return (
        is_label
        or _SAID.fullmatch(words) is not None
        or invites(words)
        or is_badge(words)
        or is_sure_abroad(words)
    )


def _ends_as_sentence(words: str) -> bool:
    """Whether a line ends with a stop that is not that of an unfinished field."""
    shown = words.removesuffix("...").removesuffix("…")
    return shown == words and _SENTENCE_END.search(words.removesuffix("?")) is not None


def _is_of_interface(words: str) -> bool:
    """Whether all words of a line are those of an interface."""
    if _ends_as_sentence(words) or words.endswith("?"):
        return False
    found = [word.lower() for word in _WORD.findall(words)]
    own = sum(word in _INTERFACE for word in found)
    return (
        own * 3 >= len(found) > 0
        and len(found) <= _MOST_WORDS
        and all(word in _INTERFACE or word in _BETWEEN for word in found)
    )


def _is_menu(words: str) -> bool:
    """Whether a line is several entries with bars or dots between them."""
    if len(words) > LONGEST or _SENTENCE_END.search(words) is not None:
        return False
    entries = [entry for entry in _BARS.split(words) if entry]
    own = sum(
        _is_of_interface(entry)
        or is_count(entry)
        or is_button_abroad(entry)
        or is_sure_abroad(entry)
        for entry in entries
    )
    return len(entries) >= 2 and own * 3 >= len(entries) and own > 0


def is_count(words: str) -> bool:
    """Whether a line is a bare count or a separator."""
    return _COUNT.fullmatch(words) is not None


def stands_alone(words: str) -> bool:
    """Whether a line is furniture even among the author's paragraphs."""
    is_thanks = words.lower().startswith("thanks for ") and is_sure(words)
    is_short = len(words) <= LONGEST
    is_known = _ALONE.fullmatch(words) is not None or is_thanks
    is_said = is_badge(words) or invites(words) or is_sponsors(words)
    return (is_short and is_known) or is_said


def begins_titles(words: str) -> bool:
    """Whether a line stands above the titles of other articles."""
    return _TITLES_BELOW.fullmatch(words) is not None


def begins_contents(words: str) -> bool:
    """Whether a line stands above a table of contents."""
    return _CONTENTS.fullmatch(words) is not None


def is_button(words: str) -> bool:
    """Whether a line is a single word to be clicked, where it stands apart."""
    return _BUTTON.fullmatch(words) is not None


def is_button_below(words: str) -> bool:
    """Whether a line is a button where furniture is directly above it."""
    return _BUTTON.fullmatch(words) is not None or (
        _BUTTON_BELOW.fullmatch(words) is not None
    )


def is_label(words: str) -> bool:
    """Whether a line could be a title, a tag, a name or a date, not a sentence."""
    is_lead = words.endswith(":") and len(words.split()) <= _FEW_WORDS
    return (
        len(words) <= _LONGEST_LABEL
        and (is_lead or _AUTHORS_END.search(words) is None)
        and not reads_as_sentence(words)
        and find_note(words) is None
    )


@lru_cache(_KNOWN_LINES)
def reads_as_sentence(words: str) -> bool:
    """Whether a line is a sentence of five words or more, or longer than a label.

    A title of another article may end in a question mark: its long words are capital.
    """
    if len(words) > LONGEST:
        return True
    ends = _SENTENCE_END.search(words) is not None and len(words.split()) >= 5
    return ends and not (words.endswith("?") and _is_title_case(words))


def _is_title_case(words: str) -> bool:
    long = [word for word in re.findall(r"[^\W\d_]+", words) if len(word) > 3]
    return len(long) >= 2 and all(word[0].isupper() for word in long)
