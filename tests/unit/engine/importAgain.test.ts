import { describe, expect, it } from 'vitest'
import { importAgain } from '../../../src/engine/importAgain'

const failed = async (): Promise<string> => {
  throw new TypeError('Failed to fetch dynamically imported module: https://book.example/assets/depth-1a2b.js')
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

  it('fails with what the browser says where that names no address', async () => {
    const silent = async () => {
      throw new TypeError('Importing a module script failed.')
    }
    await expect(importAgain(silent)).rejects.toThrow('Importing a module script failed.')
  })
})
