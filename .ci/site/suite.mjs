// A suite is a function that reports problems; the process fails when there was one.

/// Runs a suite. `problem(where, what)` records a failure and goes on; `note(text)` prints a figure.
export async function suite(run) {
  let problems = 0;
  const problem = (where, what) => { problems += 1; console.log(`  FAIL ${where || '/'}: ${what}`); };
  const note = (text) => console.log(`  ${text}`);
  try {
    await run({ problem, note });
  } catch (error) {
    problem('suite', error.stack);
  }
  process.exit(problems ? 1 : 0);
}
