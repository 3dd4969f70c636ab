import { describe, expect, it } from 'vitest';
import { committedProblems, lockProblems, registryProblems } from './check-lock.mjs';

describe('the lock file', () => {
  const tool = { version: '1.0.0', optionalDependencies: { 'tool-linux': '1', 'tool-mac': '1' } };

  it('is fine with an entry for each optional dependency, beside the package or above it', () => {
    const packages = {
      'node_modules/tool': tool,
      'node_modules/tool/node_modules/tool-linux': {},
      'node_modules/tool-mac': {},
    };
    expect(lockProblems({ packages })).toEqual([]);
  });

  it('is refused where npm left out the builds of other platforms', () => {
    const packages = {
      'node_modules/tool': tool,
      'node_modules/tool-linux': {},
      'node_modules/other/node_modules/tool-mac': {},
    };
    expect(lockProblems({ packages })).toEqual([
      'tool-mac, an optional dependency of node_modules/tool, has no entry',
    ]);
  });

  it('is refused with addresses', () => {
    const packages = { 'node_modules/a': { resolved: 'https://example.org/a.tgz' } };
    expect(lockProblems({ packages })).toEqual([
      'node_modules/a names the address that it came from',
    ]);
  });
});

describe('committed files', () => {
  it('may not name the host of a registry', () => {
    const host = ['registry', 'npmjs', 'org'].join('.');
    const texts = [
      ['.npmrc', `registry=https://${host}/`],
      ['docs/a.md', 'Packages come from a registry.'],
    ];
    expect(registryProblems(texts)).toEqual(['.npmrc names the host of a registry']);
  });

  it('have no such problem now', () => {
    expect(committedProblems()).toEqual([]);
  });
});
