// @vitest-environment jsdom
import { afterAll, beforeEach, expect, it, vi } from 'vitest'
import { takeStrokes } from '../../../../src/charts/sketch/earlyStroke'
import { answerOnFocus, wakeQuestion } from '../../../../src/client/questions/focus'
import { WorkStore } from '../../../../src/client/work/workStore'

/** Takes the place of the code of questions. */
const hydrateQuestion = vi.hoisted(() => vi.fn())
vi.mock('../../../../src/client/questions/hydrateQuestion', () => ({ hydrateQuestion }))

const store = new WorkStore(undefined)
answerOnFocus(store)
const report = vi.spyOn(console, 'error')
const submitted = vi.fn()

const the = (selector: string) => {
  const found = document.querySelector<HTMLElement>(selector)
  if (!found) throw new Error(`There is no ${selector}`)
  return found
}
const submit = () => the('form').dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }))

beforeEach(() => {
  hydrateQuestion.mockReset()
  report.mockReset().mockImplementation(() => {})
  submitted.mockReset()
  document.body.innerHTML = '<div><div data-ask="scale"><form><input /></form></div></div>'
  vi.spyOn(HTMLFormElement.prototype, 'requestSubmit').mockImplementation(submitted)
})
afterAll(() => {
  vi.restoreAllMocks()
})

/** Lets each hydration wait until it is told to end. */
function hydrations() {
  const endings: { readonly ready: () => void; readonly fail: (error: Error) => void }[] = []
  hydrateQuestion.mockImplementation(
    (_host, _problem, _store, ready: () => void) =>
      new Promise<void>((resolve, reject) => {
        endings.push({
          ready: () => {
            ready()
            resolve()
          },
          fail: reject,
        })
      }),
  )
  return endings
}

it('submits once the question takes answers what was submitted before', async () => {
  const endings = hydrations()
  submit()
  await vi.waitFor(() => expect(endings).toHaveLength(1))
  expect(submitted).not.toHaveBeenCalled()
  endings[0]?.ready()
  await vi.waitFor(() => expect(submitted).toHaveBeenCalledOnce())
})

it('hydrates once when the reader tries again and touches the question, and keeps the early submit', async () => {
  const endings = hydrations()
  submit()
  await vi.waitFor(() => expect(endings).toHaveLength(1))
  endings[0]?.fail(new Error('offline'))
  await vi.waitFor(() => the('.island-fault button'))
  the('.island-fault button').click()
  the('input').focus()
  await vi.waitFor(() => expect(endings).toHaveLength(2))
  endings[1]?.ready()
  await vi.waitFor(() => expect(submitted).toHaveBeenCalledOnce())
  expect(hydrateQuestion).toHaveBeenCalledTimes(2)
  expect(document.querySelector('.island-fault')).toBeNull()
})

it('records what is drawn on a sketch until its code is there', async () => {
  document.body.innerHTML = '<div><div data-ask="curve"><div class="sketch-box"></div></div></div>'
  const endings = hydrations()
  const point = (kind: string, clientX: number) => {
    const event = new MouseEvent(kind, { bubbles: true, clientX, button: 0 })
    the('.sketch-box').dispatchEvent(Object.assign(event, { pointerId: 1, isPrimary: true, pointerType: 'touch' }))
  }
  point('pointerdown', 10)
  point('pointermove', 50)
  await vi.waitFor(() => expect(endings).toHaveLength(1))
  point('pointerup', 50)
  endings[0]?.ready()
  expect(takeStrokes(the('.sketch-box'))).toMatchObject([
    { touch: true, isDown: false, places: [{ x: 10 }, { x: 50 }] },
  ])
  point('pointerdown', 10)
  expect(takeStrokes(the('.sketch-box')), 'the pad hears it itself').toEqual([])
})

it('lets nobody wait for a question that cannot be hydrated', async () => {
  const endings = hydrations()
  const woken = wakeQuestion(the('[data-ask]'), store)
  await vi.waitFor(() => expect(endings).toHaveLength(1))
  const fault = new Error('it throws')
  endings[0]?.fail(fault)
  await woken
  expect(report.mock.calls).toEqual([[fault]])
})
