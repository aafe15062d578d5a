import { readFileSync } from 'node:fs'
import { playwright } from '@vitest/browser-playwright'
import { defineConfig, mergeConfig, type ViteUserConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'
import { CHROMIUM_ARGS, findChromium } from './tests/browsers/chromium.mjs'
import { mutate } from './tests/mutants/mutate.ts'
import vite from './vite.config.ts'

const executablePath = findChromium()

const isLong = ({ moduleId }: TestSpecification) =>
  /(claims|experiments|figures|pages|author|lecture)[A-Za-z0-9]*\.test\.ts$/.test(moduleId)

const hasDom = ({ moduleId }: TestSpecification) =>
  readFileSync(moduleId, 'utf8').startsWith('// @vitest-environment jsdom')

/**
 * The longest files begin first, so that short ones fill the cores at the end. Files with a DOM come last, together: Vitest keeps a worker, with
 * the modules that it has loaded, only if the next file has the same environment.
 */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rankOf = (file: TestSpecification) => (hasDom(file) ? 2 : isLong(file) ? 0 : 1)
    return (await super.sort(files)).toSorted((a, b) => rankOf(a) - rankOf(b))
  }
}

/** A project whose one test takes as long as it takes. */
const longer = (name: string, file: string) => ({ name, include: [file], environment: 'node', testTimeout: 7_200_000 })

const tests = {
  test: {
    // Two cores are what the suite is measured on.
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          isolate: false,
          include: ['tests/{unit,problems}/**/*.test.{ts,tsx}'],
          exclude: ['**/*.e2e.test.ts'],
          environment: 'node',
          testTimeout: 180_000,
        },
      },
      // The longer suites, each with a command of its own.
      ...(process.env.LONGER
        ? [
            { extends: true as const, test: longer('fuzz', 'tests/fuzz/fuzz.test.ts') },
            { extends: true as const, test: longer('seeds', 'tests/seeds/seeds.test.ts') },
            {
              extends: true as const,
              test: {
                ...longer('restless', 'tests/restless/restless.test.ts'),
                globalSetup: './tests/e2e/driver/preview.ts',
              },
            },
            { extends: true as const, plugins: [mutate()], test: longer('mutants', 'tests/mutants/mutant.test.ts') },
          ]
        : []),
      {
        extends: true,
        // Found out while tests run, these would reload the page under them.
        optimizeDeps: {
          include: [
            '@tensorflow/tfjs-core',
            '@tensorflow/tfjs-core/dist/register_all_gradients',
            '@tensorflow/tfjs-backend-cpu',
            '@tensorflow/tfjs-backend-wasm',
            '@tensorflow/tfjs-backend-webgl',
            'pure-rand/generator/xoroshiro128plus',
          ],
        },
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          testTimeout: 240_000,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: { ...(executablePath ? { executablePath } : {}), args: CHROMIUM_ARGS },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          isolate: false,
          include: ['tests/e2e/**/*.test.ts', 'tests/problems/**/*.e2e.test.ts'],
          globalSetup: './tests/e2e/driver/preview.ts',
          environment: 'node',
          testTimeout: 240_000,
          hookTimeout: 240_000,
          // Busy cores take their time.
          expect: { poll: { timeout: 60_000 } },
        },
      },
    ],
  },
} satisfies ViteUserConfig

export default defineConfig((env) => mergeConfig(vite(env), tests))
