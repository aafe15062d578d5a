// @vitest-environment jsdom
import { afterEach, expect, it, vi } from 'vitest'
import { hydrateQuestion } from '../../../../src/client/questions/hydrateQuestion'
import { WorkStore } from '../../../../src/client/work/workStore'
import type { QuestionIsland } from '../../../../src/pages/questionIsland'

const island = vi.hoisted(() => vi.fn<typeof QuestionIsland>())
vi.mock('../../../../src/pages/questionIsland', () => ({ QuestionIsland: island, questionPrefix: String }))
vi.mock('../../../../src/engine/catalog', () => ({
  loadQuestions: async () => ({ scale: { kind: 'number' } }),
  loadExperiment: () => Promise.reject(new Error('There is no experiment')),
}))

afterEach(() => vi.unstubAllGlobals())

const host = () => {
  document.body.innerHTML = '<div data-ask="scale"><p>Alive</p></div>'
  const found = document.querySelector<HTMLElement>('[data-ask]')
  if (!found) throw new Error('There is no question')
  return found
}

it('rejects if the question throws while it is rendered, and reports it', async () => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', false)
  const report = vi.fn()
  vi.stubGlobal('reportError', report)
  const fault = new Error('it cannot be rendered')
  island.mockImplementation(() => {
    throw fault
  })
  const ready = vi.fn()
  await expect(hydrateQuestion(host(), '9-made-up', new WorkStore(undefined), ready)).rejects.toBe(fault)
  expect(ready).not.toHaveBeenCalled()
  expect(report).toHaveBeenCalledWith(fault)
})

it('resolves once the question says that it takes answers', async () => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', false)
  island.mockImplementation(({ live }) => {
    queueMicrotask(() => live?.ready())
    return <p>Alive</p>
  })
  const ready = vi.fn()
  await hydrateQuestion(host(), '9-made-up', new WorkStore(undefined), ready)
  expect(ready).toHaveBeenCalled()
})
