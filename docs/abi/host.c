/*
 * Fits R0-(R1|CPE1) with nothing but engine.wasm and what ../abi.md says, as host.mjs does in JavaScript: `host engine.wasm` prints
 * the result as JSON, with 17 digits, which give every bit back. How to build it stands in ../abi.md.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "eisfit_engine.h"

#define COUNT(array) ((int32_t)(sizeof(array) / sizeof(*(array))))

enum { POINTS = 13, R0 = 0, R1 = 1, Q = 2, N = 3, PARAMETERS = 4 };

/* The spectrum: Hz and ohm, frequency falling, Z'' with its true sign. */
static const double frequency[POINTS] = {1e5, 4e4, 1.6e4, 6.3e3, 2.5e3, 1e3, 400, 160, 63, 25, 10, 4, 1.6};
static const double re[POINTS] = {12.1469, 12.2439, 12.6191, 13.4968, 16.1509, 23.7033, 42.4965,
                                  68.7273, 86.61,   93.5481, 95.5316, 96.594,  96.5848};
static const double im[POINTS] = {-0.501189, -1.10223, -2.39925, -5.26452, -11.0843, -21.2406, -32.3861,
                                  -31.5795,  -19.9734, -10.1321, -4.82348, -2.22555, -1.02325};

/*
 * Columns: 0 adjoint of the root, 1 its sum, 2 sum and 3 adjoint of the parallel connection, 4 its reciprocal, 5 the CPE's admittance.
 * The constant 1.0 of POWER is two words, the lower one first.
 */
static const int32_t forward[] = {
    INSTRUCTION_POWER, 5, Q, 1, N, 2, 0, 0x3ff00000,  /* column 5 = 1.0 * Q^1 (j omega)^(n * 2/2) */
    INSTRUCTION_SUM, 2, 1, 1, LUMP_REAL, R1, -1, 5,   /* column 2 = R1^-1 + column 5, in siemens */
    INSTRUCTION_INVERT, 4, 2,                         /* column 4 = 1/column 2 */
    INSTRUCTION_SUM, 1, 1, 1, LUMP_REAL, R0, 1, 4,    /* column 1 = R0 + column 4, in ohm: the impedance */
    INSTRUCTION_END,
};
static const int32_t backward[] = {
    ADJOINT_LUMP, 0, R0, 1, LUMP_REAL,   /* by R0, from column 0 */
    ADJOINT_INVERT, 3, 0, 4,             /* column 3 = -column 0 * column 4^2 */
    ADJOINT_LUMP, 3, R1, -1, LUMP_REAL,  /* by R1 */
    ADJOINT_POWER, 3, 5, Q, 1, N, 2,     /* by Q and n */
    INSTRUCTION_END,
};

/* Kind, variable, logarithmic, power, column of the Jacobian, scaled, k-th to evaluate, element, term; the other words are 0. */
static const int32_t words[PARAMETERS][PARAMETER_WORDS] = {
    {PARAMETER_VARIABLE, 0, 1, -1, 0, 0, R0, 0, 0},
    {PARAMETER_VARIABLE, 1, 1, -1, 1, 0, R1, 1, 1},
    {PARAMETER_VARIABLE, 2, 1, N, 2, 1, N, 2, 1},  /* n is evaluated before Q, which needs it */
    {PARAMETER_VARIABLE, 3, 0, -1, 3, 0, Q, 2, NO_TERM},
};
static const double ohm[PARAMETERS] = {1, 1, -1, 0};
static const double second[PARAMETERS] = {0, 0, 0, 0};
static const double start[PARAMETERS] = {100, 100, 1e-6, 0.9};
static const int32_t variables[PARAMETERS] = {R0, R1, Q, N};
static const double lower[PARAMETERS] = {0, 0, 0, 0};
static const double upper[PARAMETERS] = {INFINITY, INFINITY, INFINITY, 1};
static const int32_t combinations[] = {-1};

