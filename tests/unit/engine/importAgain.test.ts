import { describe, expect, it } from 'vitest'
import { importAgain, LoadError } from '../../../src/engine/importAgain'

const ASSETS = 'https://book.example/assets/'

/** Fails as Chromium does, and names the module asked for. Its source names the module, as that of an import does. */
const failed = async (): Promise<string> => {
  throw new TypeError('Failed to fetch dynamically imported module: https://book.example/assets/depth-1a2b.js')
}

/** Fails as Firefox does where a module was lost that the one asked for imports: once, or for good. */
const failedInside = (times: number) => {
  let attempts = 0
  return async (): Promise<string> => {
    attempts++
    if (attempts > times) return 'module'
    throw new TypeError(`error loading dynamically imported module: ${ASSETS}${['laws', '-3c4d.js'].join('')}`)
  }
}

describe('a module that could not be loaded', () => {
  it('is asked for under another address at each attempt', async () => {
    const asked: string[] = []
    const from = async (address: string) => {
      asked.push(address)
      return 'module'
    }
    expect(await importAgain(failed, from)).toBe('module')
    expect(await importAgain(failed, from)).toBe('module')
    for (const address of asked) expect(address).toMatch(/^https:\/\/book\.example\/assets\/depth-1a2b\.js\?again=\d+$/)
    expect(new Set(asked).size).toBe(2)
  })

  it('is not asked for again where it was loaded', async () => {
    const from = () => expect.fail('it was loaded')
    expect(await importAgain(async () => 'module', from)).toBe('module')
  })

  it('is never replaced by one that it imports', async () => {
    const from = () => expect.fail('this is another module')
    expect(await importAgain(failedInside(1), from)).toBe('module')
    await expect(importAgain(failedInside(2), from)).rejects.toThrow(LoadError)
  })

  it('fails with a sentence without an address, and with what the browser said as its cause', async () => {
    const again = importAgain(failed, failed)
    await expect(again).rejects.toThrow(/^A file of the book could not be loaded\.$/)
    await expect(again).rejects.toMatchObject({ cause: expect.any(TypeError) })
  })

  it('is asked for again where the browser names no address', async () => {
    let attempts = 0
    const silent = async () => {
      attempts++
      if (attempts === 1) throw new TypeError('Importing a module script failed.')
      return 'module'
    }
    expect(await importAgain(silent)).toBe('module')
  })

  it('throws an exception of its own as it is', async () => {
    const broken = async () => {
      throw new RangeError('made up')
    }
    await expect(importAgain(broken)).rejects.toThrow(RangeError)
  })
})
