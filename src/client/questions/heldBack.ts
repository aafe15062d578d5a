import { pageProblem } from '../pageProblem'
import { pageWork } from '../work/pageWork'
import { HoldBack } from './holdBack'

let holdBack: HoldBack | undefined

/** The figures that this page holds back until a question is answered. The address is read before figures write to it. */
export function heldBack(): HoldBack {
  holdBack ??= new HoldBack(pageProblem(), pageWork(), document, location.search)
  return holdBack
}
