/*
 * The ABI of engine.wasm (../abi.md) in C: what a host calls, and the numbers that it writes and reads.
 *
 * Who implements these functions is the WebAssembly runtime's affair. interpreter.cpp does it with the interpreter of WABT,
 * compiled.c with what wasm2c made of engine.wasm; for another runtime one writes a file like them. host.c uses nothing else.
 */
#ifndef EISFIT_ENGINE_H
#define EISFIT_ENGINE_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Makes an instance of the engine from the file engine.wasm. Ends the program with a message where there is none: it is for
 * examples; a library would return an error. One instance a thread.
 */
void openEngine(const char *path);

/*
 * Bytes of the instance's memory from this address on. Numbers there are little-endian, as on all hosts for which this header is meant.
 * Valid until the next call of `layout`.
 */
void *memoryAt(uint32_t address);

/* The exports, with the names they have in engine.wasm. */
int32_t programFormat(void);
int32_t layout(int32_t points, int32_t parameters, int32_t variables, int32_t columns, int32_t scratchColumns,
               int32_t forwardWords, int32_t backwardWords, int32_t expressionWords, int32_t constants,
               int32_t combinationWords);
uint32_t address(int32_t buffer);
void prepareFrequencies(int32_t scaled);
void prepareImpedances(int32_t scaled, int32_t weight, int32_t objective, int32_t loss, int32_t noiseCoefficients,
                       double residualScale);
int32_t runFit(int32_t search, uint32_t seed, double tolerance, int32_t evaluations, int32_t polishSteps, double level);
int32_t runLocal(double tolerance, int32_t evaluations);
int32_t runForward(void);
int32_t runJacobian(void);
int32_t runStatistics(double level);
int32_t runNatural(void);
int32_t sourceOf(int32_t place);

#ifdef __cplusplus
}
#endif

/* Elements: operands of INSTRUCTION_ELEMENT. */
enum {
  OPCODE_R = 1,
  OPCODE_C = 2,
  OPCODE_L = 3,
  OPCODE_LA = 4,
  OPCODE_CPE = 5,
  OPCODE_W = 6,
  OPCODE_WS = 10,
  OPCODE_WO = 11,
  OPCODE_G = 12,
  OPCODE_GA = 13,
  OPCODE_GS = 14,
  OPCODE_K = 15,
  OPCODE_ZARC = 16,
  OPCODE_HN = 17,
  OPCODE_TLMQ = 18,
  OPCODE_TLMQS = 19,
  OPCODE_TLMQE = 20,
  OPCODE_TLMR = 21,
  OPCODE_TLMRS = 22,
  OPCODE_TLMRE = 23,
  OPCODE_TLMD = 24,
  OPCODE_TLMDR = 25,
  OPCODE_T = 26,
  OPCODE_SPH = 27,
  OPCODE_CYL = 28,
  OPCODE_ADO = 29,
  OPCODE_ADS = 30
};

/* The forward program. */
enum {
  INSTRUCTION_END = 0,
  INSTRUCTION_POWER = 1,
  INSTRUCTION_ELEMENT = 2,
  INSTRUCTION_INVERT = 3,
  INSTRUCTION_SUM = 4
};

/* Kinds of lumps in it. */
enum {
  LUMP_REAL = 0,
  LUMP_OMEGA = 1,
  LUMP_INVERSE_OMEGA = 2
};

/* The backward program, which ends with INSTRUCTION_END too. */
enum {
  ADJOINT_INVERT = 5,
  ADJOINT_LUMP = 6,
  ADJOINT_POWER = 7,
  ADJOINT_ELEMENT = 8
};

/* Kinds of parameters: word 0 of each. */
enum {
  PARAMETER_FIXED = 0,
  PARAMETER_VARIABLE = 1,
  PARAMETER_EXPRESSION = 2,
  PARAMETER_DERIVED = 3
};

/* Words of a parameter, the one that says whether it is scaled, and what stands for no column, the first scratch column, no term. */
enum {
  NO_TERM = -1,
  SLOT_NONE = -1,
  PARAMETER_SCALED = 5,
  PARAMETER_WORDS = 16,
  SLOT_SCRATCH = 1048576
};

