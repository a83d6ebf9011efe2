/**
 * What the TypeScript compiler of circuits and the WebAssembly kernel agree on.
 * Both import this file, so it holds plain constants only.
 *
 * A program is two lists of 32-bit words, one executed forwards (impedance) and one backwards (Jacobian).
 * Complex columns are named by their number; column 0 is the adjoint of the root, the square roots of the weights.
 */

/** Raised whenever a change here makes an old engine.wasm unusable. */
export const PROGRAM_FORMAT = 1;

// Elements of the form amplitude * s^exponent.
export const OPCODE_R = 1;
export const OPCODE_C = 2;
export const OPCODE_L = 3;
export const OPCODE_LA = 4;
export const OPCODE_CPE = 5;
export const OPCODE_W = 6;

// Elements with a kernel of their own in assembly/elements.
export const OPCODE_WS = 10;
export const OPCODE_WO = 11;
export const OPCODE_G = 12;
export const OPCODE_GA = 13;
export const OPCODE_GS = 14;
export const OPCODE_K = 15;
export const OPCODE_ZARC = 16;
export const OPCODE_HN = 17;
export const OPCODE_TLMQ = 18;
export const OPCODE_TLMQS = 19;
export const OPCODE_TLMQE = 20;
export const OPCODE_TLMR = 21;
export const OPCODE_TLMRS = 22;
export const OPCODE_TLMRE = 23;
export const OPCODE_TLMD = 24;
export const OPCODE_TLMDR = 25;
export const OPCODE_T = 26;
export const OPCODE_SPH = 27;
export const OPCODE_CYL = 28;
export const OPCODE_ADO = 29;
export const OPCODE_ADS = 30;

// Instructions. Each is an opcode followed by its operands.

/**
 * Column = amplitude^e * omega^m * exp(j m pi/2).
 * [op, column, amplitude parameter, e (+1 | -1), exponent parameter | -1, factor of the exponent in halves, f64 constant]
 * With an exponent parameter n, m = n * factor/2; without one, m = factor/2. The constant multiplies amplitude^e.
 */
export const INSTRUCTION_POWER = 1;
/** Impedance and derivative columns of an element. [op, element opcode, first parameter, column, first derivative column, parameters] */
export const INSTRUCTION_ELEMENT = 2;
/** Column = 1/column. [op, destination, source] */
export const INSTRUCTION_INVERT = 3;
/**
 * Column = sum of lumped terms and columns. [op, destination, lumps, columns, (lump kind, parameter, e) x lumps, column x columns]
 * A lump is amplitude^e times 1, j omega or 1/(j omega).
 */
export const INSTRUCTION_SUM = 4;
export const LUMP_REAL = 0;
export const LUMP_OMEGA = 1;
export const LUMP_INVERSE_OMEGA = 2;

/** Adjoint of a subcircuit behind a reciprocal. [op, destination, adjoint of the parent, reciprocal]: destination = -adjoint * reciprocal^2 */
export const ADJOINT_INVERT = 5;
/** [op, adjoint, parameter, e, lump kind] */
export const ADJOINT_LUMP = 6;
/** [op, adjoint, column, amplitude parameter, e, exponent parameter | -1, factor of the exponent in halves] */
export const ADJOINT_POWER = 7;
/** [op, adjoint, first derivative column, first parameter, parameters] */
export const ADJOINT_ELEMENT = 8;
/** Ends either list. */
export const INSTRUCTION_END = 0;

// What a parameter of the circuit is.
export const PARAMETER_FIXED = 0;
export const PARAMETER_VARIABLE = 1;
export const PARAMETER_EXPRESSION = 2;
/** Follows from parameters, but no element has it: any value will do, or none. */
export const PARAMETER_DERIVED = 3;

/**
 * Words of one parameter's description: kind; variable or expression offset; 1 if logarithmic; parameter that is the
 * power of second or -1; column slot; 1 if its variable is the value scaled with that power; the k-th parameter to evaluate,
 * so that ties come after what they refer to; number of its element; term of the circuit's sum whose scale it shares, or NO_TERM.
 * A power of two, so that finding them is a shift.
 */
export const PARAMETER_WORDS = 16;
/** Of these, the one that tells whether the variable is scaled. */
export const PARAMETER_SCALED = 5;
/** Term of a parameter without ohm, or of one whose term cannot be scaled freely. */
export const NO_TERM = -1;
/** Column slot of a parameter whose derivative nobody needs. */
export const SLOT_NONE = -1;
/** Scratch columns that element kernels use while they run; those of shared derivatives come after them. */
export const KERNEL_SCRATCH_COLUMNS = 4;
/** Slots from here on are scratch columns, below it columns of the Jacobian. */
export const SLOT_SCRATCH = 1 << 20;

// Expression code: postfix words.
export const EXPRESSION_END = 0;
export const EXPRESSION_CONSTANT = 1;
export const EXPRESSION_PARAMETER = 2;
export const EXPRESSION_ADD = 3;
export const EXPRESSION_SUBTRACT = 4;
export const EXPRESSION_MULTIPLY = 5;
export const EXPRESSION_DIVIDE = 6;
export const EXPRESSION_POWER = 7;
export const EXPRESSION_NEGATE = 8;
export const EXPRESSION_EXP = 9;
export const EXPRESSION_LN = 10;
export const EXPRESSION_LOG10 = 11;
export const EXPRESSION_SQRT = 12;

