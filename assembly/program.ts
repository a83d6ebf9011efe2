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