/* Code of ties. */
enum {
  EXPRESSION_END = 0,
  EXPRESSION_CONSTANT = 1,
  EXPRESSION_PARAMETER = 2,
  EXPRESSION_ADD = 3,
  EXPRESSION_SUBTRACT = 4,
  EXPRESSION_MULTIPLY = 5,
  EXPRESSION_DIVIDE = 6,
  EXPRESSION_POWER = 7,
  EXPRESSION_NEGATE = 8,
  EXPRESSION_EXP = 9,
  EXPRESSION_LN = 10,
  EXPRESSION_LOG10 = 11,
  EXPRESSION_SQRT = 12
};

/* Arguments of prepareImpedances. */
enum {
  LOSS_SQUARES = 0,
  OBJECTIVE_IMPEDANCE = 0,
  WEIGHT_MODULUS = 0,
  LOSS_HUBER = 1,
  OBJECTIVE_ADMITTANCE = 1,
  WEIGHT_UNIT = 1,
  LOSS_CAUCHY = 2,
  OBJECTIVE_MODULUS_PHASE = 2,
  WEIGHT_PROPORTIONAL = 2,
  OBJECTIVE_LOG_MODULUS = 3,
  WEIGHT_SIGMA = 3,
  WEIGHT_STRUCTURE = 4
};

/* Buffers, for address. */
enum {
  BUFFER_FREQUENCY = 0,
  BUFFER_MEASURED_RE = 1,
  BUFFER_MEASURED_IM = 2,
  BUFFER_SIGMA_RE = 3,
  BUFFER_SIGMA_IM = 4,
  BUFFER_FORWARD = 5,
  BUFFER_BACKWARD = 6,
  BUFFER_PARAMETER_WORDS = 7,
  BUFFER_PARAMETER_OHM = 8,
  BUFFER_PARAMETER_SECOND = 9,
  BUFFER_PARAMETER_VALUE = 10,
  BUFFER_VARIABLE_PARAMETER = 11,
  BUFFER_VARIABLE_LOWER = 12,
  BUFFER_VARIABLE_UPPER = 13,
  BUFFER_EXPRESSIONS = 14,
  BUFFER_EXPRESSION_CONSTANTS = 15,
  BUFFER_COMBINATIONS = 16,
  BUFFER_PARAMETER_STDERR = 17,
  BUFFER_PARAMETER_LOW = 18,
  BUFFER_PARAMETER_HIGH = 19,
  BUFFER_CORRELATION = 20,
  BUFFER_VARIABLE_STATUS = 21,
  BUFFER_REPORT = 22,
  BUFFER_FITTED_RE = 23,
  BUFFER_FITTED_IM = 24,
  BUFFER_JACOBIAN = 25,
  BUFFER_THETA = 26,
  BUFFER_MINIMA = 27
};

/* Numbers of BUFFER_REPORT, REPORT_NUMBERS of them. */
enum {
  REPORT_OBJECTIVE = 0,
  REPORT_MEASURED = 1,
  REPORT_THRESHOLD = 2,
  REPORT_EVALUATIONS = 3,
  REPORT_CONDITION = 4,
  REPORT_DEGREES_OF_FREEDOM = 5,
  REPORT_RANK = 6,
  REPORT_STARTS = 7,
  REPORT_OUTCOME = 8,
  REPORT_T_QUANTILE = 9,
  REPORT_STARTS_AGREEING = 10,
  REPORT_MOVED_STARTS = 11,
  REPORT_SIGNAL = 12,
  REPORT_MINUS_TWO_LOG_LIKELIHOOD = 13,
  REPORT_AICC = 14,
  REPORT_BIC = 15,
  REPORT_RESIDUAL_SCALE = 16,
  REPORT_RESIDUAL_UNIT = 17,
  REPORT_MINIMA = 18,
  REPORT_UNSEEN = 19,
  REPORT_NUMBERS = 20
};

/* What runFit and runLocal return. */
enum {
  OUTCOME_CONVERGED = 0,
  OUTCOME_NOT_CONVERGED = 1,
  OUTCOME_START_FAILED = 2
};

/* Words of BUFFER_VARIABLE_STATUS. */
enum {
  VARIABLE_FREE = 0,
  VARIABLE_AT_LOWER = 1,
  VARIABLE_AT_UPPER = 2,
  VARIABLE_UNIDENTIFIED = 3
};

#endif
