// In CI a skipped test is a failure: a check that did not run proves nothing.
import type { FullResult, Reporter, TestCase, TestResult } from "@playwright/test/reporter";

export default class SkipsFail implements Reporter {
  readonly #skipped: string[] = [];

  onTestEnd(test: TestCase, result: TestResult): void {
    if (result.status === "skipped") this.#skipped.push(test.titlePath().filter(Boolean).join(" › "));
  }

  async onEnd(result: FullResult): Promise<{ status: FullResult["status"] }> {
    if (this.#skipped.length === 0) return { status: result.status };
    console.error(`skipped, which CI does not accept:\n${this.#skipped.join("\n")}`);
    return { status: "failed" };
  }
}
