/** What host and kernel agree on for tests of residuals (assembly/statistics): plain constants, which both import. */

// Results of the residual tests: the rank, then these numbers for the real and for the imaginary part, then leverages and
// studentized residuals (2N each).
export const RESIDUAL_TEST_HEAD = 1;
export const RESIDUAL_TEST_RUNS = 0;
export const RESIDUAL_TEST_EXPECTED_RUNS = 1;
export const RESIDUAL_TEST_RUNS_SCORE = 2;
export const RESIDUAL_TEST_RUNS_P = 3;
export const RESIDUAL_TEST_DURBIN_WATSON = 4;
export const RESIDUAL_TEST_DURBIN_WATSON_P = 5;
export const RESIDUAL_TEST_NORMALITY = 6;
export const RESIDUAL_TEST_NORMALITY_P = 7;
export const RESIDUAL_TEST_NUMBERS = 8;