static void fill(int32_t buffer, const void *source, size_t bytes) {
  memcpy(memoryAt(address(buffer)), source, bytes);
}

static void print(const char *name, int32_t buffer, int count) {
  const double *values = memoryAt(address(buffer));
  printf(",\n \"%s\": [", name);
  for (int k = 0; k < count; k++) printf("%s%.17g", k == 0 ? "" : ", ", values[k]);
  printf("]");
}

int main(int count, char **arguments) {
  if (count != 2) {
    fprintf(stderr, "Usage: host engine.wasm\n");
    return EXIT_FAILURE;
  }
  openEngine(arguments[1]);
  if (programFormat() != 1) {
    fprintf(stderr, "This program knows format 1.\n");
    return EXIT_FAILURE;
  }
  if (layout(POINTS, PARAMETERS, PARAMETERS, 6, 4, COUNT(forward), COUNT(backward), 0, 0, COUNT(combinations)) == 0) {
    fprintf(stderr, "There is not memory enough.\n");
    return EXIT_FAILURE;
  }
  fill(BUFFER_FREQUENCY, frequency, sizeof frequency);
  fill(BUFFER_MEASURED_RE, re, sizeof re);
  fill(BUFFER_MEASURED_IM, im, sizeof im);
  fill(BUFFER_FORWARD, forward, sizeof forward);
  fill(BUFFER_BACKWARD, backward, sizeof backward);
  fill(BUFFER_PARAMETER_WORDS, words, sizeof words);
  fill(BUFFER_PARAMETER_OHM, ohm, sizeof ohm);
  fill(BUFFER_PARAMETER_SECOND, second, sizeof second);
  fill(BUFFER_PARAMETER_VALUE, start, sizeof start);
  fill(BUFFER_VARIABLE_PARAMETER, variables, sizeof variables);
  fill(BUFFER_VARIABLE_LOWER, lower, sizeof lower);
  fill(BUFFER_VARIABLE_UPPER, upper, sizeof upper);
  fill(BUFFER_COMBINATIONS, combinations, sizeof combinations);

  prepareFrequencies(1);
  prepareImpedances(1, WEIGHT_MODULUS, OBJECTIVE_IMPEDANCE, LOSS_SQUARES, 0, 0);
  const int32_t outcome = runFit(1, 1, 1e-9, 1000, 20, 0.95);
  if (outcome == OUTCOME_START_FAILED) {
    fprintf(stderr, "No start led anywhere: the circuit has no finite impedance at these frequencies.\n");
    return EXIT_FAILURE;
  }

  const double *report = memoryAt(address(BUFFER_REPORT));
  printf("{\n \"outcome\": %d,\n \"objective\": %.17g", outcome, report[REPORT_OBJECTIVE]);
  printf(",\n \"evaluations\": %.17g", report[REPORT_EVALUATIONS]);
  printf(",\n \"degreesOfFreedom\": %.17g", report[REPORT_DEGREES_OF_FREEDOM]);
  printf(",\n \"rank\": %.17g", report[REPORT_RANK]);
  print("values", BUFFER_PARAMETER_VALUE, PARAMETERS);
  print("stderr", BUFFER_PARAMETER_STDERR, PARAMETERS);
  print("low", BUFFER_PARAMETER_LOW, PARAMETERS);
  print("high", BUFFER_PARAMETER_HIGH, PARAMETERS);
  print("correlation", BUFFER_CORRELATION, PARAMETERS * PARAMETERS);
  const int32_t *status = memoryAt(address(BUFFER_VARIABLE_STATUS));
  printf(",\n \"status\": [%d, %d, %d, %d]", status[0], status[1], status[2], status[3]);
  if (runForward() == 0) return EXIT_FAILURE;
  print("fitRe", BUFFER_FITTED_RE, POINTS);
  print("fitIm", BUFFER_FITTED_IM, POINTS);
  printf("\n}\n");
  return EXIT_SUCCESS;
}