// Weights.
export const WEIGHT_MODULUS = 0;
export const WEIGHT_UNIT = 1;
export const WEIGHT_PROPORTIONAL = 2;
export const WEIGHT_SIGMA = 3;
/** As WEIGHT_SIGMA, with standard deviations that were estimated from the same data. */
export const WEIGHT_STRUCTURE = 4;

// What the parts of a residual are: of Z; of Y = 1/Z; |Z| and |Z_data| times the phase; ln|Z| and the phase.
export const OBJECTIVE_IMPEDANCE = 0;
export const OBJECTIVE_ADMITTANCE = 1;
export const OBJECTIVE_MODULUS_PHASE = 2;
export const OBJECTIVE_LOG_MODULUS = 3;

// How the weighted parts of the residuals are summed.
export const LOSS_SQUARES = 0;
export const LOSS_HUBER = 1;
export const LOSS_CAUCHY = 2;

// Which residual the solver works on: that of the objective, or ln(Z/Z_data) without weights, for bad starts.
export const RESIDUAL_OBJECTIVE = 0;
export const RESIDUAL_LOGARITHM = 1;
/** (Z_model - Z_data)/|Z_data|, whatever the objective and its weights. */
export const RESIDUAL_RELATIVE = 2;

// Buffers that the host reads and writes; see workspace.ts.
export const BUFFER_FREQUENCY = 0;
export const BUFFER_MEASURED_RE = 1;
export const BUFFER_MEASURED_IM = 2;
export const BUFFER_SIGMA_RE = 3;
export const BUFFER_SIGMA_IM = 4;
export const BUFFER_FORWARD = 5;
export const BUFFER_BACKWARD = 6;
export const BUFFER_PARAMETER_WORDS = 7;
export const BUFFER_PARAMETER_OHM = 8;
export const BUFFER_PARAMETER_SECOND = 9;
export const BUFFER_PARAMETER_VALUE = 10;
export const BUFFER_VARIABLE_PARAMETER = 11;
export const BUFFER_VARIABLE_LOWER = 12;
export const BUFFER_VARIABLE_UPPER = 13;
export const BUFFER_EXPRESSIONS = 14;
export const BUFFER_EXPRESSION_CONSTANTS = 15;
export const BUFFER_COMBINATIONS = 16;
export const BUFFER_PARAMETER_STDERR = 17;
export const BUFFER_PARAMETER_LOW = 18;
export const BUFFER_PARAMETER_HIGH = 19;
export const BUFFER_CORRELATION = 20;
export const BUFFER_VARIABLE_STATUS = 21;
export const BUFFER_REPORT = 22;
export const BUFFER_FITTED_RE = 23;
export const BUFFER_FITTED_IM = 24;
export const BUFFER_JACOBIAN = 25;
export const BUFFER_THETA = 26;
/** Rows of theta, S, count of starts. */
export const BUFFER_MINIMA = 27;

// Status of a variable after a fit.
export const VARIABLE_FREE = 0;
export const VARIABLE_AT_LOWER = 1;
export const VARIABLE_AT_UPPER = 2;
export const VARIABLE_UNIDENTIFIED = 3;

// How the solver ended.
export const OUTCOME_CONVERGED = 0;
export const OUTCOME_NOT_CONVERGED = 1;
export const OUTCOME_START_FAILED = 2;

// Numbers of the report, f64 each.
export const REPORT_OBJECTIVE = 0;
export const REPORT_MEASURED = 1;
export const REPORT_THRESHOLD = 2;
export const REPORT_EVALUATIONS = 3;
export const REPORT_CONDITION = 4;
export const REPORT_DEGREES_OF_FREEDOM = 5;
export const REPORT_RANK = 6;
export const REPORT_STARTS = 7;
export const REPORT_OUTCOME = 8;
export const REPORT_T_QUANTILE = 9;
export const REPORT_STARTS_AGREEING = 10;
export const REPORT_MOVED_STARTS = 11;
/** What S would be for a fit of zero. */
export const REPORT_SIGNAL = 12;
/** -2 ln L of the data, and what AICc and BIC add up to; see statistics/likelihood.ts. */
export const REPORT_MINUS_TWO_LOG_LIKELIHOOD = 13;
export const REPORT_AICC = 14;
export const REPORT_BIC = 15;
/** The standard deviation of a weighted residual that a robust loss works with; 0 without one. */
export const REPORT_RESIDUAL_SCALE = 16;
/** Weighted residuals in the units of the weights divided by those in the kernel's. */
export const REPORT_RESIDUAL_UNIT = 17;
/** Distinct minima that the search remembers. */
export const REPORT_MINIMA = 18;
/** Part of the starts that would lead to a minimum not met yet, as far as the search can tell. */
export const REPORT_UNSEEN = 19;
export const REPORT_NUMBERS = 20;

