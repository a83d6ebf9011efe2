/**
 * How well fits by different weights, objectives and losses describe the same data: -2 ln L, AICc and BIC.
 *
 * The weighted residuals r are independent with density exp(-rho(r/s))/(s kappa), rho being the square over two or the
 * loss in that scale. Weights w and the coordinates x of the objective turn it into a density of Z, in 1/ohm^2 a point:
 *
 *   -2 ln L = 2 sum rho(r/s) + 2n ln(s kappa) - sum ln w - 2 sum ln |dx/dZ|,   n = 2N parts,
 *
 * with s = 1 for measured standard deviations, else s^2 = S/n, which is its maximum, or the scale of a robust fit. The
 * weights count as given, though some are made from the data. k counts the free parameters and what was estimated of the
 * noise: s, or the coefficients of an error structure.
 *
 *   AICc = -2 ln L + 2k + 2k(k + 1)/(n - k - 1)   (Hurvich & Tsai 1989, eq. 5, with -2 ln L in full)
 *   BIC  = -2 ln L + k ln n                        (Schwarz 1978)
 */
import { absoluteWeights, logJacobian, logWeights, noiseParameters, objectiveScale } from "../grid";
import { freeCount } from "../lm/factor";
import { objective, residualCount } from "../lm/problem";
import { log } from "../math/log";
import { LOSS_HUBER, REPORT_AICC, REPORT_BIC, REPORT_MINUS_TWO_LOG_LIKELIHOOD } from "../program";
import { lossKind, residualScale, threshold } from "../residualLoss";
import { setNumber } from "../view";
import { report } from "../workspace";

/** ln kappa: of the normal density, ln(2 pi)/2, and of the robust ones (test/fixtures/robust/constants.py). */
const NORMAL: f64 = 0.9189385332046728;
const HUBER: f64 = 0.9785981945718369;
const CAUCHY: f64 = 1.068550966709808;

function minusTwoLogLikelihood(): f64 {
  const n = <f64>residualCount;
  const given = -logWeights - 2 * logJacobian;
  if (threshold < Infinity) {
    const s = residualScale();
    const kappa = lossKind == LOSS_HUBER ? HUBER : CAUCHY;
    // s in the unit of the weighted residuals; S/s^2 has none.
    return objective / (s * s) + n * (2 * log(s) + log(objectiveScale) + 2 * kappa) + given;
  }
  const sum = objective * objectiveScale;
  if (absoluteWeights) return sum + 2 * n * NORMAL + given;
  return n * (1 + log(sum / n) + 2 * NORMAL) + given;
}

/** Writes the three numbers; AICc is NaN where there are too few residuals for it. */
export function writeLikelihood(): void {
  const n = <f64>residualCount;
  const k = <f64>(freeCount + noiseParameters);
  const deviance = minusTwoLogLikelihood();
  const room = n - k - 1;
  setNumber(report, REPORT_MINUS_TWO_LOG_LIKELIHOOD, deviance);
  setNumber(report, REPORT_AICC, room > 0 ? deviance + 2 * k + (2 * k * (k + 1)) / room : NaN);
  setNumber(report, REPORT_BIC, deviance + k * log(n));
}
