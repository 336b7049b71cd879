"""What a sum of lengths comes to: `calc()`, `min()` and the other functions of CSS.

What comes in: the sum as written. What goes out: its value in one unit. After CSS
Values and Units 4, 10; sums of what only a screen knows have none.
"""

from __future__ import annotations

import ast
import math
import operator
import re
from collections.abc import Callable, Mapping

_FUNCTIONS: Mapping[str, Callable[..., float]] = {
    "abs": abs,
    "sign": lambda value: (value > 0) - (value < 0),
    "mod": operator.mod,
    "rem": math.fmod,
    "round": lambda value, step=1.0: round(value / step) * step,
    "sqrt": math.sqrt,
    "pow": math.pow,
    "hypot": math.hypot,
    "exp": math.exp,
    "log": math.log,
    "sin": math.sin,
    "cos": math.cos,
    "tan": math.tan,
}
"""What CSS Values 4, 10.4 to 10.7, names as Python does, or nearly."""
_RADIANS = {
    "deg": math.pi / 180,
    "grad": math.pi / 200,
    "rad": 1.0,
    "turn": 2 * math.pi,
}
SUMS = ("calc(", "min(", "max(", "clamp(", *(f"{name}(" for name in _FUNCTIONS))
"""What a value begins with that is one."""
_LONGEST = 200
"""Characters; what is longer is left alone."""
_LENGTH = re.compile(r"(\d+\.?\d*|\.\d+)(?:(e[+-]?\d+))?([a-z%]*)", re.IGNORECASE)


def work_out(value: str, unit_sizes: Mapping[str, float]) -> float | None:
    """Work a sum out in the unit that others are sizes of; `None` where it can't be."""
    if len(value) > _LONGEST:
        return None

    def as_number(length: re.Match[str]) -> str:
        number = f"{length[1]}{length[2] or ''}"
        if not length[3]:
            return number
        size = unit_sizes.get(length[3], _RADIANS.get(length[3]))
        return "unknown" if size is None else f"({number} * {size})"

    plain = _LENGTH.sub(as_number, value.replace("calc(", "(")).strip()
    try:
        return _value(ast.parse(plain, mode="eval").body)
    except (
        SyntaxError,
        ValueError,
        TypeError,
        ArithmeticError,
        RecursionError,
        MemoryError,
    ):
        return None


_SIGNS: Mapping[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


def _value(node: ast.expr) -> float:
    """The value of a tree. Raises `ValueError` at anything but sums."""
    match node:
        case ast.Constant(value=int() | float() as number):
            return float(number)
        case ast.UnaryOp(operand=operand, op=ast.USub()):
            return -_value(operand)
        case ast.UnaryOp(operand=operand, op=ast.UAdd()):
            return _value(operand)
        case ast.BinOp(left=left, op=sign, right=right) if type(sign) in _SIGNS:
            return _SIGNS[type(sign)](_value(left), _value(right))
        case ast.Call(func=ast.Name(id="min" | "max" as name), args=[_, *_] as given):
            numbers = map(_value, given)
            return min(numbers) if name == "min" else max(numbers)
        case ast.Call(func=ast.Name(id="clamp"), args=[least, wished, most]):
            return max(_value(least), min(_value(wished), _value(most)))
        case ast.Call(func=ast.Name(id=name), args=given) if name in _FUNCTIONS:
            return float(_FUNCTIONS[name](*map(_value, given)))
        case _:
            message = "this is no sum"
            raise ValueError(message)
