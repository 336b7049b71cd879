"""Every kind of problem, one small class each, a module for each letter of the codes.

`C` configuration, `M` manuscript, `X` references, `S` styles, `E` EPUB, `P` print,
`V` validators, `W` writing, `I` importing, `L` the prose. A build loads those alone
that it may have to tell of; `bookmaker.diagnostics.all_kinds` has all of them.
"""
