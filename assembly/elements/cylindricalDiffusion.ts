/**
 * Cyl: R I0(x)/(x I1(x)), x = sqrt(s tau), with modified Bessel functions I0 and I1.
 *
 * With r = |x|, r^2 = u = omega tau, w = x^2 = j u and P = I0/(x I1): Z = R P, dZ/dln R = Z,
 * dZ/dln tau = R (1 - w P^2)/2.
 *
 * r <= 16: the power series of I0 and I1. On the ray arg x = pi/4 each is two real series in v = (u/4)^2,
 * I0 = A(v) + j (u/4) B(v) and 2 I1/x = C(v) + j (u/4) D(v); their terms exceed the sum by at most a factor of 21.
 * r > 16: I0/I1 = 1 + d/r with d(t), t = 16/r, by Chebyshev interpolation on 0..1, error below 1e-15; then
 * 1 - w P^2 = -(d/r) (2 + d/r), which does not cancel.
 * (Coefficients: test/fixtures/elements/coefficients.py.)
 */
import { reciprocalPair } from "../math/complex";
import { add, div, entry, mul, sub } from "../math/lanes";
import { boundedModulus, productIm, productRe, storeComplex, storeScaled, storeValue } from "./pair";

/** A: (-1)^k/(2k)!^2. */
const I0_RE: usize = memory.data<f64>(
  [
    1.0, -0.25, 0.001736111111111111, -1.9290123456790124e-6, 6.151187326782565e-10, -7.594058428126623e-14,
    4.358389823304995e-18, -1.3157800456783586e-22, 2.2843403570804838e-27, -2.4395962632753253e-32,
    1.6894710964510564e-37, -7.915289708078262e-43, 2.5976979980828152e-48, -6.14839762859838e-54,
    1.0757673407446564e-59, -1.4212806721424974e-65, 1.4442969889585408e-71, -1.147283617043779e-77,
  ],
  16,
);
/** B: (-1)^k/(2k+1)!^2. */
const I0_IM: usize = memory.data<f64>(
  [
    1.0, -0.027777777777777776, 6.944444444444444e-5, -3.936759889140842e-8, 7.594058428126624e-12,
    -6.276081345559193e-16, 2.5789288895295828e-20, -5.8479113141260385e-25, 7.904291893012054e-30,
    -6.757884385804225e-35, 3.8310002187098785e-40, -1.4962740468957016e-45, 4.156316796932504e-51,
    -8.434015951438106e-57, 1.2791526049282477e-62, -1.4789601166935458e-68, 1.3262598613026087e-74,
    -9.365580547296156e-81,
  ],
  16,
);
/** C: (-1)^k/((2k)! (2k+1)!). */
const I1_RE: usize = memory.data<f64>(
  [
    1.0, -0.08333333333333333, 0.00034722222222222224, -2.755731922398589e-7, 6.834652585313961e-11,
    -6.903689480115112e-15, 3.352607556388458e-19, -8.771866971189057e-24, 1.3437296218120491e-28,
    -1.2839980333028028e-33, 8.045100459290744e-39, -3.4414303078601135e-44, 1.0390791992331261e-49,
    -2.2771843068882885e-55, 3.7095425542919185e-61, -4.5847763617499917e-67, 4.376657542298608e-73,
    -3.2779531915536543e-79,
  ],
  16,
);
/** D: (-1)^k/((2k+1)! (2k+2)!). */
const I1_IM: usize = memory.data<f64>(
  [
    0.5, -0.006944444444444444, 1.1574074074074073e-5, -4.920949861426052e-9, 7.594058428126623e-13,
    -5.230067787965994e-17, 1.842092063949702e-21, -3.654944571328774e-26, 4.391273273895586e-31,
    -3.3789421929021126e-36, 1.7413637357772174e-41, -6.234475195398757e-47, 1.5985833834355786e-52,
    -3.0121485540850376e-58, 4.263842016427493e-64, -4.6217503646673306e-70, 3.900764297948849e-76,
    -2.60155015202671e-82,
  ],
  16,
);
const TERMS: i32 = 18;

