// What a reader can switch: highlighting off, one speaker only, light and dark remembered.
export async function highlighting(browser, pages, check) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, colorScheme: "light" });
  const page = await context.newPage();
  await page.goto(pages.article);
  const marked = () => page.locator("mark.quotation").evaluateAll((marks) =>
    marks.filter((mark) => getComputedStyle(mark).textDecorationLine.includes("underline")).map((mark) => mark.className));
  const all = await marked();
  check("quotations are highlighted", all.length > 1, `${all.length}`);
  const everything = page.locator(".legend > button");
  await everything.click();
  check("highlighting can be switched off", (await marked()).length === 0);
  await everything.click();
  check("highlighting can be switched on again", (await marked()).length === all.length);
  await page.locator(".legend li button").first().click();
  const first = await marked();
  check("one speaker can be kept", first.length > 0 && first.every((name) => /\bs1\b/.test(name)), first.join(" | "));

  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await ground();
  await page.locator(".colours select").selectOption("dark");
  const dark = await ground();
  check("dark can be chosen", dark !== light, dark);
  await page.goto(pages.home);
  check("the choice is remembered", (await ground()) === dark);
  await context.close();
}
