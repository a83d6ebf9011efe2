/** Figures by which numbers of terms are chosen, from the coefficients of a solution: R0, then the terms with a time constant. */
import { log } from "../math/log";
import { number } from "../view";
import { admittance } from "./basis";

/** mu = 1 - sum of |R_k| below 0 over that above (Schonleber et al., Electrochim. Acta 131, 20, 2014, eq. 21). */
export function shareOfSigns(coefficients: usize, terms: i32): f64 {
  let negative: f64 = 0;
  let positive: f64 = 0;
  for (let k = 1; k <= terms; k++) {
    const value = number(coefficients, k);
    if (value < 0) negative -= value;
    else positive += value;
  }
  return positive > 0 ? 1 - negative / positive : negative > 0 ? -Infinity : 1;
}

/** ln of the sum of |tau_k/R_k|, for an admittance |tau_k/C_k| (Yrjana and Bobacka, Electrochim. Acta 504, 144951, 2024). */
export function logarithmOfSum(coefficients: usize, taus: usize, terms: i32): f64 {
  let sum: f64 = 0;
  for (let k = 1; k <= terms; k++) {
    // C_k = coefficient * tau_k.
    sum += abs((admittance ? 1 : number(taus, k - 1)) / number(coefficients, k));
  }
  return log(sum);
}
