"""scipy.optimize.leastsq with an analytic numpy Jacobian on the chain R0-p(R,CPE)-...-CPE.

Reads {"arcs", "tolerance", "passes", "frequenciesHz", "problems": [{"re", "im", "start"}]} from stdin and writes
{"version", "seconds" (by pass and problem), "objectives", "evaluations"} to stdout. Logarithmic amplitudes, modulus weights, exponents
held at 1 where they would pass it. Complex arrays are handed to MINPACK as interleaved pairs of floats, without a copy.
"""

import json
import sys
import time

import numpy as np
import scipy
from scipy.optimize import leastsq


class Chain:
    def __init__(self, frequencies_hz, arcs):
        omega = 2 * np.pi * np.asarray(frequencies_hz)
        self.log_s = np.log(omega) + 0.5j * np.pi
        self.arcs = arcs
        self.log_r0 = 0
        self.log_r = np.arange(arcs) * 3 + 1
        self.log_q = np.append(np.arange(arcs) * 3 + 2, 3 * arcs + 1)
        self.exponent = np.append(np.arange(arcs) * 3 + 3, 3 * arcs + 2)
        self.columns = np.empty((3 * arcs + 3, len(omega)), dtype=complex)

    def set_spectrum(self, re, im):
        self.measured = np.asarray(re) + 1j * np.asarray(im)
        self.weight = 1 / np.abs(self.measured)

    def residual(self, point):
        q = point[self.log_q]
        n = np.minimum(point[self.exponent], 1.0)
        self.admittance = np.exp(q[:, None] + n[:, None] * self.log_s)
        self.conductance = np.exp(-point[self.log_r])[:, None]
        self.arc = 1 / (self.conductance + self.admittance[:-1])
        self.tail = 1 / self.admittance[-1]
        self.r0 = np.exp(point[self.log_r0])
        impedance = self.arc.sum(axis=0) + self.tail
        impedance += self.r0
        impedance -= self.measured
        impedance *= self.weight
        return impedance.view(float)

    def jacobian(self, point):
        # MINPACK asks for the Jacobian only at the point whose residual it saw last.
        columns = self.columns
        columns[self.log_r0] = self.r0 * self.weight
        square = self.arc * self.arc * self.weight
        columns[self.log_r] = square * self.conductance
        by_q = square
        by_q *= -self.admittance[:-1]
        columns[self.log_q[:-1]] = by_q
        columns[self.log_q[-1]] = -self.tail * self.weight
        by_n = by_q * self.log_s
        by_n[point[self.exponent[:-1]] > 1.0] = 0
        columns[self.exponent[:-1]] = by_n
        columns[self.exponent[-1]] = columns[self.log_q[-1]] * self.log_s if point[-1] <= 1.0 else 0
        return columns.view(float)

    def start(self, values):
        point = np.log(np.asarray(values))
        point[self.exponent] = np.asarray(values)[self.exponent]
        return point


def main():
    job = json.load(sys.stdin)
    chain = Chain(job["frequenciesHz"], job["arcs"])
    problems = [(np.asarray(p["re"]), np.asarray(p["im"]), chain.start(p["start"])) for p in job["problems"]]
    objectives, evaluations, seconds = [], [], []
    for repeat in range(job["passes"] + 1):
        outcomes, taken = [], []
        for re, im, start in problems:
            chain.set_spectrum(re, im)
            begin = time.perf_counter()
            outcome = leastsq(
                chain.residual,
                start,
                Dfun=chain.jacobian,
                col_deriv=True,
                ftol=job["tolerance"],
                xtol=0.0,
                gtol=0.0,
                maxfev=1000,
                full_output=True,
            )
            taken.append(time.perf_counter() - begin)
            outcomes.append(outcome)
        if repeat == 0:
            for _, _, info, _, _ in outcomes:
                objectives.append(float(info["fvec"] @ info["fvec"]))
                evaluations.append(int(info["nfev"]))
        else:
            seconds.append(taken)
    json.dump(
        {
            "version": f"scipy {scipy.__version__}, numpy {np.__version__}, Python {sys.version.split()[0]}",
            "seconds": seconds,
            "objectives": objectives,
            "evaluations": evaluations,
        },
        sys.stdout,
    )


main()
