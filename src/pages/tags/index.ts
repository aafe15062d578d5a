import type { ComponentType } from 'react'
import { Formula } from '../words'
import { Assumption, Step, Steps } from './derivation'
import { Claim, Claims, Experiment, Preset } from './figures'
import { Aside, AsPrinted, Letter, Letters, Notes, Scene, Takeaway } from './notes'
import { Hint, Part, Problem, Solution } from './parts'
import { Ask } from './questions'
import type { TagName } from './vocabulary'

/** The component of each tag that authors write. */
const authored = {
  Problem,
  Part,
  AsPrinted,
  Aside,
  Hint,
  Solution,
  Step,
  Assumption,
  Takeaway,
  Scene,
  Notes,
  Letter,
  Experiment,
  Preset,
  Claim,
  Ask,
} satisfies Record<TagName, unknown>

/** All components, including those that the page's compiler inserts. */
export const tags = { ...authored, Steps, Claims, Letters, Formula }

/** A compiled page. */
export type PageContent = ComponentType<{ readonly components: typeof tags }>
