/** Constants of nature, exact since the SI of 2019 unless said otherwise. */

/** J/K */
export const BOLTZMANN = 1.380649e-23;
/** C */
export const ELEMENTARY_CHARGE = 1.602176634e-19;
/** 1/mol */
export const AVOGADRO = 6.02214076e23;
/** C/mol */
export const FARADAY = ELEMENTARY_CHARGE * AVOGADRO;
/** J/(mol K) */
export const GAS_CONSTANT = BOLTZMANN * AVOGADRO;
/** eV/K */
export const BOLTZMANN_EV = BOLTZMANN / ELEMENTARY_CHARGE;
/** Electric constant, F/m (CODATA 2018). */
export const ELECTRIC_CONSTANT = 8.8541878128e-12;
/** 0 degrees Celsius, K. */
export const ZERO_CELSIUS = 273.15;
