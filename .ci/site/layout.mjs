// Every page fits its window, works without JavaScript and by keyboard, keeps to its own host, and prints.

import { launch, visit, NARROW, WIDE } from './browser.mjs';
import { open, pagesByKind, sample } from './site.mjs';
import { suite } from './suite.mjs';

// 200 % zoom of a 1280-pixel window is a window of 640 CSS pixels; reading glasses in the browser's settings enlarge text only.
const WINDOWS = [
  ['320 px', { viewport: { width: 320, height: 640 } }],
  ['390 px', { viewport: NARROW }],
  ['768 px', { viewport: { width: 768, height: 1024 } }],
  ['200 % zoom', { viewport: { width: 640, height: 450 }, deviceScaleFactor: 2 }],
  ['200 % text', { viewport: WIDE }, '200%'],
];

await suite(async ({ problem, note }) => {
  const site = await open();
  const browser = await launch();
  const kinds = await pagesByKind(site);
  for (const address of await sample(site)) {
    const report = (what) => problem(address, what);
    await quiet(browser, site, address, report);
  }
  for (const address of Object.values(kinds)) {
    const report = (what) => problem(address, what);
    for (const window of WINDOWS) await fits(browser, site.url(address), window, report);
    await withoutScript(browser, site.url(address), report);
    await byKeyboard(browser, site.url(address), report);
    await still(browser, site.url(address), report);
    await prints(browser, site.url(address), report);
  }
  await interaction(browser, site.url(kinds.article), (what) => problem(kinds.article, what));
  note(`${site.addresses.length} pages, ${Object.keys(kinds).length} kinds`);
  await browser.close();
  await site.close();
});

/// No message in the console (a breach of the content security policy is one), no failed and no foreign request.
async function quiet(browser, site, address, report) {
  const context = await browser.newContext({ viewport: WIDE });
  const page = await context.newPage();
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && report(`console: ${message.text()}`));
  page.on('pageerror', (error) => report(`script: ${error.message}`));
  page.on('requestfailed', (request) => report(`request failed: ${request.url()}`));
  page.on('request', (request) => request.url().startsWith(site.origin) || report(`request to another host: ${request.url()}`));
  await page.goto(site.url(address), { waitUntil: 'networkidle' });
  await context.close();
}

/// Nothing scrolls sideways but what is made to, such as a wide table in a frame of its own.
async function fits(browser, url, [name, context, fontSize], report) {
  const wide = await visit(browser, url, context, (page) => page.evaluate((fontSize) => {
    if (fontSize) document.documentElement.style.fontSize = fontSize;
    const root = document.documentElement;
    if (root.scrollWidth <= root.clientWidth) return [];
    const contained = (element) => {
      for (let e = element.parentElement; e && e !== root; e = e.parentElement) {
        if (getComputedStyle(e).overflowX !== 'visible') return true;
      }
      return false;
    };
    const outside = [...document.body.querySelectorAll('*')].filter((element) => {
      const box = element.getBoundingClientRect();
      return box.width > 0 && (box.right > root.clientWidth + 0.5 || box.left < -0.5) && !contained(element);
    });
    const shown = outside.slice(-2).map((element) => element.cloneNode(false).outerHTML);
    return [`${root.scrollWidth} > ${root.clientWidth}`, ...shown];
  }, fontSize));
  if (wide.length) report(`${name}: scrolls sideways: ${wide.join(' ')}`);
}

/// Without JavaScript the page says the same, leads everywhere, and shows no dead button.
async function withoutScript(browser, url, report) {
  const read = (page) => page.evaluate(() => {
    const shown = (selector) => [...document.querySelectorAll(selector)].filter((element) => element.checkVisibility());
    const words = (element) => new Set(element.innerText.toLowerCase().match(/\p{L}+/gu));
    return {
      heading: shown('main h1').map((element) => element.textContent.trim()),
      words: [...words(document.querySelector('main'))],
      buttons: [...words({ innerText: shown('main button, main select, main label').map((element) => element.innerText).join(' ') })],
      links: shown('header nav a[href]').length,
      dead: shown('button, select, input:not([disabled])').filter((element) => !element.closest('form[action]')).map((element) => element.outerHTML),
      noscript: document.querySelectorAll('noscript').length,
    };
  });
  const plain = await visit(browser, url, { viewport: WIDE, javaScriptEnabled: false }, read);
  const scripted = await visit(browser, url, { viewport: WIDE }, read);
  if (plain.heading.length !== 1) report(`without JavaScript: ${plain.heading.length} visible h1 in main`);
  if (!plain.links) report('without JavaScript: no link in the navigation');
  if (plain.noscript) report('has a noscript element: the page must not need one');
  if (plain.dead.length) report(`without JavaScript: dead control ${plain.dead[0]}`);
  const missing = scripted.words.filter((word) => !plain.words.includes(word) && !scripted.buttons.includes(word));
  if (missing.length) report(`without JavaScript these words are missing: ${missing.slice(0, 20).join(' ')}`);
}

