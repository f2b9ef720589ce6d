// Nothing scrolls sideways, nothing is asked of another host, no policy is broken, everything works by keyboard
// and without JavaScript.
export async function layout(browser, pages, check) {
  const open = async (options, visit) => {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    const complaints = [];
    page.on("console", (message) => { if (["error", "warning"].includes(message.type())) complaints.push(message.text()); });
    page.on("pageerror", (error) => complaints.push(String(error)));
    page.on("request", (request) => { if (!request.url().startsWith(new URL(pages.home).origin)) complaints.push(request.url()); });
    for (const [kind, url] of Object.entries(pages)) {
      complaints.length = 0;
      await page.goto(url);
      await visit(page, kind);
      check(`quiet ${kind}`, complaints.length === 0, complaints.join(" | "));
    }
    await context.close();
  };
  const overflow = (page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  await open({ viewport: { width: 320, height: 800 } }, async (page, kind) => {
    check(`no sideways scroll at 320 px, ${kind}`, (await overflow(page)) <= 0, `${await overflow(page)} px`);
  });
  await open({ viewport: { width: 640, height: 800 }, deviceScaleFactor: 2 }, async (page, kind) => {
    check(`no sideways scroll at 200 %, ${kind}`, (await overflow(page)) <= 0);
  });
  await open({ javaScriptEnabled: false, viewport: { width: 1280, height: 900 } }, async (page, kind) => {
    const text = await page.locator("main").innerText();
    check(`reads without JavaScript, ${kind}`, text.trim().length > 20);
    check(`has a heading, ${kind}`, (await page.locator("h1").count()) === 1);
  });
  await open({ viewport: { width: 1280, height: 900 } }, async (page, kind) => {
    await page.keyboard.press("Tab");
    const first = await page.evaluate(() => document.activeElement.className);
    check(`the skip link comes first, ${kind}`, first === "skip", first);
    for (let i = 0; i < 12; i++) {
      await page.keyboard.press("Tab");
      const outline = await page.evaluate(() => document.activeElement === document.body ? "3px" : getComputedStyle(document.activeElement).outlineWidth);
      check(`focus is visible, ${kind}`, parseFloat(outline) >= 2, outline);
    }
  });
}
