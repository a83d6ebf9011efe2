import { exportFile, exportSeriesFile } from "./compute/exports.ts";
import { serve } from "./compute/serve.ts";

/** The script of the worker that writes files. */
serve(self, { export: exportFile, exportSeries: exportSeriesFile });