/** Re d in powers of 2t - 1. */
const RATIO_RE: usize = memory.data<f64>(
  [
    0.3532788548593358, -0.000565213818617806, -0.0003073640079713216, -1.7210584909179027e-5, -4.995375870781339e-7,
    3.190621131592702e-8, 9.82152940097155e-9, 9.904459770009227e-9, -4.301905789148455e-8, -2.24038758637585e-7,
    3.450413402192924e-7, 2.8600677748996855e-6, -1.8786877902668833e-7, -2.0457314289762663e-5, -1.5245340644609905e-5,
    8.713798315607744e-5, 0.00011503607861880958, -0.00023126741946450163, -0.0004402714279072719,
    0.00038414069546987374, 0.0010720462231217347, -0.00035612885014053023, -0.0017994949119415984,
    3.450156362276466e-5, 0.0021518081720895976, 0.00039770186013269215, -0.0018432473585526512, -0.0006053357652035048,
    0.0011107921197000142, 0.00048316745613766367, -0.00044865694746556095, -0.0002320130291049693,
    0.00010925750960967599, 6.361684319371026e-5, -1.2142044215774058e-5, -7.71069172115268e-6,
  ],
  16,
);
/** Im d in powers of 2t - 1. */
const RATIO_IM: usize = memory.data<f64>(
  [
    -0.3655304632953867, -0.01223407860488443, -0.0002549351112666095, 2.892257477362045e-6, 8.914100247218289e-7,
    7.179465063908154e-8, -2.111689831417182e-9, -1.8902347466638785e-10, 9.043090874111694e-8, 3.278247413363079e-8,
    -1.3671050068377873e-6, -1.205231028124609e-6, 1.2290051943151446e-5, 1.5972628760956548e-5, -6.826441176871116e-5,
    -0.0001118216657675975, 0.00024691320307600574, 0.00048114933242212606, -0.0006123519067017741,
    -0.0013895748099464573, 0.0010841300221070215, 0.002841959398333047, -0.0014053657486266385, -0.004239167213377829,
    0.0013470635186724103, 0.004660623170836885, -0.0009489617687731669, -0.0037526489757956135, 0.00047933825080980164,
    0.002157893311450543, -0.00016471399761980128, -0.0008405092488161474, 3.4539428859273915e-5,
    0.00019889386576079761, -3.3385834368822993e-6, -2.1599734129357207e-5,
  ],
  16,
);
const RATIO_TERMS: i32 = 36;

/** Where the power series end, as r and as r^2. */
const FAR: f64 = 16.0;
const FAR_SQUARE: f64 = 256.0;

/** Block of results, complex numbers [re2 | im2]: P and 1 - w P^2. */
const CYLINDER: usize = memory.data(64, 16);
const SLOPE: usize = 32;
const INVERSE: usize = memory.data(32, 16);

@inline
function polynomial(coefficients: usize, terms: i32, x: v128): v128 {
  let sum = entry(coefficients, terms - 1);
  for (let k = terms - 2; k >= 0; k--) sum = add(entry(coefficients, k), mul(x, sum));
  return sum;
}

/** Fills {@link CYLINDER} for u <= 256. */
function nearPair(u: v128): void {
  const quarter = mul(f64x2.splat(0.25), u);
  const v = mul(quarter, quarter);
  const i0Re = polynomial(I0_RE, TERMS, v);
  const i0Im = mul(quarter, polynomial(I0_IM, TERMS, v));
  reciprocalPair(polynomial(I1_RE, TERMS, v), mul(quarter, polynomial(I1_IM, TERMS, v)), INVERSE);
  // P = 2 I0/(w 2 I1/x), 1/w = -j/u
  const scale = div(f64x2.splat(2.0), u);
  const quotientRe = productRe(i0Re, i0Im, v128.load(INVERSE), v128.load(INVERSE, 16));
  const quotientIm = productIm(i0Re, i0Im, v128.load(INVERSE), v128.load(INVERSE, 16));
  const re = mul(scale, quotientIm);
  const im = f64x2.neg(mul(scale, quotientRe));
  storeComplex(CYLINDER, re, im);
  const product = mul(re, im);
  storeComplex(
    CYLINDER + SLOPE,
    add(f64x2.splat(1.0), mul(u, add(product, product))),
    mul(u, sub(mul(im, im), mul(re, re))),
  );
}

