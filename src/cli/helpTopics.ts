import { elementRecords } from "../index.ts";

/** What `eisfit help TOPIC` tells. */
export interface HelpTopic {
  readonly name: string;
  readonly summary: string;
  readonly text: string;
}

const circuits = `A circuit is written as elements in series and in parallel:

  R0-p(R1,CPE1)-W1          - is in series, p(...) in parallel, as in other programs
  R0-(R1|CPE1)-W1           the same with | for parallel
  R_b-(R_gb|CPE_gb)         names may be words behind an underscore

Values, limits and more stand in braces behind an element, statements behind semicolons:

  R0{20}-p(R1{100 in 10..1e4},CPE1{Q = 1u, n = 0.9 fixed})
  R1-p(R2,CPE2)-p(R3,CPE3); CPE3.n = CPE2.n; order tau(R2,CPE2) < tau(R3,CPE3)
  R_b{role bulk}-(R_gb{role grain-boundary}|CPE_gb); derive R_total = R_b + R_gb

Elements: ${elementRecords.map(({ symbol }) => symbol).join(" ")}

Numbers take prefixes and units: 20 ohm, 4.7k, 1u, 22 nF, 0.5 mH. No value is needed for a fit.
The same statements are options of fit and series: --set, --fix, --bound, --tie, --order, --derive.

  eisfit elements           formulas, parameters and units of all elements
  eisfit circuits           circuits by name, for -c
  eisfit circuits randles   one of them as a file, with roles and sources
`;

const files = `eisfit reads files of instruments and other programs; eisfit formats lists them. The content tells the
format, not the name. Whatever else is a table works too: columns of frequency, Z' and Z'', with a header or without.

  eisfit cell.mpr                       what is in it, and is it sound?
  eisfit fit 'data/*.DTA' -c randles    patterns are expanded, also where the shell does not
  eisfit convert cell.mpr | eisfit check -
                                        - is the input stream
  eisfit convert series.idf --list      the sweeps of a file with several
  eisfit fit series.idf --sweep 3 -c randles

Frequencies are in Hz, impedances in ohm, and Z'' is negative for a capacitor. What was assumed is told.
Input files are never written to.
`;

const output = `Results go to stdout, notes and errors to stderr.

  --json           one document and nothing else, for programs
  -o FOLDER        files, named after the input: cell.mpr gives cell.result.json, cell.nyquist.svg and so on
  --force          without it no file is replaced; what is in the way is told before the work begins

Files are written whole under a temporary name and then renamed, so that nobody ever reads half of one.
Ctrl-C ends work on many files after the one at hand: what is done is kept, and it is told what is not.
A second Ctrl-C ends at once.

Exit status
    0   done
    1   a file could not be read, or a fit failed or did not converge
    2   the command line asks for what cannot be: an unknown option, a file in the way
   70   a fault of eisfit itself
  130   ended by Ctrl-C

Colours are for terminals only. --color always or never decides, then NO_COLOR and FORCE_COLOR of the environment.
`;

export const helpTopics: readonly HelpTopic[] = [
  { name: "circuit-language", summary: "how circuits are written", text: circuits },
  { name: "files", summary: "what can be read, patterns, stdin, sweeps", text: files },
  { name: "output", summary: "-o, --json, exit status, Ctrl-C, colours", text: output },
];