// Questions asked of a finished fit (assembly/uncertainty). Their answers stand in a buffer behind the map of the problem.
export const BUFFER_ANSWER = 40;

/**
 * Answer of a profile, f64 each: how it went; low and high end in the units of the record; how each end came about; points of
 * the curve; the lowest S met; minimisations that did not converge. Then the values of all parameters at that lowest S, then the
 * curve: value and S of each point, in the order in which they were found.
 */
export const PROFILE_STATUS = 0;
export const PROFILE_LOW = 1;
export const PROFILE_HIGH = 2;
export const PROFILE_LOW_END = 3;
export const PROFILE_HIGH_END = 4;
export const PROFILE_POINTS = 5;
export const PROFILE_LOWEST = 6;
export const PROFILE_UNCONVERGED = 7;
export const PROFILE_HEADER = 8;

export const PROFILE_DONE = 0;
/** No degrees of freedom, or an S that is rounding: nothing tells how far S may rise. */
export const PROFILE_WITHOUT_NOISE = 1;
export const PROFILE_FAILED = 2;
/** The answers of all questions: the machine does not give the memory. */
export const ANSWER_WITHOUT_MEMORY = -1;

/** The end is where S reaches its threshold; at a limit set for the parameter; nowhere, the data leave it open. */
export const END_CROSSING = 0;
export const END_LIMIT = 1;
export const END_OPEN = 2;

export const BOOTSTRAP_RESIDUAL = 0;
export const BOOTSTRAP_WILD = 1;

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

// Smoothing of the phase before Z-HIT.
export const SMOOTH_NONE = 0;
export const SMOOTH_SPLINE = 1;
export const SMOOTH_LOCAL = 2;
export const SMOOTH_LOWESS = 3;
export const SMOOTH_SAVITZKY_GOLAY = 4;
export const SMOOTH_WHITTAKER = 5;
export const SMOOTH_MODIFIED_SINC = 6;

// The cubic through the smoothed phase.
export const INTERPOLATE_NATURAL = 0;
export const INTERPOLATE_NOT_A_KNOT = 1;
export const INTERPOLATE_AKIMA = 2;
export const INTERPOLATE_MODIFIED_AKIMA = 3;
export const INTERPOLATE_PCHIP = 4;

// Windows whose weights fix the constant of Z-HIT.
export const WINDOW_BOXCAR = 0;
export const WINDOW_HANN = 1;
export const WINDOW_TRIANGLE = 2;

// Columns of N numbers that Z-HIT works on; the host writes the first three.
export const ZHIT_FREQUENCY = 0;
export const ZHIT_RE = 1;
export const ZHIT_IM = 2;
export const ZHIT_PHASE = 3;
export const ZHIT_SMOOTH = 4;
export const ZHIT_MEASURED = 5;
export const ZHIT_MODULUS = 6;
export const ZHIT_WEIGHT = 7;
export const ZHIT_COLUMNS = 8;
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

// Joint fits of several spectra (assembly/joint). What a variable of a spectrum is:
/** The spectrum's own. */
export const JOINT_LOCAL = 0;
/** The same coordinate (ln p, or an exponent) for all. */
export const JOINT_SAME = 1;
/** Its coordinate lies between those at two ends: low * first + high * second + offset. */
export const JOINT_BETWEEN = 2;
/** Its value does, of which the coordinate is the logarithm. */
export const JOINT_BETWEEN_VALUES = 3;
/** Numbers of such a variable in a spectrum: low, high, offset. */
export const JOINT_SHARES = 3;

// What the host is to do next: evaluate all spectra at the trial, or nothing more, as the solver ended with an OUTCOME_ constant.
export const JOINT_EVALUATE = 16;

// Numbers of the report of a joint fit.
export const JOINT_OBJECTIVE = 0;
/** Relative decrease of S that a further undamped step predicts. */
export const JOINT_MEASURED = 1;
/** Unknowns not held at a limit, and numbers that S sums. */
export const JOINT_FREE = 2;
export const JOINT_RESIDUALS = 3;
/** Directions of the unknowns that the data do not see. */
export const JOINT_DEFICIENT = 4;
/** What S would be for a fit of zero. */
export const JOINT_SIGNAL = 5;
/** 1 where the weights are standard deviations. */
export const JOINT_ABSOLUTE = 6;
/** Student's quantile for the intervals. */
export const JOINT_T_QUANTILE = 7;
/** S in the units of the weights divided by S as the solver sums it. */
export const JOINT_UNIT = 8;
export const JOINT_REPORT = 9;

// Buffers of a joint fit that the host reads and writes; see joint/memory.ts.
export const JOINT_BUFFER_LAWS = 0;
export const JOINT_BUFFER_PLACES = 1;
export const JOINT_BUFFER_SHARES = 2;
export const JOINT_BUFFER_HELD = 3;
export const JOINT_BUFFER_X = 4;
export const JOINT_BUFFER_STATUS = 5;
export const JOINT_BUFFER_REPORT = 6;
export const JOINT_BUFFER_ANSWER = 7;
/** All spectra are to be factored anew. */
export const JOINT_REFACTOR = 17;