/** Fills {@link CYLINDER} for u >= 256. */
function farPair(u: v128): void {
  const inverse = div(f64x2.splat(1.0), f64x2.sqrt(u));
  const y = sub(mul(f64x2.splat(2.0 * FAR), inverse), f64x2.splat(1.0));
  const excessRe = mul(inverse, polynomial(RATIO_RE, RATIO_TERMS, y));
  const excessIm = mul(inverse, polynomial(RATIO_IM, RATIO_TERMS, y));
  const ratioRe = add(f64x2.splat(1.0), excessRe);
  // 1/x = (1 - j)/(r sqrt 2)
  const part = mul(f64x2.splat(0.7071067811865476), inverse);
  storeComplex(CYLINDER, mul(part, add(ratioRe, excessIm)), mul(part, sub(excessIm, ratioRe)));
  const twoRe = add(f64x2.splat(2.0), excessRe);
  storeComplex(
    CYLINDER + SLOPE,
    f64x2.neg(productRe(excessRe, excessIm, twoRe, excessIm)),
    f64x2.neg(productIm(excessRe, excessIm, twoRe, excessIm)),
  );
}

/** Parameters: R, tau. */
export function cylindricalDiffusion(
  parameters: usize,
  pairs: i32,
  omega: usize,
  impedance: usize,
  derivatives: usize,
  stride: usize,
): void {
  const R = f64x2.splat(load<f64>(parameters));
  const halfR = f64x2.splat(0.5 * load<f64>(parameters));
  const tau = f64x2.splat(load<f64>(parameters, 8));
  const limit = f64x2.splat(FAR_SQUARE);
  for (let k = 0; k < pairs; k++) {
    const u = boundedModulus(mul(v128.load(omega), tau));
    const far = f64x2.gt(u, limit);
    // Each form runs with its own lanes' u only, so that it stays within its interval in the other lane too.
    if (i64x2.all_true(far)) farPair(u);
    else nearPair(f64x2.pmin(u, limit));
    if (v128.any_true(far) && !i64x2.all_true(far)) {
      const nearRe = v128.load(CYLINDER);
      const nearIm = v128.load(CYLINDER, 16);
      const nearSlopeRe = v128.load(CYLINDER, SLOPE);
      const nearSlopeIm = v128.load(CYLINDER, SLOPE + 16);
      farPair(f64x2.pmax(u, limit));
      v128.store(CYLINDER, v128.bitselect(v128.load(CYLINDER), nearRe, far));
      v128.store(CYLINDER, v128.bitselect(v128.load(CYLINDER, 16), nearIm, far), 16);
      v128.store(CYLINDER, v128.bitselect(v128.load(CYLINDER, SLOPE), nearSlopeRe, far), SLOPE);
      v128.store(CYLINDER, v128.bitselect(v128.load(CYLINDER, SLOPE + 16), nearSlopeIm, far), SLOPE + 16);
    }
    const re = mul(R, v128.load(CYLINDER));
    const im = mul(R, v128.load(CYLINDER, 16));
    storeValue(impedance, derivatives, re, im);
    storeScaled(derivatives + stride, halfR, v128.load(CYLINDER, SLOPE), v128.load(CYLINDER, SLOPE + 16));
    omega += 16;
    impedance += 32;
    derivatives += 32;
  }
}
