import { expect, test } from './fixtures';

test('opens on a start page that offers to open a file', async ({ app }) => {
  await expect(app).toHaveTitle(/Roomscope/);
  await expect(app.getByRole('button', { name: /open/i }).first()).toBeVisible();
});

test('shows no Node.js and no Electron to the page', async ({ app }) => {
  const found = await app.evaluate(() =>
    ['require', 'process', 'module', 'global', 'Buffer', 'electron'].filter(
      (name) => name in globalThis,
    ),
  );
  expect(found).toEqual([]);
});

test('runs no inline script and applies no inline style sheet', async ({ app, consoleErrors }) => {
  const ran = await app.evaluate(async () => {
    const script = document.createElement('script');
    script.textContent = 'document.documentElement.dataset.inline = "ran"';
    const style = document.createElement('style');
    style.textContent = 'html { --inline: applied; }';
    document.head.append(script, style);
    await new Promise((resolve) => setTimeout(resolve, 50));
    const { dataset } = document.documentElement;
    const applied = getComputedStyle(document.documentElement).getPropertyValue('--inline');
    return { script: dataset.inline ?? null, style: applied };
  });
  expect(ran).toEqual({ script: null, style: '' });
  const refusals = consoleErrors.splice(0);
  expect(refusals).toHaveLength(2);
  for (const refusal of refusals) expect(refusal).toContain('Content Security Policy');
});
