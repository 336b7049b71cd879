"""What a web page puts around an article: menus, buttons, counts, comments.

A sentence of the author's is worth more than a tidy chapter: a line is furniture only
if it says just what such lines say, or stands in the midst of those that do.
"""

from __future__ import annotations

import re

from bookmaker.importers.plain_text.lines import Role, Stretch

_PHRASES = r"""
skip\ to\ (?:main\ )?(?:content|navigation|footer|search)
|(?:open|close|toggle)?\ ?(?:menu|navigation)|open\ in\ app|get\ (?:the\ )?app|close
|sign\ (?:up|in|out)|log\ (?:in|out)|register|subscribe(?:\ now)?|unsubscribe|join\ now
|search|write|home|about(?:\ us)?|archive|archives|contact(?:\ us)?|news|newsletter
|opinion|culture|podcasts?|latest|topics|donate|support\ us|sections|issues|shop|cart
|login|account|my\ account|help|status|careers|press|blog|privacy|terms|faq
|text\ to\ speech|rules|teams|jobs|advertise|masthead|store
|follow(?:ing|\ us|\ me)?(?:\ on\ \w+)?|followers?|clap|claps|bookmark|listen|share|save
|print|tweet|email|pin\ it|copy\ link|link\ copied|more|reply|replies|report|like|likes
|facebook|twitter|instagram|linkedin|pinterest|reddit|tumblr|whatsapp|mastodon|bluesky
|threads|youtube|rss|notes|x
|(?:facebook|twitter|instagram|linkedin|pinterest|whatsapp|x|youtube|envelope|search
   |menu|share|mail|email|user|close|arrow|bluesky|mastodon|site|\w+)\ (?:logo|icon)
|share\ (?:this(?:\ (?:post|article|story|page|essay))?|on\ \w+|via\ \w+|to\ \w+):?
|click\ to\ (?:share|email|print|tweet|enlarge)\b.{0,60}
|press\ enter\ or\ click\ to\ view\ image\ in\ full\ size|view\ full\ size
|enlarge\ image
|like\ this:?|like\ loading\.*|loading\.*|load\ more|show\ more|see\ all|view\ all
|related(?:\ (?:posts?|articles?|stories|reading))?:?|recommended(?:\ for\ you)?
|recommended\ from\ .{1,40}|more\ from\ .{1,50}|you\ (?:may|might)\ also\ (?:like|enjoy)
|most\ (?:popular|read|viewed)|trending(?:\ now)?|popular\ posts|editors?.?\ picks
|read\ (?:next|more|also)(?::\ .{1,80})?|up\ next|keep\ reading|continue\ reading
|(?:previous|next)(?:\ (?:post|article|page|story))?|older\ posts|newer\ posts
|back\ to\ (?:the\ )?(?:top|home|all\ \w+)|breadcrumbs?
|leave\ a\ (?:reply|comment|response)|write\ a\ (?:response|comment)|add\ a\ comment
|post\ (?:a\ )?comment|join\ the\ (?:conversation|discussion)|comments?(?:\ \(\d+\))?
|what\ are\ your\ thoughts\?|discussion\ about\ this\ post|discussions|no\ posts
|no\ comments(?:\ yet)?|restacks?|top|ready\ for\ more\?|start\ writing
|your\ email\ address\ will\ not\ be\ published\..{0,60}|required\ fields.{0,30}
|type\ your\ email\.*|enter\ your\ email(?:\ address)?|email\ address
|sign\ up\ (?:for|to)\ .{1,60}|subscribe\ (?:to|for)\ .{1,60}|by\ signing\ up\ .{1,90}
|thanks\ for\ reading\b.{0,120}|this\ post\ is\ (?:public|for\ paid\ subscribers).{0,60}
|(?:join|get)\ .{0,40}\bnewsletter|manage\ preferences|cookie\ (?:settings|policy)
|(?:we\ use|this\ site\ uses)\ cookies.{0,120}|accept\ (?:all\ )?cookies?|accept\ all
|advertisement|advertising|sponsored|ad|promoted(?:\ content)?
|all\ rights\ reserved\.?|©.{0,120}|copyright\ (?:©|\(c\)|\d{4}).{0,100}
|terms\ (?:of\ (?:use|service)|and\ conditions|&\ conditions)|privacy\ policy
|(?:privacy|terms)\ [∙·|•].{0,60}|collection\ notice
|(?:proudly\ )?powered\ by\ .{1,40}|substack\ is\ the\ home\ for\ .{1,40}
|download\ on\ the\ app\ store|get\ it\ on\ google\ play|available\ on\ .{1,30}
|written\ by\ .{1,50}\b|tags?:.{0,120}
|(?:categories|category|filed\ under|topics):.{0,120}
|\d[\d,.]*\s?[kKmM]?\ (?:followers?|following|claps?|likes?|shares?|comments?|responses?
   |replies|reposts|restacks?|views?|reads?|subscribers)
|\d+\ (?:thoughts?|comments?|responses?)\ on\ .{1,120}
|(?:reading\ time:?\ )?\d+(?:-|\ )?min(?:ute)?s?(?:\ read)?|reading\ time:.{1,20}
|[∙·•|]\ ?paid|member-only\ story|paid\ post|free\ post
|home\ [>›»/].{1,80}
"""
_PHRASE = re.compile(rf"(?:{_PHRASES})", re.VERBOSE | re.IGNORECASE)
_COUNT = re.compile(r"[\d,.]+\s?[kKmM]?|[·∙•|–—-]{1,3}")
"""Bare counts and separators: furniture in its company alone."""
_COMMENTS = re.compile(
    r"(?:\d+\ (?:thoughts?|comments?|responses?|replies)(?:\ on\ .*)?|comments?"
    r"(?:\ \(\d+\))?|leave\ a\ (?:reply|comment|response)"
    r"|write\ a\ (?:response|comment)"
    r"|discussion\ about\ this\ post|join\ the\ (?:conversation|discussion))",
    re.VERBOSE | re.IGNORECASE,
)
_ALONE = re.compile(
    r"advertisement|sponsored|press\ enter\ or\ click\ to\ view\ image.*"
    r"|click\ to\ enlarge|sign\ up\ for\ our\ newsletter|subscribe\ now"
    r"|thanks\ for\ reading\ .{1,120}|share\ this\ (?:post|article|story)"
    r"|(?:listen|share)",
    re.VERBOSE | re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*$")
_LONGEST = 130


def is_phrase(words: str) -> bool:
    """Whether a line says just what furniture says."""
    return len(words) <= _LONGEST and _PHRASE.fullmatch(words) is not None


def is_count(words: str) -> bool:
    """Whether a line is a bare count or a separator."""
    return _COUNT.fullmatch(words) is not None


def stands_alone(words: str) -> bool:
    """Whether a line is furniture even among the author's paragraphs."""
    return len(words) <= _LONGEST and _ALONE.fullmatch(words) is not None


def begins_comments(words: str) -> bool:
    """Whether a line is the heading of readers' comments."""
    return _COMMENTS.fullmatch(words) is not None


def reads_as_sentence(words: str) -> bool:
    """Whether a line is a sentence of five words or more, or longer than a label.

    A title of another article may end in a question mark: its long words are capital.
    """
    if len(words) > _LONGEST:
        return True
    ends = _SENTENCE_END.search(words) is not None and len(words.split()) >= 5
    return ends and not (words.endswith("?") and _is_title_case(words))


def _is_title_case(words: str) -> bool:
    long = [word for word in re.findall(r"[^\W\d_]+", words) if len(word) > 3]
    return len(long) >= 2 and all(word[0].isupper() for word in long)


def set_foot_aside(blocks: list[Stretch]) -> int:
    """Settle the furniture at the foot; gives how many blocks are left.

    From the end upward while a block is mostly furniture; then, if readers' comments
    begin further up behind the author's last words, from there on.
    """
    end = len(blocks)
    while end and _is_foot(blocks[end - 1]):
        end -= 1
    for index in range(max(1, len(blocks) // 2), end):
        first = blocks[index][0].words
        if begins_comments(first) and _is_tail(blocks[index:end]):
            end = index
            break
    while 1 < end < len(blocks) and _is_foot(blocks[end - 1]):
        end -= 1
    for block in blocks[end:]:
        for line in block:
            line.settle(Role.FURNITURE)
    if end:
        _settle_tail(blocks[end - 1])
    return end


def _is_tail(blocks: list[Stretch]) -> bool:
    lines = [line for block in blocks for line in block]
    phrases = sum(is_phrase(line.words) for line in lines)
    return phrases >= 2 or len(lines) <= 12


def _is_foot(block: Stretch) -> bool:
    phrases = sum(is_phrase(line.words) for line in block)
    counts = sum(is_count(line.words) for line in block)
    others = [
        line.words
        for line in block
        if not is_phrase(line.words) and not is_count(line.words)
    ]
    if not phrases or any(reads_as_sentence(words) for words in others):
        return phrases > 0 and begins_comments(block[0].words)
    return (phrases + counts) * 4 >= len(block)


def _settle_tail(block: Stretch) -> None:
    """Settle furniture that follows the author's last lines without a blank line."""
    last = len(block)
    while last > 1 and (
        is_phrase(block[last - 1].words) or is_count(block[last - 1].words)
    ):
        last -= 1
    tail = block[last:]
    if sum(is_phrase(line.words) for line in tail) >= 2:
        for line in tail:
            line.settle(Role.FURNITURE)
