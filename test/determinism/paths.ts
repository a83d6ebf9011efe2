/** Where the page posts to. */
export const RESULT_PATH = "/result";
export const FAILURE_PATH = "/failure";
