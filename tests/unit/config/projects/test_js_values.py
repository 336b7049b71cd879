"""Tables of JavaScript: literals are read, what is computed counts as none."""

from __future__ import annotations

import pytest

from bookmaker.config.projects.js_values import read_js_table, read_js_values


@pytest.mark.parametrize(
    ("text", "table"),
    [
        ("module.exports = {a: 'b'};", {"a": "b"}),
        ("export default {'a-b': \"it\\'s\", n: -1.5, y: true, z: null}", None),
        ("const x = {a: [1, 'b', {c: []}],}; export default x;", None),
        ("export default defineConfig({a: `b`})", {"a": "b"}),
        ("export default {a: f('x', {y: 1}), b: 'c'}", {"a": None, "b": "c"}),
        ("export default {a() { return {z: 1}; }, ...x, b: 'c'}", {"b": "c"}),
        ("export default {a: (x) => ({y: [1, 2]}), b: 'c'}", {"a": None, "b": "c"}),
        ("export default {a: 'b' + c, d: 'e'}", {"a": None, "d": "e"}),
        ("/* {a: 1} */ export default { // {\n b: 'c' /* } */ }", {"b": "c"}),
        ("const t: T<{}> = {a: 'b'} satisfies T;", {"a": "b"}),
        ("function f() { return {a: 'b'}; }", {"a": "b"}),
        ("", {}),
        ("let a = 1", {}),
    ],
)
def test_a_table_is_read(text: str, table: dict[str, object] | None) -> None:
    expected: dict[str, object] = {"a": [1.0, "b", {"c": []}]}
    if "a-b" in text:
        expected = {"a-b": "it's", "n": -1.5, "y": True, "z": None}
    assert read_js_table(text) == (expected if table is None else table)


def test_the_table_with_a_key_is_found() -> None:
    text = "const a = {b: 1}; const c = {title: 'Weirs'}; export default c;"
    assert read_js_table(text, "title") == {"title": "Weirs"}
    assert read_js_table(text, "label") == {}


@pytest.mark.parametrize(
    "text",
    [
        *("export default {", "export default {a", "export default {a:", "= {[[["),
        *("= {a: [}", "= {a: [1, }, 2]}", "= {]", "= {a: ]}", "= {a: ','", "= {:::}"),
        "= {" * 2000,
        "= {a: [" * 2000,
        "= {a: '" * 2000,
        "= {a: /*" * 5000,
    ],
)
def test_no_text_ends_in_a_fault(text: str) -> None:
    assert isinstance(read_js_table(text), dict)


NAMES = """const low = [{ text: 'Low' }]
const deep: Item[] = [...low, { text: 'Deep' }]
function weirs(): Sidebar { return [ { text: 'Weirs', items: deep } ] }
const gates = () => ([{ text: 'Gates' }])
export default { themeConfig: { sidebar: { '/a/': weirs(), '/b/': gates(), ...rest,
  '/c/': computed(1), '/d/': unknown } } }
"""


def test_names_and_functions_stand_for_their_literals() -> None:
    (sidebar,) = read_js_values(NAMES, "sidebar")
    assert sidebar == {
        "/a/": [{"text": "Weirs", "items": [{"text": "Low"}, {"text": "Deep"}]}],
        "/b/": [{"text": "Gates"}],
        "/c/": None,
        "/d/": None,
    }


@pytest.mark.parametrize(
    "text",
    [
        "const a = [a, a]; x = { key: a }",
        "const a = [...b]; const b = [...a]; x = { key: [a, b, a] }",
        "function a() { return { b: a(), c: a(), d: [a()] } } x = { key: a() }",
        "x = { key: " + "[" * 3000,
        "key: ..." * 3000,
    ],
)
def test_names_that_lead_to_themselves_end(text: str) -> None:
    assert list(read_js_values(text, "key"))
