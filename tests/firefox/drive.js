// Starts Firefox and does what it reads from its input: one JSON object a line, answered by one JSON object a line.
// tests/helpers/firefox.py writes these lines. The first holds the settings of the browser.
const readline = require("node:readline");
const puppeteer = require("puppeteer-core");

/** Note what a page asks for and complains about, until somebody looks. */
function watched(page) {
  page.noises = [];
  page.requests = [];
  page.on("console", (message) => page.noises.push(message.text()));
  // What the policy forbids comes as an error too.
  page.on("pageerror", (error) => page.noises.push(String(error)));
  page.on("request", (request) => page.requests.push(request.url()));
  return page;
}

/** Return a list, and empty it. */
const taken = (list) => list.splice(0);

const commands = {
  goto: async (page, { address, until }) => { await page.goto(address, { waitUntil: until }); },
  reload: async (page) => { await page.reload({ waitUntil: "load" }); },
  evaluate: (page, { script }) => page.evaluate(script),
  wait: async (page, { script }) => { await page.waitForFunction(script, { timeout: 10_000 }); },
  click: (page, { selector }) => page.click(selector),
  select: (page, { selector, value }) => page.select(selector, value),
  type: (page, { text }) => page.keyboard.type(text),
  press: (page, { key }) => page.keyboard.press(key),
  size: (page, { width, height }) => page.setViewport({ width, height }),
  upload: async (page, { selector, paths }) => { await (await page.$(selector)).uploadFile(...paths); },
  screenshot: async (page, { path }) => { await page.screenshot({ path }); },
  noises: (page) => taken(page.noises),
  requests: (page) => taken(page.requests),
  // A question that a page asks before it lets itself be closed is answered with yes.
  close: (page) => page.close(),
};

async function main() {
  const lines = readline.createInterface({ input: process.stdin })[Symbol.asyncIterator]();
  const { executable, profile, settings } = JSON.parse((await lines.next()).value);
  const browser = await puppeteer.launch({
    browser: "firefox", executablePath: executable, headless: true, userDataDir: profile, extraPrefsFirefox: settings,
  });
  const answer = (given) => process.stdout.write(`${JSON.stringify(given)}\n`);
  const pages = [];
  answer({ process: browser.process().pid });
  for await (const line of lines) {
    const { command, tab, ...given } = JSON.parse(line);
    try {
      if (command === "open") answer({ result: pages.push(watched(await browser.newPage())) - 1 });
      else answer({ result: (await commands[command](pages[tab], given)) ?? null });
    } catch (error) {
      answer({ error: String(error.stack ?? error) });
    }
  }
  await browser.close();
}

main();
