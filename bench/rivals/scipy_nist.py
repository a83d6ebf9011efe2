"""scipy.optimize.least_squares on the NIST StRD problems, with defaults and with exact derivatives.

Reads {"problems": [{"expr", "response", "predictors", "y", "x"..., "starts": [[...], ...]}]} from stdin and writes {"version",
"runs": [{"problem", "start", "method", "values", "deviations", "objective"}]} to stdout, problems and starts as their
numbers. Derivatives come from the formula by forward differentiation; deviations from the R of a QR of the Jacobian.
"""

import json
import sys

import numpy as np
import scipy
from scipy.optimize import least_squares


class Dual:
    """Values at all observations (n) with their derivatives by all parameters (n x p)."""

    __array_ufunc__ = None

    def __init__(self, value, slope):
        self.value = value
        self.slope = slope

    def chain(self, value, factor):
        return Dual(value, np.asarray(factor)[..., None] * self.slope)

    @staticmethod
    def split(other):
        return (other.value, other.slope) if isinstance(other, Dual) else (other, 0.0)

    def __add__(self, other):
        value, slope = Dual.split(other)
        return Dual(self.value + value, self.slope + slope)

    __radd__ = __add__

    def __neg__(self):
        return Dual(-self.value, -self.slope)

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other

    def __mul__(self, other):
        value, slope = Dual.split(other)
        by_other = np.asarray(self.value)[..., None] * slope
        return Dual(self.value * value, np.asarray(value)[..., None] * self.slope + by_other)

    __rmul__ = __mul__

    def __truediv__(self, other):
        return self * other**-1 if isinstance(other, Dual) else self * (1 / other)

    def __rtruediv__(self, other):
        return other * self**-1

    def __pow__(self, power):
        if isinstance(power, Dual):
            return exp(power * log(self))
        return self.chain(self.value**power, power * self.value ** (power - 1.0))

    def __rpow__(self, base):
        return exp(self * np.log(base))


def lifted(function, slope):
    return lambda x: x.chain(function(x.value), slope(x.value)) if isinstance(x, Dual) else function(x)


exp = lifted(np.exp, np.exp)
log = lifted(np.log, lambda x: 1 / x)
FUNCTIONS = {
    "exp": exp,
    "log": log,
    "cos": lifted(np.cos, lambda x: -np.sin(x)),
    "sin": lifted(np.sin, np.cos),
    "atan": lifted(np.arctan, lambda x: 1 / (1 + x * x)),
    "pi": np.pi,
}

TIGHT = {"ftol": 1e-15, "xtol": 1e-15, "gtol": 1e-15, "max_nfev": 20000, "x_scale": "jac"}
METHODS = {
    "scipy lm, defaults": {"method": "lm"},
    "scipy lm, exact derivatives, tight": {"method": "lm", "jac": True, **TIGHT},
    "scipy trf, exact derivatives, tight": {"method": "trf", "jac": True, **TIGHT},
}


def model(problem):
    code = compile(problem["expr"], problem["name"], "eval")
    columns = {name: np.array(problem[name], dtype=float) for name in problem["predictors"]}
    y = np.array(problem["y"], dtype=float)
    y = np.log(y) if problem["response"] == "log(y)" else y

    def value(b):
        scope = {f"b{j + 1}": x for j, x in enumerate(b)}
        return eval(code, {"__builtins__": {}}, {**FUNCTIONS, **columns, **scope}) - y

    def slopes(b):
        unit = np.eye(len(b))
        scope = {f"b{j + 1}": Dual(np.full(len(y), x), np.tile(unit[j], (len(y), 1))) for j, x in enumerate(b)}
        return eval(code, {"__builtins__": {}}, {**FUNCTIONS, **columns, **scope}).slope

    return value, slopes


def run(problem, start, options):
    value, slopes = model(problem)
    options = {**options, "jac": slopes} if options.get("jac") is True else options
    try:
        found = least_squares(value, start, **options).x
    except ValueError:
        # Residuals that are not finite end scipy's run: it has found nothing.
        return None
    residual = value(found)
    squares = float(residual @ residual)
    triangle = np.linalg.qr(slopes(found), mode="r")
    try:
        inverse = np.linalg.inv(triangle)
    except np.linalg.LinAlgError:
        return {"values": found.tolist(), "deviations": [None] * len(found), "objective": squares}
    deviations = np.sqrt((inverse**2).sum(axis=1) * squares / (len(residual) - len(found)))
    return {"values": found.tolist(), "deviations": deviations.tolist(), "objective": squares}


def main():
    job = json.load(sys.stdin)
    runs = []
    with np.errstate(all="ignore"):
        for p, problem in enumerate(job["problems"]):
            for s, start in enumerate(problem["starts"]):
                for method, options in METHODS.items():
                    ended = run(problem, np.array(start, dtype=float), options)
                    runs.append({"problem": p, "start": s, "method": method, **(ended or {})})
    text = json.dumps({"version": f"scipy {scipy.__version__}", "runs": runs})
    print(text.replace("NaN", "null").replace("-Infinity", "null").replace("Infinity", "null"))


main()
