// An independent checker (linkinator) finds no broken internal link or anchor, at the root of a host and below a
// sub-folder.
import { execFileSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { LinkChecker } from "linkinator";
import { serve } from "./serve.mjs";

const port = 8765;
const origin = `http://127.0.0.1:${port}/`;
let broken = 0;
for (const base of ["", "sub/"]) {
  const folder = mkdtempSync(join(tmpdir(), "links-"));
  const output = join(folder, base);
  execFileSync(process.env.GUILLEMET ?? "target/release/guillemet", ["build", "--quiet", "--base-url", origin + base, "--output", output], { stdio: "inherit" });
  const server = await serve(folder, port);
  const foreign = async (link) => !link.startsWith(origin);
  const { links } = await new LinkChecker().check({ path: origin + base, recurse: true, checkFragments: true, concurrency: 20, linksToSkip: foreign });
  const wrong = links.filter((link) => link.state === "BROKEN" || (link.state === "OK" && !link.url.startsWith(origin + base)));
  for (const link of wrong) console.log(`FAILED ${link.parent}: ${link.url} (${link.status})`);
  const checked = links.filter((link) => link.state === "OK").length;
  console.log(`/${base}: ${checked} links hold`);
  broken += wrong.length + (checked < 1000 ? 1 : 0);
  server.close();
  server.closeAllConnections();
}
process.exit(broken ? 1 : 0);
