"""Student's t without scipy: distribution function and quantile, by the incomplete beta function."""

from __future__ import annotations

import math
from functools import cache

_PRECISION = 1e-16
_TERMS = 10_000
_TINY = 1e-300


def probability(t: float, degrees: int) -> float:
    """Return the probability of a value below *t* with so many *degrees* of freedom."""
    if math.isinf(t):
        return 1.0 if t > 0 else 0.0
    square = t * t
    tail = 0.5 * _beta(degrees / 2, 0.5, degrees / (degrees + square), square / (degrees + square))
    return 1 - tail if t > 0 else tail


@cache
def quantile(share: float, degrees: int) -> float:
    """Return the t below which the probability is *share*, between 0 and 1."""
    if not 0 < share < 1 or degrees < 1:
        raise ValueError(f"no such quantile: {share} of {degrees} degrees of freedom")
    if share < 0.5:
        return -quantile(1 - share, degrees)
    low, high = 0.0, 1.0
    while probability(high, degrees) < share:
        low, high = high, 2 * high
    while high - low > _PRECISION * high:
        middle = (low + high) / 2
        if middle in (low, high):
            break
        low, high = (middle, high) if probability(middle, degrees) < share else (low, middle)
    return high


def _beta(a: float, b: float, x: float, rest: float) -> float:
    """Return the regularised incomplete beta function at *x*; *rest* is 1 - x."""
    if x <= 0 or rest <= 0:
        return 0.0 if x <= 0 else 1.0
    if x > (a + 1) / (a + b + 2):
        return 1 - _beta(b, a, rest, x)
    front = math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log(rest)
    return math.exp(front) * _fraction(a, b, x) / a


def _fraction(a: float, b: float, x: float) -> float:
    """Evaluate the continued fraction of the incomplete beta function from the front."""
    over, under = 1.0, _apart_from_zero(1 - (a + b) * x / (a + 1))
    under = 1 / under
    value = under
    for m in range(1, _TERMS):
        for term in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            under = 1 / _apart_from_zero(1 + term * under)
            over = _apart_from_zero(1 + term / over)
            step = over * under
            value *= step
        if abs(step - 1) < _PRECISION:
            break
    return value


def _apart_from_zero(number: float) -> float:
    return number if abs(number) > _TINY else _TINY
