/** A distribution of relaxation times over tau, s, in ohm. */
export type Distribution = (tau: number) => number;

/** Of the Cole-Cole arc R/(1 + (j omega tau0)^n) (Cole and Cole, J. Chem. Phys. 9, 341, 1941; Fuoss and Kirkwood, 1941). */
export function arcOf(resistance: number, tau0: number, n: number): Distribution {
  const angle = (1 - n) * Math.PI;
  return (tau) =>
    ((resistance / (2 * Math.PI)) * Math.sin(angle)) / (Math.cosh(n * Math.log(tau / tau0)) - Math.cos(angle));
}

/** Of the Havriliak-Negami arc R/(1 + (j omega tau0)^a)^b (Havriliak and Negami, Polymer 8, 161, 1967). */
export function havriliakNegamiOf(resistance: number, tau0: number, a: number, b: number): Distribution {
  return (tau) => {
    const x = (tau / tau0) ** a;
    const angle = Math.atan2(Math.sin(Math.PI * a), x + Math.cos(Math.PI * a));
    return (
      ((resistance / Math.PI) * x ** b * Math.sin(b * angle)) / (x * x + 2 * x * Math.cos(Math.PI * a) + 1) ** (b / 2)
    );
  };
}

/** Of the Gerischer impedance R/sqrt(1 + j omega tau0): it ends at tau0, where it is infinite. */
export function gerischerOf(resistance: number, tau0: number): Distribution {
  return (tau) => (tau < tau0 ? (resistance / Math.PI) * Math.sqrt(tau / (tau0 - tau)) : 0);
}
