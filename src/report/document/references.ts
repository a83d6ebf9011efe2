import type { Reference, Run } from "./document.ts";

/** Works that a report may cite, by key. */
const WORKS = {
  boukamp1986: {
    text: "B. A. Boukamp, A nonlinear least squares fit procedure for analysis of immittance data of electrochemical systems, Solid State Ionics 20 (1986) 31–44",
    doi: "10.1016/0167-2738(86)90031-7",
  },
  orazem2017: {
    text: "M. E. Orazem, B. Tribollet, Electrochemical Impedance Spectroscopy, 2nd ed., Wiley, Hoboken (2017)",
    doi: "10.1002/9781119363682",
  },
  marquardt1963: {
    text: "D. W. Marquardt, An algorithm for least-squares estimation of nonlinear parameters, J. Soc. Ind. Appl. Math. 11 (1963) 431–441",
    doi: "10.1137/0111030",
  },
  more1978: {
    text: "J. J. Moré, The Levenberg-Marquardt algorithm: Implementation and theory, in: Numerical Analysis, Lecture Notes in Mathematics 630, Springer, Berlin (1978) 105–116",
    doi: "10.1007/BFb0067700",
  },
  boender1987: {
    text: "C. G. E. Boender, A. H. G. Rinnooy Kan, Bayesian stopping rules for multistart global optimization methods, Math. Program. 37 (1987) 59–80",
    doi: "10.1007/BF02591684",
  },
  huber1981: { text: "P. J. Huber, Robust Statistics, Wiley, New York (1981)", doi: "10.1002/0471725250" },
  bates1988: {
    text: "D. M. Bates, D. G. Watts, Nonlinear Regression Analysis and Its Applications, Wiley, New York (1988)",
    doi: "10.1002/9780470316757",
  },
  efron1993: {
    text: "B. Efron, R. J. Tibshirani, An Introduction to the Bootstrap, Chapman & Hall, New York (1993)",
    doi: "10.1201/9780429246593",
  },
  wald1940: {
    text: "A. Wald, J. Wolfowitz, On a test whether two samples are from the same population, Ann. Math. Statist. 11 (1940) 147–162",
    doi: "10.1214/aoms/1177731909",
  },
  hurvich1989: {
    text: "C. M. Hurvich, C.-L. Tsai, Regression and time series model selection in small samples, Biometrika 76 (1989) 297–307",
    doi: "10.1093/biomet/76.2.297",
  },
  schwarz1978: {
    text: "G. Schwarz, Estimating the dimension of a model, Ann. Statist. 6 (1978) 461–464",
    doi: "10.1214/aos/1176344136",
  },
  burnham2002: {
    text: "K. P. Burnham, D. R. Anderson, Model Selection and Multimodel Inference, 2nd ed., Springer, New York (2002)",
    doi: "10.1007/b97636",
  },
  boukamp1995: {
    text: "B. A. Boukamp, A linear Kronig-Kramers transform test for immittance data validation, J. Electrochem. Soc. 142 (1995) 1885–1894",
    doi: "10.1149/1.2044210",
  },
  golub1979: {
    text: "G. H. Golub, M. Heath, G. Wahba, Generalized cross-validation as a method for choosing a good ridge parameter, Technometrics 21 (1979) 215–223",
    doi: "10.1080/00401706.1979.10489751",
  },
  ehm2000: {
    text: "W. Ehm, H. Göhr, R. Kaus, B. Röseler, C. A. Schiller, The evaluation of electrochemical impedance spectra using a modified logarithmic Hilbert transform, ACH Models Chem. 137 (2000) 145–157",
  },
  wan2015: {
    text: "T. H. Wan, M. Saccoccio, C. Chen, F. Ciucci, Influence of the discretization methods on the distribution of relaxation times deconvolution: Implementing radial basis functions with DRTtools, Electrochim. Acta 184 (2015) 483–499",
    doi: "10.1016/j.electacta.2015.09.097",
  },
  maradesa2023: {
    text: "A. Maradesa, B. Py, T. H. Wan, M. B. Effat, F. Ciucci, Selecting the regularization parameter in the distribution of relaxation times, J. Electrochem. Soc. 170 (2023) 030502",
    doi: "10.1149/1945-7111/acbca4",
  },
  hansen1992: {
    text: "P. C. Hansen, Analysis of discrete ill-posed problems by means of the L-curve, SIAM Rev. 34 (1992) 561–580",
    doi: "10.1137/1034115",
  },
  hsu2001: {
    text: "C. H. Hsu, F. Mansfeld, Concerning the conversion of the constant phase element parameter Y0 into a capacitance, Corrosion 57 (2001) 747–748",
    doi: "10.5006/1.3280607",
  },
  brug1984: {
    text: "G. J. Brug, A. L. G. van den Eeden, M. Sluyters-Rehbach, J. H. Sluyters, The analysis of electrode impedances complicated by the presence of a constant phase element, J. Electroanal. Chem. 176 (1984) 275–295",
    doi: "10.1016/S0022-0728(84)80324-1",
  },
  irvine1990: {
    text: "J. T. S. Irvine, D. C. Sinclair, A. R. West, Electroceramics: Characterization by impedance spectroscopy, Adv. Mater. 2 (1990) 132–138",
    doi: "10.1002/adma.19900020304",
  },
  haile1998: {
    text: "S. M. Haile, D. L. West, J. Campbell, The role of microstructure and processing on the proton conducting properties of gadolinium-doped barium cerate, J. Mater. Res. 13 (1998) 1576–1595",
    doi: "10.1557/JMR.1998.0219",
  },
} as const satisfies Readonly<Record<string, Omit<Reference, "key">>>;

/** A work that a report may cite. */
export type WorkKey = keyof typeof WORKS;

/** The works that a report cites, numbered in the order in which they are first cited. */
export class Citations {
  readonly #keys: WorkKey[] = [];

  /** The mark of one or more works, with a space before it. */
  readonly cite = (...keys: readonly WorkKey[]): readonly Run[] => [
    { text: "\u00a0[" },
    ...keys.flatMap((key, place): Run[] => [
      ...(place === 0 ? [] : [{ text: ", " }]),
      { text: String(this.#numberOf(key)), cites: key },
    ]),
    { text: "]" },
  ];

  get references(): readonly Reference[] {
    return this.#keys.map((key) => ({ key, ...WORKS[key] }));
  }

  #numberOf(key: WorkKey): number {
    if (!this.#keys.includes(key)) this.#keys.push(key);
    return this.#keys.indexOf(key) + 1;
  }
}
