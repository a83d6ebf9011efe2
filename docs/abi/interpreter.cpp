/* The functions of eisfit_engine.h by the interpreter of WABT (https://github.com/WebAssembly/wabt), a library in C++. */
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "wabt/binary-reader.h"
#include "wabt/error-formatter.h"
#include "wabt/interp/binary-reader-interp.h"
#include "wabt/interp/interp.h"

#include "eisfit_engine.h"

namespace interp = wabt::interp;

namespace {

interp::Store store;
interp::Instance::Ptr instance;
interp::ModuleDesc description;

[[noreturn]] void fail(const std::string &message) {
  std::fprintf(stderr, "%s\n", message.c_str());
  std::exit(EXIT_FAILURE);
}

/* An export by its name: a host that is in a hurry looks it up once. */
interp::Ref find(const std::string &name) {
  for (size_t k = 0; k < description.exports.size(); k++) {
    if (description.exports[k].type.name == name) return instance->exports()[k];
  }
  fail("The module has no export " + name + ".");
}

template <typename... Arguments>
interp::Values call(const char *name, Arguments... arguments) {
  const auto function = store.UnsafeGet<interp::Func>(find(name));
  const interp::Values given{interp::Value::Make(arguments)...};
  interp::Values results;
  interp::Trap::Ptr trap;
  if (wabt::Failed(function->Call(store, given, results, &trap))) fail(std::string(name) + ": " + trap->message());
  return results;
}

template <typename... Arguments>
int32_t answerOf(const char *name, Arguments... arguments) {
  return static_cast<int32_t>(call(name, arguments...).at(0).template Get<wabt::interp::u32>());
}

}  // namespace

void openEngine(const char *path) {
  std::ifstream file(path, std::ios::binary);
  const std::vector<char> bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  if (bytes.empty()) fail(std::string(path) + " cannot be read.");
  wabt::Errors errors;
  // The features that this version has switched on are enough: SIMD, bulk memory, sign extension, saturating conversions.
  const wabt::ReadBinaryOptions options;
  if (wabt::Failed(interp::ReadBinaryInterp(path, bytes.data(), bytes.size(), options, &errors, &description))) {
    fail(wabt::FormatErrorsToString(errors, wabt::Location::Type::Binary));
  }
  const auto module = interp::Module::New(store, description);
  interp::Trap::Ptr trap;
  // The engine imports nothing.
  instance = interp::Instance::Instantiate(store, module.ref(), {}, &trap);
  if (!instance) fail(trap->message());
}

void *memoryAt(uint32_t address) {
  return store.UnsafeGet<interp::Memory>(find("memory"))->UnsafeData() + address;
}

int32_t programFormat() { return answerOf("programFormat"); }

int32_t layout(int32_t points, int32_t parameters, int32_t variables, int32_t columns, int32_t scratchColumns,
               int32_t forwardWords, int32_t backwardWords, int32_t expressionWords, int32_t constants,
               int32_t combinationWords) {
  return answerOf("layout", points, parameters, variables, columns, scratchColumns, forwardWords, backwardWords,
                  expressionWords, constants, combinationWords);
}

uint32_t address(int32_t buffer) { return static_cast<uint32_t>(answerOf("address", buffer)); }

void prepareFrequencies(int32_t scaled) { call("prepareFrequencies", scaled); }

void prepareImpedances(int32_t scaled, int32_t weight, int32_t objective, int32_t loss, int32_t noiseCoefficients,
                       double residualScale) {
  call("prepareImpedances", scaled, weight, objective, loss, noiseCoefficients, residualScale);
}

int32_t runFit(int32_t search, uint32_t seed, double tolerance, int32_t evaluations, int32_t polishSteps, double level) {
  return answerOf("runFit", search, seed, tolerance, evaluations, polishSteps, level);
}

int32_t runLocal(double tolerance, int32_t evaluations) { return answerOf("runLocal", tolerance, evaluations); }
int32_t runForward() { return answerOf("runForward"); }
int32_t runJacobian() { return answerOf("runJacobian"); }
int32_t runStatistics(double level) { return answerOf("runStatistics", level); }
int32_t runNatural() { return answerOf("runNatural"); }
int32_t sourceOf(int32_t place) { return answerOf("sourceOf", place); }
