import { act, type ReactNode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, vi } from 'vitest';
import type { Params, RequestName, ResultOf } from '../../core/contract/requests';
import { type AppContextValue, AppProvider } from '../client/app-context';
import { type EngineClient, EngineProvider } from '../client/engine';

/** What the engine of a test answers, by request; requests that are not named fail. */
export type Answers = {
  readonly [Name in RequestName]?: (
    params: Params<Name>,
    signal?: AbortSignal,
  ) => ResultOf<Name> | Promise<ResultOf<Name>>;
};

export interface FakeEngine extends EngineClient {
  /** Every request so far, oldest first. */
  readonly asked: readonly (readonly [name: string, params: unknown])[];
}

export function fakeEngine(answers: Answers): FakeEngine {
  const asked: (readonly [string, unknown])[] = [];
  return {
    asked,
    async request(name, params, options) {
      asked.push([name, params]);
      const answer = answers[name] as
        | ((given: unknown, signal?: AbortSignal) => unknown)
        | undefined;
      if (!answer) throw new Error(`The test's engine knows no ${name}.`);
      return (await answer(params, options?.signal)) as ResultOf<typeof name>;
    },
    on: () => () => undefined,
    onClose: () => undefined,
  };
}

const mounted: { readonly root: Root; readonly container: HTMLElement }[] = [];

afterEach(() => {
  for (const { root, container } of mounted.splice(0)) {
    act(() => root.unmount());
    container.remove();
  }
  vi.unstubAllGlobals();
});

export interface Surroundings {
  readonly engine?: EngineClient;
  readonly app?: AppContextValue;
}

/** Draws into the page and waits until the first answers of the engine are drawn too. */
export async function render(node: ReactNode, { engine, app }: Surroundings = {}) {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  const container = document.createElement('div');
  document.body.append(container);
  const root = createRoot(container);
  mounted.push({ root, container });
  const draw = (shown: ReactNode) =>
    act(async () => {
      const inApp = app ? <AppProvider value={app}>{shown}</AppProvider> : shown;
      root.render(<EngineProvider value={engine ?? fakeEngine({})}>{inApp}</EngineProvider>);
    });
  await draw(node);
  return { container, redraw: draw };
}

/** The one element with this role whose accessible name or text holds `name`. */
export function byRole(container: ParentNode, role: string, name: string): HTMLElement {
  const tag = role === 'button' ? 'button' : role === 'heading' ? 'h1, h2, h3' : '';
  const selector = [`[role="${role}"]`, tag].filter((part) => part !== '').join(', ');
  const found = [...container.querySelectorAll<HTMLElement>(selector)].find((element) =>
    (element.getAttribute('aria-label') ?? element.textContent ?? '').includes(name),
  );
  if (!found) throw new Error(`There is no ${role} “${name}”: ${container.textContent ?? ''}`);
  return found;
}

export function click(element: Element): Promise<void> {
  return act(async () => {
    element.dispatchEvent(new MouseEvent('click', { bubbles: true }));
  });
}

export function press(element: Element, key: string): Promise<void> {
  return act(async () => {
    element.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  });
}
