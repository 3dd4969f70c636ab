/** A failure of set-up, told to the user as one sentence without a stack. */
export class SetUpError extends Error {
  constructor(message, exitCode = 1) {
    super(message);
    this.name = 'SetUpError';
    this.exitCode = exitCode;
  }
}

/** Runs a script's main function and turns its failure into one sentence and an exit status. */
export async function runScript(main) {
  try {
    await main();
  } catch (error) {
    console.error(error instanceof SetUpError ? error.message : error);
    process.exitCode = error instanceof SetUpError ? error.exitCode : 1;
  }
}
