// An article is light, and nothing moves while it loads.
export async function weight(browser, pages, check) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  const sizes = {};
  const session = await context.newCDPSession(page);
  await session.send("Network.enable");
  const names = new Map();
  session.on("Network.responseReceived", (event) => names.set(event.requestId, event.response.url));
  session.on("Network.loadingFinished", (event) => { sizes[names.get(event.requestId)] = event.encodedDataLength; });
  await page.goto(pages.article, { waitUntil: "load" });
  await page.waitForTimeout(300);
  const total = Object.values(sizes).reduce((a, b) => a + b, 0);
  const of = (end) => Object.entries(sizes).filter(([url]) => url?.split("?")[0].endsWith(end)).reduce((a, [, size]) => a + size, 0);
  console.log(`article: ${total} bytes over the wire, style ${of(".css")}, script ${of(".js")}`);
  check("an article weighs under 60 kB", total > 0 && total < 60_000, `${total}`);
  check("the style sheet weighs under 20 kB", of(".css") > 0 && of(".css") < 20_000, `${of(".css")}`);
  const unpacked = (await (await fetch(await page.locator("link[rel=stylesheet]").first().evaluate((link) => link.href))).arrayBuffer()).byteLength;
  console.log(`style sheet before gzip: ${unpacked} bytes`);
  check("the style sheet is under 20 kB before gzip, too", unpacked > 0 && unpacked < 20_000, `${unpacked}`);
  check("the script weighs under 6 kB", of(".js") > 0 && of(".js") < 6_000, `${of(".js")}`);
  for (const [kind, url] of Object.entries(pages)) {
    const fresh = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    const shift = await shifted(await fresh.newPage(), url);
    check(`nothing shifts, ${kind}`, shift === 0, `${shift}`);
    await fresh.close();
  }
  await context.close();
}

async function shifted(page, url) {
  await page.goto(url, { waitUntil: "load" });
  return page.evaluate(() => new Promise((done) => {
    let sum = 0;
    new PerformanceObserver((list) => { for (const entry of list.getEntries()) sum += entry.value; }).observe({ type: "layout-shift", buffered: true });
    setTimeout(() => done(sum), 300);
  }));
}
