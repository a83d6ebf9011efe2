/** What host and kernel agree on for Kramers-Kronig tests (assembly/kramersKronig): plain constants, which both import. */

// Results of the Kramers-Kronig baseline, then its impedance (N real parts, N imaginary ones).
export const BASELINE_OBJECTIVE = 0;
export const BASELINE_PARAMETERS = 1;
export const BASELINE_TERMS = 2;
export const BASELINE_EXTENSION = 3;
export const BASELINE_ADMITTANCE = 4;
export const BASELINE_SCORE = 5;
export const BASELINE_HEAD = 6;

// The linear Kramers-Kronig test. Which parts are fitted:
export const LINEAR_COMPLEX = 0;
export const LINEAR_REAL = 1;
export const LINEAR_IMAGINARY = 2;

// Where a scan over the number of terms ends before its last one.
export const STOP_NEVER = 0;
export const STOP_THRESHOLD = 1;

// Columns of the rows of a scan, which stand behind their number.
export const SCAN_TERMS = 0;
export const SCAN_OBJECTIVE = 1;
export const SCAN_SCORE = 2;
export const SCAN_MU = 3;
export const SCAN_SUM = 4;
export const SCAN_COLUMNS = 5;

// Results of one solution, then in the spectrum's order the fitted impedance (N real parts, N imaginary ones), then time constants and
// coefficients, for each of which there is room for most terms and three more.
export const LINEAR_OBJECTIVE = 0;
export const LINEAR_PART_OBJECTIVE = 1;
export const LINEAR_PARAMETERS = 2;
export const LINEAR_MU = 3;
export const LINEAR_SEPARATE_OBJECTIVE = 4;
export const LINEAR_SEPARATE_PARAMETERS = 5;
export const LINEAR_HEAD = 6;
export const LINEAR_FITTED_NUMBERS = 2;
export const LINEAR_LUMPED = 3;
