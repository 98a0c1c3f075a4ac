/**
 * Prints `N passed, N failed` as the very last line, for people and CI jobs that read only the end of a log.
 *
 * A suite that could not run counts as one failure, and so does anything else that makes Jest fail although every test
 * passed, such as an obsolete snapshot.
 */
module.exports = class LastLineReporter {
  onRunComplete(_contexts, results) {
    // Jest completes `results` and prints its own summary after this call, so wait for the process to end.
    process.once('exit', () => {
      const failures = results.numFailedTests + results.numRuntimeErrorTestSuites;
      const failed = failures === 0 && !results.success ? 1 : failures;
      const skipped = results.numPendingTests + results.numTodoTests;
      const counts = [
        `${results.numPassedTests} passed`,
        `${failed} failed`,
        ...(skipped > 0 ? [`${skipped} skipped`] : []),
      ];
      process.stdout.write(`${counts.join(', ')}\n`);
    });
  }
};
