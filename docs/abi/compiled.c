/*
 * The functions of eisfit_engine.h by what wasm2c makes of engine.wasm: the engine in C, which needs no runtime any more. `wasm2c` of
 * WABT 1.0.33 or later translates SIMD. Built with -ffp-contract=off, and never with -ffast-math, it has the bits of every other host.
 */
#include <stdio.h>
#include <stdlib.h>

#include "eisfit_engine.h"
/* Written by `wasm2c -n engine -o engine.c engine.wasm`. */
#include "engine.h"

static w2c_engine instance;

/* The engine is compiled in, so the file is not read. */
void openEngine(const char *path) {
  (void)path;
  wasm_rt_init();
  wasm2c_engine_instantiate(&instance);
}

void *memoryAt(uint32_t address) { return w2c_engine_memory(&instance)->data + address; }

int32_t programFormat(void) { return (int32_t)w2c_engine_programFormat(&instance); }

int32_t layout(int32_t points, int32_t parameters, int32_t variables, int32_t columns, int32_t scratchColumns,
               int32_t forwardWords, int32_t backwardWords, int32_t expressionWords, int32_t constants,
               int32_t combinationWords) {
  return (int32_t)w2c_engine_layout(&instance, (u32)points, (u32)parameters, (u32)variables, (u32)columns,
                                    (u32)scratchColumns, (u32)forwardWords, (u32)backwardWords, (u32)expressionWords,
                                    (u32)constants, (u32)combinationWords);
}

uint32_t address(int32_t buffer) { return w2c_engine_address(&instance, (u32)buffer); }

void prepareFrequencies(int32_t scaled) { w2c_engine_prepareFrequencies(&instance, (u32)scaled); }

void prepareImpedances(int32_t scaled, int32_t weight, int32_t objective, int32_t loss, int32_t noiseCoefficients,
                       double residualScale) {
  w2c_engine_prepareImpedances(&instance, (u32)scaled, (u32)weight, (u32)objective, (u32)loss, (u32)noiseCoefficients,
                               residualScale);
}

int32_t runFit(int32_t search, uint32_t seed, double tolerance, int32_t evaluations, int32_t polishSteps, double level) {
  return (int32_t)w2c_engine_runFit(&instance, (u32)search, seed, tolerance, (u32)evaluations, (u32)polishSteps, level);
}

int32_t runLocal(double tolerance, int32_t evaluations) {
  return (int32_t)w2c_engine_runLocal(&instance, tolerance, (u32)evaluations);
}

int32_t runForward(void) { return (int32_t)w2c_engine_runForward(&instance); }
int32_t runJacobian(void) { return (int32_t)w2c_engine_runJacobian(&instance); }
int32_t runStatistics(double level) { return (int32_t)w2c_engine_runStatistics(&instance, level); }
int32_t runNatural(void) { return (int32_t)w2c_engine_runNatural(&instance); }
int32_t sourceOf(int32_t place) { return (int32_t)w2c_engine_sourceOf(&instance, (u32)place); }