/// The first stop of the Tab key is the skip link, which leads to the content; every stop shows that it is one.
async function byKeyboard(browser, url, report) {
  await visit(browser, url, { viewport: WIDE }, async (page) => {
    const focused = () => page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return undefined;
      const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(element);
      const box = element.getBoundingClientRect();
      return {
        html: element.cloneNode(element.tagName === 'A').outerHTML.slice(0, 200),
        target: element.getAttribute('href'),
        outlined: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1 && !/(^transparent|, 0\))$/.test(outlineColor),
        seen: element.checkVisibility({ opacityProperty: true, visibilityProperty: true })
          && box.width > 1 && box.height > 1 && box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth,
      };
    });
    const stops = await page.evaluate(() => document.querySelectorAll('a[href], button, input, select, summary, [tabindex="0"]').length);
    for (let stop = 0; stop < Math.min(stops, 80); stop += 1) {
      await page.keyboard.press('Tab');
      const element = await focused();
      if (!element) break;
      if (stop === 0 && !element.target?.startsWith('#')) report(`the first Tab stop is no skip link: ${element.html}`);
      if (!element.outlined) report(`focus has no outline: ${element.html}`);
      if (!element.seen) report(`focus goes to something unseen: ${element.html}`);
    }
    await page.reload();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    const arrived = await page.evaluate(() => document.querySelector(':target')?.matches('main, main *'));
    if (!arrived) report('the skip link does not lead into main');
  });
}

/// With reduced motion nothing moves.
async function still(browser, url, report) {
  const moving = await visit(browser, url, { viewport: WIDE, reducedMotion: 'reduce' }, (page) => page.evaluate(() => {
    const moves = (element) => {
      const style = getComputedStyle(element);
      const durations = `${style.transitionDuration}, ${style.animationName === 'none' ? '0s' : style.animationDuration}`;
      return durations.split(', ').some((duration) => parseFloat(duration) > 0.01) || style.scrollBehavior === 'smooth';
    };
    const element = [document.documentElement, ...document.body.querySelectorAll('*')].find(moves);
    return element?.cloneNode(false).outerHTML;
  }));
  if (moving) report(`moves although reduced motion is asked for: ${moving}`);
}

/// Prints its content, without the navigation, on paper.
async function prints(browser, url, report) {
  await visit(browser, url, { viewport: WIDE, colorScheme: 'dark' }, async (page) => {
    await page.emulateMedia({ media: 'print' });
    const shown = await page.evaluate(() => ({
      main: document.querySelector('main').innerText.trim().length,
      menu: [...document.querySelectorAll('header nav, .skip')].some((element) => element.checkVisibility()),
    }));
    if (!shown.main) report('print: the content is missing');
    if (shown.menu) report('print: the navigation is printed');
    const pdf = await page.pdf({ format: 'A4' });
    if (pdf.subarray(0, 5).toString() !== '%PDF-' || pdf.length < 3000) report(`print: a PDF of ${pdf.length} bytes`);
  });
}

/// The choice of colours is remembered, and highlighting can be turned off and kept for one speaker.
async function interaction(browser, url, report) {
  await visit(browser, url, { viewport: WIDE, colorScheme: 'light' }, async (page) => {
    const background = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor + getComputedStyle(document.body).backgroundColor);
    const light = await background();
    const choice = page.locator('footer select');
    await choice.selectOption('dark');
    const dark = await background();
    if (light === dark) report('choosing dark colours changes nothing');
    await page.reload();
    if (await background() !== dark || await choice.inputValue() !== 'dark') report('the choice of colours is forgotten');
    const marks = () => page.evaluate(() => [...document.querySelectorAll('article mark')]
      .map((mark) => { const style = getComputedStyle(mark); return style.backgroundColor + style.backgroundImage + style.textDecorationLine + style.borderBlockEndStyle; }).join());
    const highlighted = await marks();
    const buttons = page.locator('.legend button');
    if (!await buttons.count()) return report('no button turns highlighting off');
    const plain = [];
    for (const button of await buttons.all()) {
      await button.click();
      plain.push(await marks());
      if (await button.getAttribute('aria-pressed') === null) report('a highlighting button does not say whether it is pressed');
      await button.click();
      if (await marks() !== highlighted) report('pressing a highlighting button twice does not bring the marks back');
    }
    if (plain.includes(highlighted)) report('a highlighting button changes nothing');
  });
}
