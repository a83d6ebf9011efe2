/**
 * Below this S (modulus weights) a fit of exact data is exact: 61 points with residuals of 1e-13 of |Z|, what evaluations
 * in float64 by two programs differ by.
 */
export const EXACT = 1e-24;
