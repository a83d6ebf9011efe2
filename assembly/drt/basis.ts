/**
 * Impedance of one function of the basis phi(ln tau - ln tau_j) of a distribution of relaxation times,
 *
 *   integral of phi(y)/(1 + j a e^y) dy,   a = omega tau_j,
 *
 * as a sum over nodes y_q with weights that are the same for all a (formulas of Wan, Saccoccio, Chen, Ciucci, Electrochim. Acta 184,
 * 483, 2015):
 *
 * - Gaussian phi = exp(-(eps y)^2): trapezoidal rule of step h. Its error is that of moving the path away from the real axis,
 *   exp(-(pi/(eps h))^2) as long as the pole at a distance of pi/2 is not reached, and exp(-pi^2/h + (eps pi/2)^2) from the pole
 *   else; h keeps both at 2^-50 of the largest value or below;
 * - hat function of width delta to both sides: six nodes of Gauss and Legendre on parts of at most 0.4, where the nearness of the
 *   pole leaves 4e-15.
 */
import { exp } from "../math/exp";
import { DRT_GAUSSIAN } from "../agreed/drt";
import { setNumber } from "../view";

/** exp(-y^2) is below 2^-56 from here on. */
const GAUSSIAN_REACH: f64 = 6.26;
/** 1/(h eps) where the pole is out of reach. */
const NODES_PER_WIDTH: f64 = 1.9;
const PART: f64 = 0.4;
const HALF_GAUSS_NODES = 3;
const SQRT_PI: f64 = 1.772453850905516;

/** Nodes of the basis counted last; a table holds their factors e^y and, behind these, their weights. */
export let nodes: i32 = 0;

function gaussNode(k: i32): f64 {
  return k == 0 ? 0.2386191860831969 : k == 1 ? 0.6612093864662645 : 0.9324695142031521;
}

function gaussWeight(k: i32): f64 {
  return k == 0 ? 0.467913934572691 : k == 1 ? 0.3607615730481386 : 0.1713244923791704;
}

function gaussianStep(epsilon: f64): f64 {
  if (epsilon > 2 * NODES_PER_WIDTH) return 1 / (NODES_PER_WIDTH * epsilon);
  return 1 / max(NODES_PER_WIDTH * epsilon, 3.7 + 0.25 * epsilon * epsilon);
}

/** Counts the nodes of a basis, an even number, into `nodes`. */
export function countNodes(kind: i32, epsilon: f64, delta: f64): void {
  if (kind == DRT_GAUSSIAN) {
    const half = <i32>Math.ceil(GAUSSIAN_REACH / (epsilon * gaussianStep(epsilon)));
    nodes = 2 * half + 2;
  } else {
    nodes = 4 * HALF_GAUSS_NODES * <i32>Math.ceil(delta / PART);
  }
}

/** Writes the factors e^y of the nodes to `table` and their weights behind these. */
export function fillNodes(table: usize, kind: i32, epsilon: f64, delta: f64): void {
  if (kind == DRT_GAUSSIAN) {
    const h = gaussianStep(epsilon);
    const half = nodes / 2 - 1;
    for (let q = 0; q < nodes; q++) {
      const y = h * <f64>(q - half);
      setNumber(table, q, exp(y));
      // The last node is there for an even number.
      setNumber(table, nodes + q, q <= 2 * half ? h * exp(-epsilon * epsilon * y * y) : 0);
    }
    return;
  }
  const parts = nodes / (4 * HALF_GAUSS_NODES);
  const width = delta / <f64>parts;
  let q = 0;
  for (let part = -parts; part < parts; part++) {
    const middle = (<f64>part + 0.5) * width;
    for (let k = -HALF_GAUSS_NODES; k < HALF_GAUSS_NODES; k++) {
      const at = k < 0 ? -1 - k : k;
      const y = middle + 0.5 * width * (k < 0 ? -gaussNode(at) : gaussNode(at));
      setNumber(table, q, exp(y));
      setNumber(table, nodes + q, 0.5 * width * gaussWeight(at) * (1 - abs(y) / delta));
      q++;
    }
  }
}

/** Real and imaginary part of the last integral. */
export let integralRe: f64 = 0;
export let integralIm: f64 = 0;

/** The integral for a = omega tau_j. */
export function integrate(table: usize, a: f64): void {
  const factor = f64x2.splat(a);
  const one = f64x2.splat(1);
  let re = f64x2.splat(0);
  let im = f64x2.splat(0);
  const weights = table + (<usize>nodes << 3);
  const end = <usize>nodes << 3;
  for (let at: usize = 0; at < end; at += 16) {
    const x = f64x2.mul(factor, v128.load(table + at));
    const term = f64x2.div(v128.load(weights + at), f64x2.add(one, f64x2.mul(x, x)));
    re = f64x2.add(re, term);
    im = f64x2.sub(im, f64x2.mul(x, term));
  }
  integralRe = f64x2.extract_lane(re, 0) + f64x2.extract_lane(re, 1);
  integralIm = f64x2.extract_lane(im, 0) + f64x2.extract_lane(im, 1);
}

/** phi at a distance of `steps` grid points. */
export function basisAt(kind: i32, epsilon: f64, delta: f64, steps: i32): f64 {
  if (kind != DRT_GAUSSIAN) return steps == 0 ? 1 : 0;
  const a = epsilon * delta * <f64>steps;
  return exp(-a * a);
}

/** Integral of phi over ln tau. */
export function basisArea(kind: i32, epsilon: f64, delta: f64): f64 {
  return kind == DRT_GAUSSIAN ? SQRT_PI / epsilon : delta;
}

/** Points on either side in which phi is not 0 to double precision. */
export function basisReach(kind: i32, epsilon: f64, delta: f64): i32 {
  return kind == DRT_GAUSSIAN ? <i32>Math.ceil(GAUSSIAN_REACH / (epsilon * delta)) : 0;
}

