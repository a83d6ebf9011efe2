/** What host and kernel agree on for the distribution of relaxation times (assembly/drt): plain constants, which both import. */

// Distribution of relaxation times (assembly/drt). Settings that the host writes, f64 each; behind them omega, Re Z, Im Z and the
// roots of the weights of real and imaginary part, N numbers each.
export const DRT_BASIS = 0;
export const DRT_DERIVATIVE = 1;
/** Shape of the Gaussians and distance of the grid, both in ln tau; ln of the first time constant. */
export const DRT_EPSILON = 2;
export const DRT_DELTA = 3;
export const DRT_FIRST = 4;
/** Which parts of Z are described. */
export const DRT_DATA = 5;
/** 1 for a term j omega L, 1/(j omega C), for coefficients of one sign only. */
export const DRT_INDUCTANCE = 6;
export const DRT_CAPACITANCE = 7;
export const DRT_NON_NEGATIVE = 8;
/** How lambda is found, and lambda where it is given. */
export const DRT_CHOICE = 9;
export const DRT_GIVEN_LAMBDA = 10;
export const DRT_SETTINGS = 16;

export const DRT_GAUSSIAN = 0;
export const DRT_PIECEWISE_LINEAR = 1;
export const DRT_BOTH_PARTS = 0;
export const DRT_REAL_PART = 1;
export const DRT_IMAGINARY_PART = 2;
export const DRT_FIXED_LAMBDA = 0;
export const DRT_GCV = 1;
export const DRT_L_CURVE = 2;
export const DRT_MODIFIED_GCV = 3;

// Results, then ln tau, gamma, the coefficients and the standard deviations of gamma (n numbers each), then the fitted Z (N real
// parts, N imaginary ones).
export const DRT_STATUS = 0;
export const DRT_LAMBDA = 1;
/** Score of generalised cross-validation at lambda; curvature of the L-curve there. */
export const DRT_SCORE = 2;
export const DRT_CURVATURE = 3;
/** Sum of the squared weighted residuals; the same without the condition on the sign. */
export const DRT_MISFIT = 4;
export const DRT_FREE_MISFIT = 5;
/** Variance of a weighted residual; the parameters that the data determine without the condition on the sign. */
export const DRT_VARIANCE = 6;
export const DRT_EFFECTIVE = 7;
export const DRT_RESISTANCE = 8;
export const DRT_INDUCTANCE_FOUND = 9;
/** 1/C */
export const DRT_ELASTANCE = 10;
export const DRT_POLARISATION = 11;
/** Systems of equations that the active set took. */
export const DRT_SYSTEMS = 12;
/** Whether lambda stands at an end of the range searched. */
export const DRT_AT_END = 13;
/** Standard deviations. */
export const DRT_RESISTANCE_DEVIATION = 14;
export const DRT_POLARISATION_DEVIATION = 15;
export const DRT_HEAD = 16;

export const DRT_DONE = 0;
/** The penalty or the equations are not positive definite to working accuracy. */
export const DRT_SINGULAR = 1;
