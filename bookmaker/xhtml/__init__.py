"""Tree to markup, the same for both editions.

`blocks.render_division` is the way in; `serialize` is the only place that writes a `<`;
`semantics` is the only place that maps a node's kind to an element, a class, an
`epub:type` and a role.
"""
